import { describe, expect, test } from "vitest";
import { backoff, failuresAfter, firstAttempt } from "#protocol/behavior/backoff.ts";
import { createRng, hashId, mix32, nextU32, spreadWithin } from "#protocol/behavior/random.ts";

describe("back-off", () => {
  test("chooses anywhere in a window that doubles from 5 s to 15 min", () => {
    expect([0, 1, 2, 3, 8, 9, 1000].map((failures) => backoff(failures, 0.999_999_999))).toEqual([
      4999, 4999, 9999, 19_999, 639_999, 899_999, 899_999,
    ]);
    expect(backoff(9, 0)).toBe(0);
    expect(backoff(9, 0.5)).toBe(450_000);
  });

  test("begins anew only after a connection that lived a minute", () => {
    expect(failuresAfter(6, 59_999)).toBe(7);
    expect(failuresAfter(6, 60_000)).toBe(0);
    expect(failuresAfter(0, 0)).toBe(1);
  });
});

describe("the spread after power-up", () => {
  test("fills the window of the link evenly, each device at its own place", () => {
    const places = Array.from({ length: 10_000 }, (_, n) => firstAttempt(`lamp-${n}`, "nbIot", undefined));
    const tenths = new Array(10).fill(0);
    for (const place of places) tenths[Math.floor(place / 30_000)]++;
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(120);
    expect(firstAttempt("lamp-1", "nbIot", undefined)).toBe(places[1]);
  });

  test("is 5 s on a wire, 300 s on cellular links, or what the configuration says", () => {
    const share = spreadWithin("lamp-1", 1_000_000) / 1_000_000;
    const window = (link: Parameters<typeof firstAttempt>[1], spread?: number) =>
      firstAttempt("lamp-1", link, spread) / share;
    expect(window("ethernet")).toBeCloseTo(5000, -1);
    expect(window("cellular")).toBeCloseTo(300_000, -1);
    expect(window("cellular", 60)).toBeCloseTo(60_000, -1);
    expect(firstAttempt("lamp-1", "cellular", 0)).toBe(0);
  });
});

describe("the hash", () => {
  test("has the protocol's golden values", () => {
    expect([1, 2, 12_345, 0xffff_ffff].map(mix32)).toEqual([0x688990c0, 0xd1132181, 0x912efcf7, 0x6768824a]);
  });

  test("of ids that differ in the last digit are far apart", () => {
    const near = Math.abs(hashId("lamp-100") - hashId("lamp-101")) / 2 ** 32;
    expect(near).toBeGreaterThan(0.001);
  });

  test("draws a stream that repeats from its seed", () => {
    const [a, b] = [createRng(7), createRng(7)];
    const drawn = Array.from({ length: 1000 }, () => nextU32(a));
    expect(drawn).toEqual(Array.from({ length: 1000 }, () => nextU32(b)));
    expect(new Set(drawn).size).toBe(1000);
  });
});
