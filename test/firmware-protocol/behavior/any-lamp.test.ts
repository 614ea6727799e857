/** Random calendars, orders, limits, floors, curfews, places and offset tables together, in one device with every kind of output. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { decideOutputs } from "#protocol/behavior/device-light.ts";
import { type Calendar, encodeCalendar } from "#protocol/wire/calendar.ts";
import type { Ceiling, Config, Floor } from "#protocol/wire/desire.ts";
import type { HeldDirective, Target } from "#protocol/wire/directive.ts";
import { nameDocument } from "#protocol/wire/documents.ts";
import { day, first, lampCalendar, level, relayCalendar, situation } from "./support/any-calendar.ts";
import {
  type Bench,
  bench,
  colour,
  config,
  desireOf,
  hour,
  lampWith,
  minute,
  relay,
  white,
} from "./support/device-on-bench.ts";

const thoroughness = process.env.DEN_TEST_LONG === "1" ? 10 : 1;
const length = 40 * hour;

/** Relay, white and colour; every list of outputs has at least one. */
const capabilities = [relay, white, colour];
const outputs = fc.subarray([0, 1, 2], { minLength: 1 });
/** Minutes after the beginning, where orders begin and end. */
const later = fc.integer({ min: 2, max: length / minute });
const minuteOfDay = fc.oneof(fc.integer({ min: 0, max: 1440 }), fc.constantFrom(0, 720, 1440));
const nights = fc
  .array(fc.tuple(fc.integer({ min: -1, max: 3 }), fc.nat(1)), { minLength: 1, maxLength: 2 })
  .map((spans) => spans.map(([from, more]): [number, number] => [from, from + more]));
const bound = {
  outputs,
  fromMinute: minuteOfDay,
  toMinute: minuteOfDay,
  percent: level,
  nights: fc.option(nights, { nil: undefined }),
};
const spanned = fc.option(fc.tuple(later, later), { nil: undefined });
const bounds = fc.record({
  floors: fc.array(fc.record(bound), { maxLength: 3 }),
  ceilings: fc.array(fc.record({ ...bound, span: spanned }), { maxLength: 3 }),
});
const order = fc.record({
  kind: fc.constantFrom("isolate", "lock", "emergency", "override", "override", "override", "limit"),
  issued: fc.nat(1000),
  from: later,
  minutes: fc.integer({ min: 1, max: 900 }),
  percent: level,
  rgbw16: fc.tuple(fc.nat(65_535), fc.nat(65_535), fc.nat(65_535), fc.nat(65_535)),
  hold: fc.boolean(),
  darken: fc.boolean(),
  output: fc.integer({ min: 0, max: 2 }),
});
type Order = typeof order extends fc.Arbitrary<infer T> ? T : never;

/** An order as one output can take it. @param start EpochMs */
function directiveOf(said: Order, ref: number, start: number): HeldDirective {
  const { kind, percent, output, hold, darken } = said;
  const issuedAt = start + said.issued * 1000;
  const from = start + said.from * minute;
  const common = { ref, issuedAt, from, outputs: [output] };
  const until = from + said.minutes * minute;
  const target: Target =
    output === 0 ? { closed: percent > 50 } : output === 2 && darken ? { rgbw16: said.rgbw16 } : { level: percent };
  switch (kind) {
    case "isolate":
      return { kind, priority: 1, ...common };
    case "lock":
      return { kind, priority: 2, ...common, ...(hold ? { hold: true as const } : { target }) };
    case "emergency":
      return { kind, priority: 3, ...common, until, target };
    case "limit":
      return { kind, priority: 4, ...common, until, percent };
    default:
      return { kind: "override", priority: 4, ...common, until, target, darken };
  }
}

function lampIn(where: Pick<Config, "place" | "offsets">, start: number, given: Given): Bench {
  const { floors, ceilings } = given.bounds;
  // nights are numbered from the one in which the lamp starts
  const dated = (spans: [number, number][] | undefined) => {
    const tonight = Math.floor(start / day);
    return spans && { nights: spans.map(([from, to]): [number, number] => [tonight + from, tonight + to]) };
  };
  const site: Config = {
    ...config,
    ...where,
    samplePeriod: 3600,
    reportPeriod: 86_400,
    decorative: [2],
    floors: floors.map(({ nights: spans, ...floor }): Floor => ({ ...floor, ...dated(spans) })),
    ceilings: ceilings.map(
      ({ nights: spans, span, ...ceiling }): Ceiling => ({
        ...ceiling,
        ...dated(spans),
        ...(span && { from: start + Math.min(...span) * minute, until: start + (Math.max(...span) + 1) * minute }),
      }),
    ),
  };
  const lamp = bench({
    hardware: lampWith(capabilities),
    boot: { rtcTime: start, rtcBound: 10 },
    utc: start,
    timeServer: false,
  });
  lamp.runTo(minute);
  const followed = given.calendars.map((calendar) => ({ calendar, name: nameDocument(encodeCalendar(calendar)) }));
  lamp.give({
    kind: "desire",
    desire: desireOf({
      rev: start,
      config: site,
      directives: given.orders.map((each, n) => directiveOf(each, n + 1, start)),
      calendars: followed.map(({ name }, output) => ({ document: name, outputs: [output] })),
    }),
  });
  for (const { calendar, name } of followed) lamp.give({ kind: "document", digest: name.digest, calendar });
  return lamp;
}

interface Given {
  readonly calendars: readonly Calendar[];
  readonly orders: readonly Order[];
  readonly bounds: typeof bounds extends fc.Arbitrary<infer T> ? T : never;
}
const given: fc.Arbitrary<Given> = fc.record({
  calendars: fc.tuple(relayCalendar, lampCalendar, lampCalendar),
  orders: fc.array(order, { maxLength: 6 }),
  bounds,
});

test("a lamp that decides only when it said it would shows at every instant what one shows that decides all the time", () => {
  fc.assert(
    fc.property(
      situation.map(({ site, now }) => ({ site, start: Math.max(first * day, Math.floor(now / 1000) * 1000) })),
      given,
      fc.array(fc.integer({ min: 2 * minute, max: length }), { minLength: 60, maxLength: 60 }),
      ({ site, start }, said, instants) => {
        const [patient, restless] = [lampIn(site, start, said), lampIn(site, start, said)];
        for (const uptime of instants.toSorted((a, b) => a - b)) {
          for (const lamp of [patient, restless]) lamp.runTo(uptime);
          // nothing happened since: to decide again must change nothing
          const early = decideOutputs(restless.device, uptime, []);
          const label = new Date(start + uptime).toISOString();
          expect(early, label).toBe(false);
          expect(patient.outputs(), label).toEqual(restless.outputs());
          expect(patient.device.decideAt, label).toBeGreaterThan(uptime);
        }
      },
    ),
    { numRuns: 150 * thoroughness },
  );
});
