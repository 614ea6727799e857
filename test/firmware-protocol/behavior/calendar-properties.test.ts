/** Random calendars, places, offset tables and instants: what a calendar says of itself is true. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarAt, resolveNight, stateAt } from "#protocol/behavior/calendar.ts";
import { chooseProgram } from "#protocol/behavior/choose-program.ts";
import { offsetAt } from "#protocol/behavior/civil-time.ts";
import { nightAt } from "#protocol/behavior/night.ts";
import { paceOf } from "#protocol/behavior/pace-segment.ts";
import { Calendar, decodeCalendar, encodeCalendar } from "#protocol/wire/calendar.ts";
import { day, lampCalendar, relayCalendar, situation } from "./support/any-calendar.ts";

const thoroughness = process.env.DEN_TEST_LONG === "1" ? 10 : 1;
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
