import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { powerAt } from "../../../simulator/physics/driver.ts";
import { outsideTemperatureAt } from "../../../simulator/physics/heat.ts";
import {
  advance,
  createLuminaire,
  drive,
  driveOf,
  feed,
  levelAt,
  lightAt,
  loadAt,
  powerFactorAt,
} from "../../../simulator/physics/luminaire.ts";

const minute = 60_000;
const hour = 60 * minute;
const start = Date.UTC(2026, 10, 22, 11);
const climate = { seed: 5, zoneOffset: 7 * hour, mean: 28, swing: 4 };
const driver = { nominalPower: 100, powerAtMinimumDimLevel: 15, minLevel: 10, standbyPower: 0.4 };

function litLuminaire(level = 100) {
  const luminaire = createLuminaire("a", driver, climate, start);
  feed(luminaire, climate, true, start);
  drive(luminaire, climate, level, 0, start);
  return luminaire;
}

describe("energy", () => {
  test("ten hours at full are ten hours of nominal power", () => {
    const luminaire = litLuminaire();
    advance(luminaire, climate, start + 10 * hour);
    expect(luminaire.energy).toBeCloseTo(1000, 0);
    expect(luminaire.operatingHours).toBeCloseTo(10);
  });

  test("it does not matter how often anybody looks", () => {
    const spans = fc.array(fc.integer({ min: 1, max: 3 * hour }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(spans, fc.integer({ min: 0, max: 2 * hour }), (steps, rampMs) => {
        const often = litLuminaire(100);
        const once = litLuminaire(100);
        for (const luminaire of [often, once]) drive(luminaire, climate, 40, rampMs, start);
        let at = start;
        for (const step of steps) {
          at += step;
          advance(often, climate, at);
        }
        advance(once, climate, at);
        expect(often.energy).toBeCloseTo(once.energy, 2);
        expect(often.temperature).toBeCloseTo(once.temperature, 0);
      }),
    );
  });

  test("a ramp from full to the minimum takes what its straight line encloses", () => {
    const luminaire = litLuminaire(100);
    drive(luminaire, climate, 10, hour, start);
    advance(luminaire, climate, start + hour);
    const steps = 10_000;
    let sum = 0;
    for (let n = 0; n < steps; n++) sum += powerAt(driver, 100 - (90 * (n + 0.5)) / steps) / steps;
    expect(luminaire.energy).toBeCloseTo(sum, 1);
  });

  test("dark and fed, only the electronics take something; unfed, nothing does", () => {
    const luminaire = litLuminaire(0);
    expect(loadAt(luminaire, start).activePower).toBeCloseTo(0.4);
    feed(luminaire, climate, false, start + hour);
    expect(loadAt(luminaire, start + hour).activePower).toBe(0);
    advance(luminaire, climate, start + 2 * hour);
    expect(luminaire.energy).toBeCloseTo(0.4);
  });
});

describe("light", () => {
  test("between off and the driver's minimum it gives the minimum", () => {
    expect(levelAt(litLuminaire(3), start)).toBe(10);
  });

  test("halfway through a ramp it is halfway", () => {
    const luminaire = litLuminaire(100);
    drive(luminaire, climate, 20, 10_000, start);
    expect(levelAt(luminaire, start + 5000)).toBe(60);
    drive(luminaire, climate, 100, 10_000, start + 5000);
    expect(levelAt(luminaire, start + 5000)).toBe(60);
    expect(levelAt(luminaire, start + 60_000)).toBe(100);
  });

  test("an old luminaire gives less light for more power", () => {
    const luminaire = litLuminaire();
    luminaire.operatingHours = 100_000;
    expect(lightAt(luminaire, start)).toBeCloseTo(90);
    expect(loadAt(luminaire, start).activePower).toBeCloseTo(103);
  });

  test("the channels of a colour luminaire add up, and its driver caps the sum", () => {
    expect(driveOf({ rgbw16: [0, 0, 0, 65535] })).toBe(100);
    expect(driveOf({ rgbw16: [65535, 0, 0, 0] })).toBe(45);
    expect(driveOf({ rgbw16: [65535, 65535, 65535, 65535] })).toBe(100);
    expect(driveOf({ cct: 4000, level: 30 })).toBe(30);
  });
});

describe("damage", () => {
  test("a dead driver gives no light and takes no power, whatever it is told", () => {
    const luminaire = litLuminaire();
    luminaire.damage.dead = true;
    drive(luminaire, climate, 100, 0, start);
    expect(levelAt(luminaire, start)).toBe(0);
    expect(loadAt(luminaire, start)).toEqual({ activePower: 0, reactivePower: 0 });
    expect(powerFactorAt(luminaire, start)).toBe(0);
  });

  test("a stuck driver burns at its level even when told to be dark", () => {
    const luminaire = litLuminaire();
    luminaire.damage.stuckAt = 100;
    drive(luminaire, climate, 0, 0, start);
    expect(levelAt(luminaire, start)).toBe(100);
  });
});

describe("heat", () => {
  test("after one time constant 63 % of the rise is there, after hours all of it", () => {
    const still = { ...climate, swing: 0 };
    const luminaire = createLuminaire("a", driver, still, start);
    feed(luminaire, still, true, start);
    drive(luminaire, still, 100, 0, start);
    const cold = luminaire.temperature;
    advance(luminaire, still, start + 25 * minute);
    expect(luminaire.temperature - cold).toBeGreaterThan(0.6 * 29);
    expect(luminaire.temperature - cold).toBeLessThan(0.67 * 29);
    advance(luminaire, still, start + 6 * hour);
    const air = outsideTemperatureAt(still, start + 6 * hour);
    expect(luminaire.temperature - air).toBeGreaterThan(28);
    expect(luminaire.temperature - air).toBeLessThan(30);
  });

  test("a month nobody looked ends as warm as the air that day", () => {
    const luminaire = createLuminaire("a", driver, climate, start);
    advance(luminaire, climate, start + 30 * 24 * hour);
    expect(Math.abs(luminaire.temperature - outsideTemperatureAt(climate, start + 30 * 24 * hour))).toBeLessThan(1.5);
  });
});

describe("counters", () => {
  test("it is switched on once per change from dark to light, not per change of level", () => {
    const luminaire = litLuminaire(50);
    drive(luminaire, climate, 100, 0, start + 1);
    drive(luminaire, climate, 0, 0, start + 2);
    drive(luminaire, climate, 30, 5000, start + 3);
    expect(luminaire.switchOnCounter).toBe(2);
  });

  test("losing supply is counted, and coming back lit is a switch-on", () => {
    const luminaire = litLuminaire();
    feed(luminaire, climate, false, start + 1);
    feed(luminaire, climate, false, start + 2);
    feed(luminaire, climate, true, start + 3);
    expect(luminaire.supplyLossCount).toBe(1);
    expect(luminaire.switchOnCounter).toBe(2);
  });
});
