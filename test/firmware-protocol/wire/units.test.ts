/** Ranges and steps of ids, times and quantities, at and beside their edges. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import * as units from "#protocol/wire/units.ts";

const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;

describe.each<[string, z.ZodType, unknown[], unknown[]]>([
  [
    "DeviceId",
    units.DeviceId,
    ["a", "0012-4b00", "-", "z".repeat(32)],
    ["", "A", "a_b", "a/b", "+", "é", "z".repeat(33), "a\n", 1],
  ],
  [
    "Digest",
    units.Digest,
    ["0123456789abcdef0123456789abcdef"],
    ["", "0123456789ABCDEF0123456789ABCDEF", "0".repeat(33), "g".repeat(32)],
  ],
  [
    "Label",
    units.Label,
    ["", "Rạng Đông".normalize("NFD").replace(/[^ -~]/g, ""), "RL-60 rev.C"],
    ["Đ", "a\0", "a\n", "x".repeat(33), "\ud800"],
  ],
  ["Ref", units.Ref, [0, 0xffff_ffff], [-1, 0x1_0000_0000, 0.5, Number.NaN, "1", 1n]],
  ["Output", units.Output, [0, 63], [-1, 64, 0.5]],
  [
    "EpochMs",
    units.EpochMs,
    [1_577_836_800_000, Date.UTC(2026, 10, 22), 7_258_118_400_000],
    [0, 1_577_836_799_999, 7_258_118_400_001, 1_790_000_000, 1_790_000_000_000.5],
  ],
  ["EpochUs", units.EpochUs, [0, Number.MAX_SAFE_INTEGER], [-1, Number.MAX_SAFE_INTEGER + 1, Number.POSITIVE_INFINITY]],
  ["Seconds", units.Seconds, [0, 0xffff_ffff], [-1, 0x1_0000_0000, 0.1]],
  ["DurationMs", units.DurationMs, [0, 34_560_000_000], [-1, 34_560_000_001]],
  [
    "Percent",
    units.Percent,
    [0, 0.5, 0.1 + 0.4, 99.5, 100],
    [-0.5, 100.5, 0.25, 0.5000000000000001, 49.99999999999999, 5e-324, Number.NaN, "50", null],
  ],
])("%s", (_, schema, good, bad) => {
  test.each(good)("takes %j", (value) => {
    expect(accepts(schema, value)).toBe(true);
  });
  test.each(bad.map((value) => [value]))("refuses %s", (value) => {
    expect(accepts(schema, value)).toBe(false);
  });
});

describe("quantising a percentage", () => {
  test("gives what the schema takes, at most a quarter away, for any number in range", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), (value) => {
        const carried = units.quantisePercent(value);
        expect(accepts(units.Percent, carried)).toBe(true);
        expect(Math.abs(carried - value)).toBeLessThanOrEqual(0.25);
      }),
      { seed: 6 },
    );
  });

  test.each([
    [-5, 0],
    [120, 100],
    [0.24, 0],
    [0.25, 0.5],
    [33.3, 33.5],
    [Number.POSITIVE_INFINITY, 100],
  ])("makes %d into %d", (value, carried) => {
    expect(units.quantisePercent(value)).toBe(carried);
  });
});
