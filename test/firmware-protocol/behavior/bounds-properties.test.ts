/** Random floors and ceilings at random places, near changes of the clock: what they say of their own next change is true. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { ceilingAt } from "#protocol/behavior/ceiling.ts";
import { localMinute } from "#protocol/behavior/civil-time.ts";
import { floorAt } from "#protocol/behavior/floor.ts";
import { nightAt, type Site } from "#protocol/behavior/night.ts";
import { level, night, situation } from "./support/any-calendar.ts";

const thoroughness = process.env.DEN_TEST_LONG === "1" ? 10 : 1;
/** Minutes of the day, many of them in the hours in which clocks change near the situation's instant. */
const shift = fc.integer({ min: -150, max: 150 });
const bound = fc.record({
  outputs: fc.constant<number[]>([0]),
  from: shift,
  to: shift,
  percent: level,
  nights: fc.option(
    fc.tuple(night, fc.nat(200)).map(([first, more]): [number, number][] => [[first, first + more]]),
    { nil: undefined },
  ),
});
const span = fc.option(fc.tuple(shift, fc.integer({ min: 1, max: 300 })), { nil: undefined });
const minute = 60_000;

const around = ({ offsets }: Site, now: number, by: number) =>
  (((Math.floor(localMinute(offsets, now)) + by) % 1440) + 1440) % 1440;

test.each(["floor", "ceiling"] as const)("a %s never changes before it says, whatever the clock does", (kind) => {
  fc.assert(
    fc.property(
      situation,
      fc.array(fc.tuple(bound, span), { minLength: 1, maxLength: 3 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
      ({ site, now }, said, parts) => {
        const bounds = said.map(([{ from, to, nights, ...rest }]) => ({
          ...rest,
          fromMinute: around(site, now, from),
          toMinute: around(site, now, to),
          ...(nights && { nights }),
        }));
        const capped = bounds.map((each, n) => {
          const [begin, length] = said[n]![1] ?? [];
          const from = now + (begin ?? 0) * minute;
          return begin === undefined ? each : { ...each, from, until: from + length! * minute };
        });
        let tonight = nightAt(site, now);
        const at = (when: number) => {
          if (when >= tonight.nextNoon) tonight = nightAt(site, when);
          return kind === "floor"
            ? floorAt(bounds, 0, site.offsets, tonight, when)
            : ceilingAt(capped, 0, site.offsets, tonight, when);
        };
        // devices decide again at noon anyway: it is their calendar's next night
        for (let when = now, changes = 0; changes < 5; changes++) {
          const { percent, nextChangeAt } = at(when);
          expect(nextChangeAt).toBeGreaterThan(when);
          const end = Math.min(nextChangeAt, tonight.nextNoon);
          for (const part of [...parts, 1]) {
            const probe = Math.min(end - 1, Math.floor(when + part * (end - when)));
            expect(at(probe).percent, new Date(probe).toISOString()).toBe(percent);
          }
          when = end;
        }
      },
    ),
    { numRuns: 400 * thoroughness },
  );
});
