import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { levelOf } from "#protocol/behavior/light.ts";
import { rampAt, restingAt } from "#protocol/behavior/ramp.ts";

describe("a ramp", () => {
  const ramp = { from: { level: 100 }, to: { level: 20 }, start: 1000, duration: 4000 };

  test("is a straight line in flux between its start and its end", () => {
    expect([0, 1000, 2000, 3000, 5000, 9000].map((now) => levelOf(rampAt(ramp, now).target))).toEqual([
      100, 100, 80, 60, 20, 20,
    ]);
    expect(rampAt(ramp, 2000)).toMatchObject({ settled: false, nextChangeAt: 5000 });
    expect(rampAt(ramp, 5000)).toMatchObject({ settled: true, nextChangeAt: Infinity });
    expect(rampAt(restingAt({ level: 3 }), 0)).toMatchObject({ settled: true, target: { level: 3 } });
  });

  test("mixes colours channel by channel", () => {
    const fade = { ...ramp, from: { rgbw16: [1000, 0, 0, 0] as const }, to: { rgbw16: [0, 0, 500, 0] as const } };
    expect(
      rampAt({ ...fade, from: { rgbw16: [...fade.from.rgbw16] }, to: { rgbw16: [...fade.to.rgbw16] } }, 3000).target,
    ).toEqual({
      rgbw16: [500, 0, 250, 0],
    });
  });

  test("switches a relay at once", () => {
    const relay = { from: { closed: false }, to: { closed: true }, start: 1000, duration: 4000 };
    expect(rampAt(relay, 1000)).toMatchObject({ target: { closed: true }, settled: true });
  });

  test("never leaves the range between its ends and never turns back", () => {
    const level = fc.integer({ min: 0, max: 200 }).map((n) => n / 2);
    fc.assert(
      fc.property(level, level, fc.nat(10_000), fc.array(fc.nat(12_000)), (from, to, duration, times) => {
        const line = { from: { level: from }, to: { level: to }, start: 500, duration };
        const levels = times.sort((a, b) => a - b).map((now) => levelOf(rampAt(line, now).target));
        const rising = levels.map((value) => (value - from) * Math.sign(to - from));
        expect(rising).toEqual(rising.toSorted((a, b) => a - b));
        for (const value of levels) {
          expect(value).toBeGreaterThanOrEqual(Math.min(from, to) - 1e-9);
          expect(value).toBeLessThanOrEqual(Math.max(from, to) + 1e-9);
        }
      }),
    );
  });
});
