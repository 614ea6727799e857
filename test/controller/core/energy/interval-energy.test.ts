import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CounterReading,
  cabinetCounter,
  type EnergyBucket,
  intervalEnergy,
  lampCounter,
} from "../../../../controller/core/energy/interval-energy.ts";

const minute = 60_000;
const hour = 60 * minute;
const start = Date.UTC(2026, 10, 1);

/** Readings `step` apart, of a load of `watts`. */
function steady(watts: number, count: number, { from = start, value = 100, step = 5 * minute } = {}): CounterReading[] {
  return Array.from({ length: count }, (_, n) => ({
    at: from + n * step,
    value: value + (watts * n * step) / hour / 1000,
  }));
}

const hours = (count: number, from = start) => Array.from({ length: count + 1 }, (_, n) => from + n * hour);
const sum = (buckets: readonly EnergyBucket[]) => buckets.reduce((total, { energy }) => total + energy, 0);
const total = (buckets: readonly EnergyBucket[], what: "resets" | "excluded") =>
  buckets.reduce((count, bucket) => count + bucket[what], 0);
const energies = (buckets: readonly EnergyBucket[]) => buckets.map(({ energy }) => Math.round(energy * 1e9) / 1e9);

describe("energy between readings of a counter", () => {
  test("goes to buckets in proportion to time", () => {
    const buckets = intervalEnergy(steady(100, 25), hours(2), lampCounter);
    expect(energies(buckets)).toEqual([0.1, 0.1]);
    expect(buckets.every(({ measured, interpolated }) => Math.abs(measured - 1) < 1e-9 && interpolated === 0)).toBe(
      true,
    );
  });

  test("is shared by the buckets an interval reaches into", () => {
    const readings = [
      { at: start + 50 * minute, value: 1 },
      { at: start + 65 * minute, value: 1.3 },
    ];
    const buckets = intervalEnergy(readings, hours(2), lampCounter);
    expect(energies(buckets)).toEqual([0.2, 0.1]);
    expect(buckets[0]!.measured).toBeCloseTo(1 / 6, 9);
  });

  test("goes on over a wrap of 24 bits of Wh", () => {
    const readings = [
      { at: start, value: 16_777.2 },
      { at: start + 30 * minute, value: 0.01 },
      { at: start + hour, value: 0.04 },
    ];
    const [bucket] = intervalEnergy(readings, hours(1), lampCounter);
    expect(bucket!.energy).toBeCloseTo(0.056, 9);
    expect(bucket!.resets).toBe(0);
  });

  test("goes on over a wrap of a six-digit meter", () => {
    const readings = [
      { at: start, value: 999_990 },
      { at: start + hour, value: 15 },
      { at: start + 2 * hour, value: 40 },
    ];
    expect(energies(intervalEnergy(readings, hours(2), cabinetCounter))).toEqual([25, 25]);
  });

  test("after a counter was wiped, is what it shows since", () => {
    const before = steady(100, 13);
    const after = steady(100, 12, { from: start + 65 * minute, value: 0.006 });
    const buckets = intervalEnergy([...before, ...after], hours(2), lampCounter);
    expect(total(buckets, "resets")).toBe(1);
    expect(sum(buckets)).toBeCloseTo(0.1 + 0.006 + (0.1 * 11) / 12, 9);
    expect(buckets[1]!.interpolated).toBeCloseTo(1 / 12, 9);
  });

  test("is unknown where a counter began anew within a long gap", () => {
    const readings = [...steady(100, 13), ...steady(100, 13, { from: start + 10 * hour, value: 3 })];
    const buckets = intervalEnergy(readings, hours(11), lampCounter);
    expect(sum(buckets)).toBeCloseTo(0.2, 9);
    expect(buckets[5]!.measured + buckets[5]!.interpolated).toBe(0);
  });

  test("is unknown where a counter was restored from an older copy", () => {
    const before = steady(100, 13);
    const after = steady(100, 12, { from: start + 65 * minute, value: 99 });
    const buckets = intervalEnergy([...before, ...after], hours(2), lampCounter);
    expect(total(buckets, "resets")).toBe(1);
    expect(sum(buckets)).toBeCloseTo(0.1 + (0.1 * 11) / 12, 9);
    expect(buckets[1]!.measured + buckets[1]!.interpolated).toBeCloseTo(11 / 12, 9);
  });

  test("is not read off two different meters", () => {
    const old = steady(100, 7).map((reading) => ({ ...reading, meter: "old" }));
    const fresh = steady(100, 6, { from: start + 35 * minute, value: 700 }).map((r) => ({ ...r, meter: "new" }));
    const buckets = intervalEnergy([...old, ...fresh], hours(1), lampCounter);
    expect(buckets[0]!.resets).toBe(1);
    expect(sum(buckets)).toBeCloseTo((0.1 * 11) / 12, 9);
  });

  test("of a long gap is known, and marked because its time is not", () => {
    const readings = [...steady(100, 2), { at: start + 10 * hour, value: 101 }];
    const buckets = intervalEnergy(readings, hours(10), lampCounter);
    expect(sum(buckets)).toBeCloseTo(1, 9);
    expect(buckets[5]!.measured).toBe(0);
    expect(buckets[5]!.interpolated).toBeCloseTo(1, 9);
  });

  test.each([
    ["upwards", 9_999],
    ["downwards", 0],
  ])("does not feel a single spike %s", (_, value) => {
    const readings = steady(100, 25).map((reading, n) => (n === 7 ? { ...reading, value } : reading));
    const buckets = intervalEnergy(readings, hours(2), lampCounter);
    expect(sum(buckets)).toBeCloseTo(0.2, 9);
    expect([total(buckets, "excluded"), total(buckets, "resets")]).toEqual([1, 0]);
  });

  test("does not feel a spike that a half-hour row repeats", () => {
    const readings = steady(100, 25).map((reading, n) => (n === 6 ? { ...reading, value: 9_999 } : reading));
    const repeated = { at: readings[6]!.at + 90_000, value: 9_999 };
    const buckets = intervalEnergy([...readings, repeated], hours(2), lampCounter);
    expect(sum(buckets)).toBeCloseTo(0.2, 9);
    expect([total(buckets, "excluded"), total(buckets, "resets")]).toEqual([1, 0]);
  });

  test("goes on from 0 where a counter was wiped by day, and the dark hours are measured", () => {
    const dark = Array.from({ length: 36 }, (_, n) => ({ at: start + n * 5 * minute, value: n < 12 ? 100 : 0 }));
    const lit = steady(100, 13, { from: start + 3 * hour, value: 0 });
    const buckets = intervalEnergy([...dark, ...lit], hours(4), lampCounter);
    expect(energies(buckets)).toEqual([0, 0, 0, 0.1]);
    expect(total(buckets, "resets")).toBe(1);
    expect(buckets[2]!.measured).toBeCloseTo(1, 9);
  });

  test("leaves out a rise no lamp can make, and goes on from there", () => {
    const readings = [...steady(100, 13), ...steady(100, 12, { from: start + 65 * minute, value: 5_000 })];
    const buckets = intervalEnergy(readings, hours(2), lampCounter);
    expect(sum(buckets)).toBeCloseTo(0.1 + (0.1 * 11) / 12, 9);
    expect([total(buckets, "excluded"), total(buckets, "resets")]).toEqual([1, 0]);
  });

  test("leaves out what is no number", () => {
    const bad = [Number.NaN, -1, Number.POSITIVE_INFINITY].map((value, n) => ({ at: start + n, value }));
    const buckets = intervalEnergy([...bad, ...steady(100, 13)], hours(1), lampCounter);
    expect(energies(buckets)).toEqual([0.1]);
    expect(buckets[0]!.excluded).toBe(3);
  });

  test("takes the newer of two values at one instant: a half-hour row repeats the sample before it", () => {
    const readings = steady(100, 13).flatMap((reading) => [
      reading,
      { ...reading, value: Math.max(100, reading.value - 0.005) },
    ]);
    expect(energies(intervalEnergy(readings, hours(1), lampCounter))).toEqual([0.1]);
  });

  test("over nothing is nothing", () => {
    expect(intervalEnergy([], hours(2), lampCounter).every(({ energy, measured }) => energy + measured === 0)).toBe(
      true,
    );
    expect(intervalEnergy(steady(100, 13), [], lampCounter)).toEqual([]);
    expect(intervalEnergy(steady(100, 13), [start], lampCounter)).toEqual([]);
  });
});

/** A counter that only does what a lamp can: steps of 10 s to 3 h, 0 to 2 kW. */
const history = fc
  .array(fc.tuple(fc.integer({ min: 10_000, max: 3 * hour }), fc.double({ min: 0, max: 2, noNaN: true })), {
    minLength: 2,
    maxLength: 40,
  })
  .map((steps) => {
    let at = start;
    let value = 50;
    return steps.map(([time, kilowatt]): CounterReading => {
      at += time;
      value += (kilowatt * time) / hour;
      return { at, value };
    });
  });
/** Any readings at all, with two meters among them. */
const anything = fc.array(
  fc.record({
    at: fc.integer({ min: start, max: start + 48 * hour }),
    value: fc.oneof(fc.double({ min: 0, max: 5, noNaN: true }), fc.double()),
    meter: fc.constantFrom("a", "b"),
  }),
  { maxLength: 30 },
);
const edgesOf = (inner: readonly number[]) => [start, ...new Set(inner), start + 200 * hour].toSorted((a, b) => a - b);
const inner = fc.array(fc.integer({ min: start + 1, max: start + 200 * hour - 1 }), { maxLength: 30 });

describe("whatever was read", () => {
  test("nothing is gained or lost between the first reading and the last", () => {
    fc.assert(
      fc.property(history, inner, (readings, cuts) => {
        const buckets = intervalEnergy(readings, edgesOf(cuts), lampCounter);
        expect(sum(buckets)).toBeCloseTo(readings.at(-1)!.value - readings[0]!.value, 9);
        expect(total(buckets, "resets") + total(buckets, "excluded")).toBe(0);
      }),
    );
  });

  test("the order of arrival and doubles change nothing", () => {
    fc.assert(
      fc.property(anything, inner, fc.func(fc.integer()), (readings, cuts, weight) => {
        const once = readings.filter(({ value }) => !Number.isNaN(value) && value >= 0 && value < 1e300);
        const shuffled = [...once, ...once].toSorted((a, b) => weight(a) - weight(b));
        expect(intervalEnergy(shuffled, edgesOf(cuts), lampCounter)).toEqual(
          intervalEnergy(once, edgesOf(cuts), lampCounter),
        );
      }),
    );
  });

  test("finer buckets never change the sums", () => {
    fc.assert(
      fc.property(anything, inner, inner, (readings, coarse, fine) => {
        const edges = edgesOf(coarse);
        const finer = edgesOf([...coarse, ...fine]);
        const small = intervalEnergy(readings, finer, lampCounter);
        for (const [n, bucket] of intervalEnergy(readings, edges, lampCounter).entries()) {
          const parts = small.filter((_, k) => finer[k]! >= edges[n]! && finer[k]! < edges[n + 1]!);
          expect(sum(parts)).toBeCloseTo(bucket.energy, 9);
          expect(total(parts, "resets")).toBe(bucket.resets);
          expect(total(parts, "excluded")).toBe(bucket.excluded);
        }
      }),
    );
  });

  test("shares of time are shares, and energy is never negative", () => {
    fc.assert(
      fc.property(anything, inner, (readings, cuts) => {
        for (const { energy, measured, interpolated } of intervalEnergy(readings, edgesOf(cuts), lampCounter)) {
          expect(energy).toBeGreaterThanOrEqual(0);
          expect(measured).toBeGreaterThanOrEqual(0);
          expect(interpolated).toBeGreaterThanOrEqual(0);
          expect(measured + interpolated).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
    );
  });

  test("a part of the history, with three readings on either side, gives the buckets the whole gives", () => {
    fc.assert(
      fc.property(history, fc.nat(), fc.nat({ max: 30 }), (readings, which, spike) => {
        const all = readings.map((reading, n) => (n === spike && n > 2 ? { ...reading, value: 1e6 } : reading));
        const edges = hours(120);
        const whole = intervalEnergy(all, edges, lampCounter);
        const n = which % 120;
        const first = all.findIndex(({ at }) => at >= edges[n]!);
        const after = all.findIndex(({ at }) => at >= edges[n + 1]!);
        const from = Math.max(0, (first < 0 ? all.length : first) - 3);
        const part = all.slice(from, after < 0 ? all.length : after + 3);
        const [alone] = intervalEnergy(part, [edges[n]!, edges[n + 1]!], lampCounter);
        expect(alone!.energy).toBeCloseTo(whole[n]!.energy, 9);
        expect(alone!.excluded).toBe(whole[n]!.excluded);
      }),
    );
  });
});
