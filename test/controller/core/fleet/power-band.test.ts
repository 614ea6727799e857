import fc from "fast-check";
import { expect, it } from "vitest";
import { powerBand, sumOfBands } from "../../../../controller/core/fleet/power-band.ts";

const model = { nominalPower: 100, powerAtMinimumDimLevel: 12, minLevel: 10 };

it.each([
  [100, { expected: 100, low: 75, high: 130 }],
  [10, { expected: 12, low: 8.4, high: 24 }],
  [55, { expected: 56, low: 40.6, high: 92.4 }],
  // no driver goes below its minimum
  [3, { expected: 12, low: 8.4, high: 24 }],
  [0, { expected: 0, low: 0, high: 10 }],
])("at %i percent a lamp of 100 W should draw %o", (level, { expected, low, high }) => {
  const band = powerBand(model, level);
  expect(band.expected).toBeCloseTo(expected);
  expect(band.low).toBeCloseTo(low);
  expect(band.high).toBeCloseTo(high);
});

it("lets a small lamp that is off draw 3 W", () => {
  expect(powerBand({ nominalPower: 8, powerAtMinimumDimLevel: 1, minLevel: 10 }, 0).high).toBe(3);
});

it("judges a lamp that cannot be dimmed at full level only", () => {
  const fixed = { nominalPower: 100, powerAtMinimumDimLevel: 100, minLevel: 100 };
  expect(powerBand(fixed, 100)).toMatchObject({ expected: 100, low: 75 });
  expect(powerBand(fixed, 40)).toMatchObject({ expected: 100, low: 75 });
});

it("always contains what it expects, and a dead driver is never within it", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 100, noNaN: true }), (level) => {
      const { expected, low, high } = powerBand(model, level);
      expect(low).toBeLessThanOrEqual(expected);
      expect(high).toBeGreaterThanOrEqual(expected);
      expect(low).toBeGreaterThan(0.5);
    }),
  );
});

it("adds up lamps behind one meter", () => {
  const [full, dimmed] = [powerBand(model, 100), powerBand(model, 10)];
  expect(sumOfBands([full, dimmed])).toEqual({
    expected: full.expected + dimmed.expected,
    low: full.low + dimmed.low,
    high: full.high + dimmed.high,
  });
  expect(sumOfBands([])).toEqual({ expected: 0, low: 0, high: 0 });
});
