/** How a lamp worked, from what it measured each hour. */
import { describe, expect, test } from "vitest";
import { availabilityOf, completenessOf, lampOperation } from "../../../../controller/core/reports/lamp-operation.ts";
import type { SourceBucket, Summary } from "../../../../controller/core/telemetry/ports.ts";

const hour = 3_600_000;
const model = { nominalPower: 100, powerAtMinimumDimLevel: 15, minLevel: 10 };
/** Hours 6 to 18 of the span are dark. */
const night = { sunset: 6 * hour, sunrise: 18 * hour };

const steady = (value: number): Summary => ({ count: 12, min: value, max: value, mean: value });

function hourOf(n: number, level: Summary, power?: number, operatingHours?: Summary): SourceBucket {
  return {
    from: n * hour,
    to: (n + 1) * hour,
    rows: 12,
    quantities: {
      level,
      ...(power === undefined ? {} : { activePower: steady(power) }),
      ...(operatingHours === undefined ? {} : { operatingHours }),
    },
  };
}
const hours = (from: number, to: number, of: (n: number) => SourceBucket) =>
  Array.from({ length: to - from }, (_, n) => of(from + n));

describe("a lamp's night", () => {
  test("was all light", () => {
    const operation = lampOperation(
      hours(0, 24, (n) => hourOf(n, steady(n >= 6 && n < 18 ? 100 : 0), n >= 6 && n < 18 ? 98 : 0.4)),
      [night],
      model,
    );
    expect(operation).toEqual({ night: 12, known: 12, wanted: 12, lit: 12, dark: 0 });
    expect(availabilityOf(operation)).toBe(1);
  });

  test("was dark for the hours in which its power showed no light", () => {
    const operation = lampOperation(
      hours(6, 18, (n) => hourOf(n, steady(80), n < 9 ? 2 : 80)),
      [night],
      model,
    );
    expect(operation).toMatchObject({ wanted: 12, lit: 9, dark: 3 });
    expect(availabilityOf(operation)).toBe(0.75);
  });

  test("is no worse for being switched off by order", () => {
    const operation = lampOperation(
      hours(6, 18, (n) => hourOf(n, steady(n < 10 ? 100 : 0), n < 10 ? 99 : 0.3)),
      [night],
      model,
    );
    expect(operation).toMatchObject({ wanted: 4, lit: 4, dark: 0 });
  });

  test("counts an hour in which light began for the share it had", () => {
    const level = { count: 12, min: 0, max: 80, mean: 20 };
    expect(lampOperation([hourOf(6, level, 40)], [night], model)).toMatchObject({ wanted: 0.25, lit: 0.25 });
  });

  test("is unknown where the lamp was silent, and neither lit nor dark", () => {
    const operation = lampOperation(
      hours(6, 9, (n) => hourOf(n, steady(100), 99)),
      [night],
      model,
    );
    expect(operation).toMatchObject({ known: 3, wanted: 3, dark: 0 });
    expect(completenessOf(operation)).toBe(0.25);
  });

  test("is believed of a lamp that has no meter", () => {
    expect(lampOperation([hourOf(7, steady(100))], [night], model)).toMatchObject({ lit: 1, dark: 0 });
  });

  test("shows a lamp at its lowest level as lit", () => {
    expect(lampOperation([hourOf(7, steady(10), 14)], [night], model)).toMatchObject({ lit: 1, dark: 0 });
  });
});

describe("burning hours", () => {
  const counter = (min: number, max: number) => ({ count: 12, min, max, mean: (min + max) / 2 });

  test("are what the lamp's own counter rose by, over gaps as well", () => {
    const buckets = [
      hourOf(6, steady(100), 99, counter(1000, 1000.9)),
      hourOf(12, steady(100), 99, counter(1006, 1006.9)),
    ];
    expect(lampOperation(buckets, [night], model).burning).toBeCloseTo(6.9, 9);
  });

  test("leave out what a reset or another counter put there", () => {
    const buckets = [
      hourOf(6, steady(100), 99, counter(1000, 1000.9)),
      hourOf(7, steady(100), 99, counter(0, 0.9)),
      hourOf(8, steady(100), 99, counter(5000, 5000.9)),
      hourOf(9, steady(100), 99, counter(5000.9, 5001.9)),
    ];
    expect(lampOperation(buckets, [night], model).burning).toBeCloseTo(0.9 + 1, 9);
  });

  test("are not told of a lamp that does not count", () => {
    expect(lampOperation([hourOf(6, steady(100), 99)], [night], model)).not.toHaveProperty("burning");
  });
});

test("a report over nothing knows nothing", () => {
  const operation = lampOperation([], [], model);
  expect(operation).toEqual({ night: 0, known: 0, wanted: 0, lit: 0, dark: 0 });
  expect(availabilityOf(operation)).toBeUndefined();
  expect(completenessOf(operation)).toBeUndefined();
});
