import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  boundAt,
  type Clock,
  clockFromRtc,
  correctClock,
  isValid,
  maxSlewRate,
  oscillatorAt,
  unsetClock,
  validUntil,
  wallAt,
} from "#protocol/behavior/clock.ts";

const utc0 = Date.UTC(2026, 10, 22, 12) * 1000;

describe("a clock", () => {
  const rtc = clockFromRtc(utc0 / 1000, 200);

  test("that was never set, or shows an impossible year, is not valid", () => {
    expect(isValid(unsetClock(), 0)).toBe(false);
    expect(clockFromRtc(0, 10).source).toBe("none");
    expect(clockFromRtc(Date.UTC(2300, 0, 1), 10).source).toBe("none");
  });

  test("from the battery stays valid for two weeks at the drift the hardware may have", () => {
    expect(isValid(rtc, 14 * 86_400_000)).toBe(true);
    expect(isValid(rtc, 18 * 86_400_000)).toBe(false);
    expect(isValid(rtc, validUntil(rtc, 0))).toBe(true);
    expect(isValid(rtc, validUntil(rtc, 0) + 1000)).toBe(false);
  });

  test("works small errors off at no more than 500 ppm and never runs backwards", () => {
    const behind = { at: 0, offset: utc0 + 100_000, rate: 0, bound: 1000, rateBound: 0 };
    const { clock, stepped } = correctClock(rtc, behind, 0, true);
    expect(stepped).toBe(0);
    expect(wallAt(clock, 0)).toBe(utc0 / 1000);
    expect(wallAt(clock, 1000)).toBeCloseTo(utc0 / 1000 + 1000.5, 6);
    expect(wallAt(clock, 1_000_000)).toBeCloseTo(utc0 / 1000 + 1_000_100, 6);
    expect(boundAt(clock, 0)).toBeCloseTo(101, 6);
    expect(boundAt(clock, 300_000)).toBeCloseTo(1, 6);
  });

  test("steps large errors, except while a show plays", () => {
    const far = { at: 0, offset: utc0 + 90_000_000, rate: 0, bound: 1000, rateBound: 0 };
    expect(correctClock(rtc, far, 0, true)).toMatchObject({ stepped: 90_000, clock: { slew: 0 } });
    expect(correctClock(rtc, far, 0, false)).toMatchObject({ stepped: 0, clock: { slew: 90_000 } });
  });

  test("tells when it will show an instant: the inverse of what it shows", () => {
    const clock = fc.record({
      rate: fc.double({ min: -40e-6, max: 40e-6, noNaN: true }),
      slew: fc.double({ min: -128, max: 128, noNaN: true }),
      anchorAt: fc.nat(1e9),
    });
    fc.assert(
      fc.property(clock, fc.nat(1e9), (parts, later) => {
        const given: Clock = { ...rtc, ...parts };
        const oscillator = given.anchorAt + later;
        expect(oscillatorAt(given, wallAt(given, oscillator))).toBeCloseTo(oscillator, 1);
        expect(wallAt(given, oscillator + 1)).toBeGreaterThan(wallAt(given, oscillator));
        const speed = wallAt(given, oscillator + 1000) - wallAt(given, oscillator);
        expect(Math.abs(speed - 1000)).toBeLessThanOrEqual(1000 * (maxSlewRate + 41e-6));
      }),
    );
    expect(oscillatorAt(rtc, Infinity)).toBe(Infinity);
  });
});
