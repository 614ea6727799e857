/** What a preview promises is what a lamp then does: random calendars, orders and offset tables, run on a whole device. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { arbitrate } from "#protocol/behavior/arbitrate.ts";
import { calendarAt, wishOf } from "#protocol/behavior/calendar.ts";
import { paceOf } from "#protocol/behavior/pace-segment.ts";
import { type Calendar, encodeCalendar, type Point } from "#protocol/wire/calendar.ts";
import type { Config } from "#protocol/wire/desire.ts";
import type { HeldDirective, Target } from "#protocol/wire/directive.ts";
import { nameDocument } from "#protocol/wire/documents.ts";
import { bench, config, desireOf, evening, hour, lampWith, minute, relay, white } from "./support/device-on-bench.ts";

const thoroughness = process.env.DEN_TEST_LONG === "1" ? 10 : 1;
/** Two nights and the day between. */
const length = 40 * hour;

const level = fc.integer({ min: 0, max: 200 }).map((n) => ({ level: n / 2 }) as Target);
const closed = fc.boolean().map((value) => ({ closed: value }) as Target);
const calendarOf = (target: fc.Arbitrary<Target>): fc.Arbitrary<Calendar> => {
  const point: fc.Arbitrary<Point> = fc.oneof(
    fc.record({ time: fc.integer({ min: 0, max: 86_399 }), target }),
    fc.record({
      sun: fc.constantFrom("sunset", "civilDusk", "civilDawn", "sunrise"),
      shift: fc.integer({ min: -300, max: 300 }),
      target,
    }),
  );
  const program = fc.record({ points: fc.array(point, { maxLength: 8 }) });
  return fc.record({
    format: fc.constant(1 as const),
    programs: fc.tuple(program, program),
    rules: fc.constantFrom(
      [{ program: 1, weekdays: [1, 3, 5, 7] }],
      [{ program: 1, yearly: [[1123, 1123] as [number, number]] }],
    ),
    defaultProgram: fc.constant(0),
    dwell: fc.integer({ min: 60, max: 900 }),
    stagger: fc.nat(120),
  });
};
const directiveOf = (target: fc.Arbitrary<Target>): fc.Arbitrary<HeldDirective> =>
  fc
    .record({
      from: fc.integer({ min: 1, max: 2300 }),
      minutes: fc.integer({ min: 1, max: 600 }),
      target,
      ref: fc.integer({ min: 1, max: 1e9 }),
    })
    .map(({ from, minutes, target: wanted, ref }) => ({
      kind: "override",
      ref,
      priority: 4,
      issuedAt: evening,
      from: evening + from * minute,
      until: evening + (from + minutes) * minute,
      outputs: [0],
      target: wanted,
    }));
const place = fc
  .record({
    lat: fc.integer({ min: -70, max: 70 }),
    change: fc.integer({ min: 1, max: 2300 }),
    by: fc.constantFrom(-60, -30, 0, 30, 60),
  })
  .map(
    ({ lat, change, by }): Pick<Config, "place" | "offsets"> => ({
      place: { lat, lon: 106.65 },
      offsets: [
        { at: evening - 1000 * hour, offset: 420 },
        { at: evening + change * minute, offset: 420 + by },
      ],
    }),
  );

test.each([
  ["a lamp", white, level],
  ["a segment", relay, closed],
] as const)("%s shows at every instant what the calendar and the orders say of it", (_, capability, target) => {
  fc.assert(
    fc.property(
      calendarOf(target),
      fc.uniqueArray(directiveOf(target), { selector: ({ ref }) => ref, maxLength: 4 }),
      place,
      fc.array(fc.integer({ min: 2 * minute, max: length }), { minLength: 20, maxLength: 40 }),
      (calendar, directives, where, instants) => {
        const site = { ...config, ...where, samplePeriod: 3600, reportPeriod: 86_400 };
        const name = nameDocument(encodeCalendar(calendar));
        const lamp = bench({
          hardware: lampWith([capability]),
          boot: { rtcTime: evening, rtcBound: 10 },
          timeServer: false,
        });
        lamp.runTo(minute);
        lamp.give({
          kind: "desire",
          desire: desireOf({ config: site, directives, calendars: [{ document: name, outputs: [0] }] }),
        });
        lamp.give({ kind: "document", digest: name.digest, calendar });
        const pace = capability === relay ? paceOf(calendar, "lamp-1", 0) : undefined;
        for (const uptime of instants.toSorted((a, b) => a - b)) {
          lamp.runTo(uptime);
          const now = evening + uptime;
          const state = calendarAt(calendar, site, now, pace);
          const { target: wanted, source } = arbitrate(
            {
              output: capability,
              directives,
              calendar: wishOf(state, capability.outputKind, now),
              fallback: { target: { level: 0 }, nextChangeAt: Infinity },
            },
            now,
          );
          expect(lamp.outputs()[0], new Date(now).toISOString()).toMatchObject({ target: wanted, source });
        }
      },
    ),
    { numRuns: 100 * thoroughness },
  );
});
