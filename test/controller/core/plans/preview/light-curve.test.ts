import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Step } from "#protocol/behavior/resolve-points.ts";
import { expectedPower } from "../../../../../controller/core/fleet/power-band.ts";
import {
  type Bound,
  energyOf,
  fullLoadHours,
  gapsIn,
  levelAt,
  lightCurve,
  litHours,
  litSpans,
  within,
} from "../../../../../controller/core/plans/preview/light-curve.ts";

const hour = 3_600_000;
const nextNoon = 24 * hour;
const model = { nominalPower: 100, powerAtMinimumDimLevel: 12, minLevel: 10 };
const step = (h: number, level: number, ramp = 0): Step => ({ at: h * hour, target: { level }, ramp, point: 0 });
const curve = (steps: Step[], more: { caps?: Bound[]; floors?: Bound[]; before?: number } = {}) =>
  lightCurve({ steps, nextNoon, caps: [], floors: [], before: 0, ...more });
const bound = (from: number, until: number, percent: number): Bound => ({
  from: from * hour,
  until: until * hour,
  percent,
});

describe("the light of a night", () => {
  test("burns as long and as much as its steps say", () => {
    const { stretches, after } = curve([step(0, 0), step(6, 100), step(10, 50), step(18, 0)]);
    expect([litHours(stretches), fullLoadHours(stretches), after]).toEqual([12, 8, 0]);
    expect(energyOf(stretches, model)).toBeCloseTo((4 * 100 + 8 * expectedPower(model, 50)) / 1000, 9);
  });

  test("moves along its ramps, and a ramp that is overtaken goes on from where it is", () => {
    const { stretches } = curve([step(0, 0), step(6, 100, 3600), step(6.5, 0, 3600)]);
    expect([6, 6.25, 6.5, 7, 7.5].map((h) => levelAt(stretches, h * hour))).toEqual([0, 25, 50, 25, 0]);
  });

  test("is capped first and floored then", () => {
    const caps = [bound(10, 20, 20)];
    const floors = [bound(12, 14, 30)];
    const { stretches } = curve([step(0, 0), step(6, 100), step(18, 0)], { caps, floors });
    expect([9, 11, 13, 15, 19].map((h) => levelAt(stretches, h * hour))).toEqual([100, 20, 30, 20, 0]);
  });

  test("stays lit into the next night where nothing switches it off", () => {
    expect(curve([step(0, 0), step(20, 70)]).after).toBe(70);
    expect(litHours(curve([step(0, 70)], { before: 70 }).stretches)).toBe(24);
  });

  test("gives light only where there is supply", () => {
    const { stretches } = curve([step(0, 0), step(6, 0), step(6, 100, 7200), step(18, 0)]);
    const fed = within(stretches, [{ from: 7 * hour, until: 9 * hour }]);
    expect(litSpans(fed)).toEqual([{ from: 7 * hour, until: 9 * hour }]);
    expect(levelAt(fed, 7 * hour)).toBe(50);
    expect(gapsIn({ from: 6 * hour, until: 10 * hour }, litSpans(fed))).toEqual([
      { from: 6 * hour, until: 7 * hour },
      { from: 9 * hour, until: 10 * hour },
    ]);
  });

  test("takes the energy that its level takes at every instant, driver's minimum included", () => {
    const steps = fc
      .uniqueArray(fc.record({ minute: fc.integer({ min: 1, max: 1439 }), level: fc.nat(100), ramp: fc.nat(7200) }), {
        maxLength: 8,
        selector: ({ minute }) => minute,
      })
      .map((points) => [
        step(0, 0),
        ...points
          .toSorted((a, b) => a.minute - b.minute)
          .map(({ minute, level, ramp }) => step(minute / 60, level, ramp)),
      ]);
    const bounds = fc.array(
      fc
        .tuple(fc.nat(24), fc.nat(24), fc.nat(100))
        .map(([a, b, percent]) => bound(Math.min(a, b), Math.max(a, b), percent)),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(steps, bounds, bounds, (points, caps, floors) => {
        const { stretches } = curve(points, { caps, floors });
        const second = 1000;
        let wattHours = 0;
        let cursor = 0;
        for (let at = 30 * second; at < nextNoon; at += 60 * second) {
          while (cursor < stretches.length && stretches[cursor]!.until <= at) cursor++;
          wattHours += expectedPower(model, levelAt(stretches.slice(cursor, cursor + 1), at)) / 60;
        }
        expect(energyOf(stretches, model)).toBeCloseTo(wattHours / 1000, 1);
      }),
      { numRuns: 60 },
    );
  });
});
