/** What a preview says is what the function of the lamps says, and what a whole lamp then does. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarAt } from "#protocol/behavior/calendar.ts";
import { utcOf } from "#protocol/behavior/civil-time.ts";
import { levelOf } from "#protocol/behavior/light.ts";
import type { Site } from "#protocol/behavior/night.ts";
import { configFor } from "../../../../../controller/core/fleet/configure.ts";
import { expectedPower } from "../../../../../controller/core/fleet/power-band.ts";
import type { CalendarRule, Plan, SwitchPoint } from "../../../../../controller/core/plans/plan.ts";
import { preview } from "../../../../../controller/core/plans/preview/preview.ts";
import {
  bench,
  desireOf,
  hour,
  lampWith,
  minute,
  white,
} from "../../../../firmware-protocol/behavior/support/device-on-bench.ts";
import { berlin, lordHowe, tromso } from "../../../../firmware-protocol/behavior/support/sites.ts";
import { site as fleetSite } from "../../../../support/fleet-things.ts";
import { at, cityPlan, night, site } from "../plan-of-a-town.ts";
import { requestOf } from "./preview-town.ts";

const thoroughness = process.env.DEN_TEST_LONG === "1" ? 10 : 1;
const model = { nominalPower: 100, powerAtMinimumDimLevel: 12, minLevel: 10 };

const clock = fc
  .nat(1439)
  .map((m) => `${String(Math.floor(m / 60)).padStart(2, "0")}:${String(m % 60).padStart(2, "0")}`);
const point: fc.Arbitrary<SwitchPoint> = fc.record({
  at: fc.oneof(
    fc.record({ clock }),
    fc.record({
      sun: fc.constantFrom("sunset" as const, "civilDusk" as const, "civilDawn" as const, "sunrise" as const),
      offset: fc.integer({ min: -200, max: 200 }),
    }),
  ),
  target: fc.integer({ min: 0, max: 200 }).map((half) => ({ level: half / 2 })),
  ramp: fc.constantFrom(0, 0, 60, 1800),
});
const programs = fc.tuple(
  fc.array(point, { maxLength: 7 }).map((points) => ({ id: "usual", name: "Thường", points })),
  fc.array(point, { maxLength: 4 }).map((points) => ({ id: "other", name: "Khác", points })),
);
const rules: fc.Arbitrary<readonly CalendarRule[]> = fc.constantFrom(
  [],
  [
    {
      id: "r",
      name: "Cuối tuần",
      nights: [{ by: "weekday" as const, weekdays: [6 as const, 7 as const] }],
      programId: "other",
    },
  ],
  [{ id: "r", name: "Rằm", nights: [{ by: "lunar" as const, day: 15, daysAfter: 2 }], programId: "other" }],
);
const floors: fc.Arbitrary<Plan["roadFloors"]> = fc.oneof(
  fc.constant([]),
  fc
    .tuple(clock, clock, fc.integer({ min: 1, max: 200 }))
    .map(([from, to, half]) => [{ id: "f", name: "Sàn", roadIds: ["main"], spans: [{ from, to, level: half / 2 }] }]),
);
const curfews: fc.Arbitrary<Plan["curfews"]> = fc.oneof(
  fc.constant([]),
  fc
    .tuple(clock, clock, fc.nat(200))
    .map(([from, to, half]) => [{ id: "c", name: "Giờ", scope: { use: "all" as const }, from, to, percent: half / 2 }]),
);
const scope = { use: "all" as const };
const minutes = fc.integer({ min: -90, max: 90 });
/** Over some of the nights that are run, with a shift, a reduction or a curfew, or several of them. */
const campaigns = fc
  .record(
    {
      shift: fc.record({ onMinutes: minutes, offMinutes: minutes }),
      reductions: fc
        .tuple(clock, clock, fc.integer({ min: 1, max: 100 }))
        .map(([from, to, byPercent]) => [{ from, to, byPercent }]),
      curfews: fc.tuple(clock, clock, fc.nat(200)).map(([from, to, half]) => [{ from, to, percent: half / 2 }]),
    },
    { requiredKeys: [] },
  )
  .chain((parts) => fc.tuple(fc.constant(parts), fc.nat(3), fc.nat(3)));
const limits = fc.tuple(fc.nat(80 * 60), fc.integer({ min: 1, max: 20 * 60 }), fc.nat(200));
/** What holds on dates, as a plan has it that is run from the night of `date` on. */
const dated = fc.record({
  campaigns: fc.array(campaigns, { maxLength: 2 }),
  limits: fc.array(limits, { maxLength: 2 }),
});
type Dated = typeof dated extends fc.Arbitrary<infer T> ? T : never;

function datedParts({ campaigns: some, limits: caps }: Dated, date: string, start: number) {
  const dateIn = (days: number) => {
    const [year, month, day] = new Date(Date.parse(date) + days * 24 * hour).toISOString().slice(0, 10).split("-");
    return { year: Number(year), month: Number(month), day: Number(day) };
  };
  return {
    campaigns: some.map(([parts, begin, more], n) => ({
      id: `campaign-${n}`,
      name: "Tiết kiệm điện",
      from: dateIn(begin),
      to: dateIn(begin + more),
      scope,
      why: "tiết kiệm",
      ...parts,
    })),
    limits: caps.map(([from, length, half], n) => ({
      id: `limit-${n}`,
      name: "Trần",
      scope,
      percent: half / 2,
      from: start + from * minute,
      until: start + (from + length) * minute,
      why: "thiếu điện",
    })),
  };
}

/** Where and when three nights are run: here, and where clocks change in them or the sun does not set. */
const seasons = fc.constantFrom<{ where: Site; from: string }>(
  { where: site, from: "2026-11-22" },
  { where: site, from: "2027-02-04" },
  { where: berlin, from: "2027-03-26" },
  { where: berlin, from: "2027-10-29" },
  { where: lordHowe, from: "2027-04-02" },
  { where: tromso, from: "2027-06-20" },
  { where: tromso, from: "2026-12-20" },
);
const plan: fc.Arbitrary<Plan> = fc
  .tuple(programs, rules, floors, curfews)
  .map(([both, special, roadFloors, caps]) => ({
    ...cityPlan,
    programs: both,
    calendars: [{ id: "usual", name: "Thường ngày", rules: special, defaultProgramId: "usual" }],
    roadFloors,
    curfews: caps,
  }));

describe("a preview", () => {
  test("resolves every night as the lamp's own function does at every instant", () => {
    fc.assert(
      fc.property(
        plan,
        fc.array(fc.integer({ min: 0, max: 40 * 24 * 60 - 1 }), { minLength: 40, maxLength: 40 }),
        (each, minutes) => {
          const request = requestOf({ plans: [each], nights: 40 });
          const { nights } = preview(request).calendars[0]!;
          const { document } = request.plans.lamps.get("l1")!.compiled!;
          for (const later of minutes) {
            const now = at("2026-11-22 12:00") + later * minute;
            const seen = nights.findLast(({ night: day }) => at("1970-01-01 12:00") + day * 24 * hour <= now)!;
            const last = seen.points.findLast((one) => one.at <= now);
            const said = calendarAt(document, site, now);
            expect(last?.level ?? 0, new Date(now).toISOString()).toBe(levelOf(said.target));
            expect(last?.at ?? said.since).toBe(said.since);
          }
        },
      ),
      { numRuns: 40 * thoroughness },
    );
  });

  test("tells the hours, the light and the energy of a lamp that runs through the same nights", () => {
    const nights = 3;
    fc.assert(
      fc.property(plan, dated, seasons, (each, parts, { where, from }) => {
        const start = utcOf(where.offsets, night(from) * 24 * hour + 12 * hour);
        const request = requestOf({ plans: [{ ...each, ...datedParts(parts, from, start) }], nights, where, from });
        const report = preview(request);
        const given = request.plans.devices.get("d1")!;
        const config = {
          ...configFor(
            { id: "d1", outputs: 1 },
            request.inventory,
            request.index,
            { ...fleetSite, ...where.place, ...request.site },
            given,
          ),
          samplePeriod: 3600,
          reportPeriod: 86_400,
        };
        const lamp = bench({
          hardware: lampWith([white]),
          boot: { rtcTime: start, rtcBound: 10 },
          utc: start,
          timeServer: false,
        });
        lamp.give({ kind: "desire", desire: desireOf({ config, calendars: [...given.calendars] }) });
        const { compiled } = request.plans.lamps.get("l1")!;
        lamp.give({ kind: "document", digest: compiled!.name!.digest, calendar: compiled!.document });
        for (let n = 0; n < nights; n++) {
          const seen = { hours: 0, full: 0, kWh: 0 };
          const [noon, nextNoon] = [n, n + 1].map((later) =>
            utcOf(where.offsets, (night(from) + later) * 24 * hour + 12 * hour),
          ) as [number, number];
          for (let now = noon + minute / 2; now < nextNoon; now += minute) {
            lamp.runTo(now - start);
            const { level } = lamp.outputs()[0]!;
            seen.full += level / 100 / 60;
            seen.hours += level > 0 ? 1 / 60 : 0;
            seen.kWh += expectedPower(model, level) / 60_000;
          }
          const { hours, fullLoadHours, plan: energy } = report.byNight[n]!;
          const label = `night ${n} from ${from} at ${where.place.lat}`;
          // a sample each minute: half of one lost at every switching
          expect(Math.abs(hours - seen.hours), label).toBeLessThan(0.1);
          // a driver's minimum is more than what was asked for
          expect(fullLoadHours, label).toBeLessThan(seen.full + 0.1);
          expect(Math.abs(energy.kWh / 4 - seen.kWh), label).toBeLessThan(0.01);
        }
      }),
      { numRuns: 50 * thoroughness },
    );
  });
});
