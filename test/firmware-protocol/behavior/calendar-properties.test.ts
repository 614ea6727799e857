/** Random calendars, places, offset tables and instants: what a calendar says of itself is true. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarAt, resolveNight, stateAt } from "#protocol/behavior/calendar.ts";
import { chooseProgram } from "#protocol/behavior/choose-program.ts";
import { offsetAt } from "#protocol/behavior/civil-time.ts";
import { nightAt, type Site } from "#protocol/behavior/night.ts";
import { paceOf } from "#protocol/behavior/pace-segment.ts";
import { nightNumber } from "#protocol/vectors/calendars.ts";
import { Calendar, decodeCalendar, encodeCalendar, type Point, type Rule } from "#protocol/wire/calendar.ts";
import { sunEventNames } from "#protocol/wire/vocabulary.ts";

const thoroughness = process.env.DEN_TEST_LONG === "1" ? 10 : 1;
const day = 86_400_000;
const first = nightNumber("2026-11-01");

const timeOfDay = fc.oneof(fc.integer({ min: 0, max: 86_399 }), fc.constantFrom(0, 43_199, 43_200, 86_399, 7200, 9000));
const level = fc.integer({ min: 0, max: 200 }).map((n) => n / 2);
const pointWith = (target: fc.Arbitrary<Point["target"]>): fc.Arbitrary<Point> =>
  fc.oneof(
    fc.record({ time: timeOfDay, target, ramp: fc.nat(600) }),
    fc
      .record(
        {
          sun: fc.constantFrom(...sunEventNames),
          shift: fc.integer({ min: -720, max: 720 }),
          notBefore: timeOfDay,
          notAfter: timeOfDay,
          target,
        },
        { requiredKeys: ["sun", "target"] },
      )
      // clamps that cross are no calendar
      .map(({ notAfter, ...point }) =>
        notAfter === undefined ||
        (point.notBefore !== undefined && (notAfter + 43_200) % 86_400 < (point.notBefore + 43_200) % 86_400)
          ? point
          : { ...point, notAfter },
      ),
  );
const night = fc.integer({ min: first, max: first + 400 });
const selectors: fc.Arbitrary<Omit<Rule, "program">> = fc
  .record(
    {
      nights: fc.tuple(night, fc.nat(20)).map(([from, length]): [number, number][] => [[from, from + length]]),
      yearly: fc.constantFrom<[number, number][]>([[1215, 110]], [[516, 630]], [[229, 229]]),
      weekdays: fc
        .uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 })
        .map((days) => days.sort()),
      occurrences: fc.constantFrom<(-1 | 1 | 2 | 3 | 4 | 5)[]>([1], [-1], [2, 4], [5]),
    },
    { requiredKeys: [] },
  )
  .filter((rule) => Object.keys(rule).length > 0);
const calendarWith = (target: fc.Arbitrary<Point["target"]>): fc.Arbitrary<Calendar> =>
  fc
    .record({
      programs: fc.array(fc.record({ points: fc.array(pointWith(target), { maxLength: 6 }) }), {
        minLength: 1,
        maxLength: 4,
      }),
      rules: fc.array(fc.tuple(fc.nat(), selectors), { maxLength: 6 }),
      defaultProgram: fc.nat(),
      dwell: fc.integer({ min: 60, max: 3600 }),
      stagger: fc.nat(600),
    })
    .map(({ programs, rules, defaultProgram, ...relays }) => ({
      format: 1,
      programs,
      rules: rules.map(([program, rest]) => ({ program: program % programs.length, ...rest })),
      defaultProgram: defaultProgram % programs.length,
      ...relays,
    }));
const lampCalendar = calendarWith(level.map((value) => ({ level: value })));
const relayCalendar = calendarWith(fc.boolean().map((closed) => ({ closed })));

/** Clocks change at any time of the day, noon and midnight included, by up to two hours. */
const site: fc.Arbitrary<Site> = fc
  .record({
    lat: fc.oneof(fc.double({ min: -70, max: 70, noNaN: true }), fc.constantFrom(-70, 0, 70)),
    lon: fc.double({ min: -180, max: 180, noNaN: true }),
    skew: fc.integer({ min: -4, max: 4 }),
    changes: fc.array(
      fc.record({ quarter: fc.integer({ min: 0, max: 400 * 96 }), by: fc.constantFrom(-120, -60, -30, 30, 60, 120) }),
      { maxLength: 6 },
    ),
  })
  .map(({ lat, lon, skew, changes }) => {
    let offset = Math.round(lon / 15) * 60 + skew * 30;
    const offsets = [{ at: first * day, offset }];
    for (const { quarter, by } of changes.toSorted((a, b) => a.quarter - b.quarter)) {
      const at = first * day + quarter * 900_000;
      if (at <= offsets.at(-1)!.at) continue;
      offset += by;
      offsets.push({ at, offset });
    }
    return { place: { lat, lon }, offsets };
  });
const instant = fc
  .tuple(fc.nat(400 * 1440), fc.nat(59_999))
  .map(([minutes, rest]) => first * day + minutes * 60_000 + rest);
/** Half of the instants lie near a change of the clock. */
const situation = fc
  .tuple(site, instant, fc.integer({ min: -7200_000, max: 7200_000 }), fc.boolean())
  .map(([place, at, near, close]) => ({ site: place, now: close ? (place.offsets.at(-1)?.at ?? at) + near : at }));
const either = fc.oneof(lampCalendar, relayCalendar);

describe("any calendar", () => {
  test("is one: its schema takes it, and it survives the wire", () => {
    fc.assert(
      fc.property(either, (calendar) => {
        expect(Calendar.safeParse(calendar).error?.issues).toBeUndefined();
        expect(decodeCalendar(encodeCalendar(calendar))).toEqual({ ok: true, calendar });
      }),
      { numRuns: 300 * thoroughness },
    );
  });

  test("changes nothing before its nextChangeAt, and something is decided anew at it", () => {
    fc.assert(
      fc.property(
        either,
        situation,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (calendar, { site: place, now }, part) => {
          const pace =
            "closed" in (calendar.programs[0]!.points[0]?.target ?? {}) ? paceOf(calendar, "cab", 1) : undefined;
          const { nextChangeAt, ...state } = calendarAt(calendar, place, now, pace);
          expect(nextChangeAt).toBeGreaterThan(now);
          expect(state.since).toBeLessThanOrEqual(now);
          for (const at of [nextChangeAt - 1, Math.floor(now + part * (nextChangeAt - 1 - now))]) {
            expect(calendarAt(calendar, place, at, pace)).toEqual({ ...state, nextChangeAt });
          }
          const then = calendarAt(calendar, place, nextChangeAt, pace);
          expect(then.since).toBe(nextChangeAt);
          expect(then.nextChangeAt).toBeGreaterThan(nextChangeAt);
        },
      ),
      { numRuns: 1500 * thoroughness },
    );
  });

  test("says of a night kept what it says of a night resolved anew", () => {
    fc.assert(
      fc.property(
        either,
        situation,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }),
        (calendar, { site: place, now }, parts) => {
          const kept = resolveNight(calendar, place, nightAt(place, now));
          for (const part of parts) {
            const at = Math.floor(kept.noon + part * (kept.nextNoon - 1 - kept.noon));
            expect(stateAt(kept, at)).toEqual(calendarAt(calendar, place, at));
          }
        },
      ),
      { numRuns: 500 * thoroughness },
    );
  });

  test("has nights from noon to noon, without a gap, each with the program of the date it begins on", () => {
    fc.assert(
      fc.property(lampCalendar, situation, (calendar, { site: place, now }) => {
        const tonight = resolveNight(calendar, place, nightAt(place, now));
        const next = resolveNight(calendar, place, nightAt(place, tonight.nextNoon));
        expect([next.noon, next.date]).toEqual([tonight.nextNoon, tonight.date + 1]);
        expect(nightAt(place, tonight.nextNoon - 1).noon).toBe(tonight.noon);
        expect(tonight.steps[0]!.at).toBe(tonight.noon);
        expect(tonight.steps.every(({ at }, n) => at > (tonight.steps[n - 1]?.at ?? 0) && at < tonight.nextNoon)).toBe(
          true,
        );
        expect(tonight.rule).toBe(chooseProgram(calendar, tonight.date).rule);
        // its noon is the first instant at which the clock shows noon of its date, or has skipped it
        const localNoon = tonight.date * day + day / 2;
        const shown = (at: number) => at + offsetAt(place.offsets, at) * 60_000;
        expect(shown(tonight.noon)).toBeGreaterThanOrEqual(localNoon);
        expect(shown(tonight.noon - 1)).toBeLessThan(localNoon);
      }),
      { numRuns: 800 * thoroughness },
    );
  });
});
