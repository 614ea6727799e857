import fc from "fast-check";
import { expect, test } from "vitest";
import {
  ageingOfPower,
  type Driver,
  fluxLeft,
  powerAt,
  powerFactorOf,
  reactivePowerAt,
} from "../../../simulator/physics/driver.ts";

const driver: Driver = { nominalPower: 120, powerAtMinimumDimLevel: 18, minLevel: 10, standbyPower: 0.4 };

test.each([
  [0, 0.4],
  [5, 18],
  [10, 18],
  [55, 67.5],
  [100, 120],
])("at %d %% of flux a 120 W driver takes %d W", (level, watts) => {
  expect(powerAt(driver, level)).toBeCloseTo(watts, 1);
});

test("more light always takes more power, and never more than nominal", () => {
  const levels = fc.double({ min: 10, max: 100, noNaN: true });
  fc.assert(
    fc.property(levels, levels, (a, b) => {
      const [less, more] = a < b ? [a, b] : [b, a];
      expect(powerAt(driver, less)).toBeLessThanOrEqual(powerAt(driver, more));
      expect(powerAt(driver, more)).toBeLessThanOrEqual(driver.nominalPower);
    }),
  );
});

test.each([
  [100, 0.967],
  [70, 0.95],
  [50, 0.93],
  [20, 0.79],
  [10, 0.65],
])("at %d %% the power factor of a sound driver is near %d", (level, expected) => {
  const power = powerAt(driver, level);
  expect(powerFactorOf(power, reactivePowerAt(driver, power))).toBeCloseTo(expected, 1);
});

test("a worn filter pulls the power factor below 0.85 at full light", () => {
  expect(powerFactorOf(120, reactivePowerAt(driver, 120, 4))).toBeLessThan(0.85);
});

test("a driver that takes nothing has no reactive power and no power factor", () => {
  expect(reactivePowerAt(driver, 0)).toBe(0);
  expect(powerFactorOf(0, 0)).toBe(0);
});

test("after 100,000 h a tenth of the light is gone and the losses have grown", () => {
  expect(fluxLeft(100_000)).toBeCloseTo(0.9);
  expect(ageingOfPower(100_000)).toBeCloseTo(1.03);
  expect(fluxLeft(0)).toBe(1);
});
