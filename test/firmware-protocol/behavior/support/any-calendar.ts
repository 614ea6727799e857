/** Random calendars, places and offset tables, for tests of what must hold for all of them. */
import fc from "fast-check";
import type { Site } from "#protocol/behavior/night.ts";
import { nightNumber } from "#protocol/vectors/calendars.ts";
import type { Calendar, Point, Rule } from "#protocol/wire/calendar.ts";
import { sunEventNames } from "#protocol/wire/vocabulary.ts";

export const day = 86_400_000;
/** Random nights begin here and end 400 later. */
export const first = nightNumber("2026-11-01");

const timeOfDay = fc.oneof(fc.integer({ min: 0, max: 86_399 }), fc.constantFrom(0, 43_199, 43_200, 86_399, 7200, 9000));
/** Percent, in steps of the wire. */
export const level = fc.integer({ min: 0, max: 200 }).map((n) => n / 2);
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
export const night = fc.integer({ min: first, max: first + 400 });
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
export const lampCalendar = calendarWith(level.map((value) => ({ level: value })));
export const relayCalendar = calendarWith(fc.boolean().map((closed) => ({ closed })));

/** Clocks change at any time of the day, noon and midnight included, by up to two hours. */
export const site: fc.Arbitrary<Site> = fc
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
export const situation = fc
  .tuple(site, instant, fc.integer({ min: -7200_000, max: 7200_000 }), fc.boolean())
  .map(([place, at, near, close]) => ({ site: place, now: close ? (place.offsets.at(-1)?.at ?? at) + near : at }));
