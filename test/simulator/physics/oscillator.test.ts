import { expect, test } from "vitest";
import { counted, passedWhile, readHeldClock } from "../../../simulator/physics/oscillator.ts";

const day = 86_400_000;
const since = Date.UTC(2026, 10, 1);

test("a crystal 20 ppm fast gains 1.7 s a day", () => {
  expect(counted(day, 20) - day).toBeCloseTo(1728);
  expect(passedWhile(counted(day, 20), 20)).toBeCloseTo(day);
  expect(passedWhile(Number.POSITIVE_INFINITY, 20)).toBe(Number.POSITIVE_INFINITY);
});

test("a battery-backed clock keeps its error, adds its drift, and knows how wrong it can be", () => {
  const read = readHeldClock({ since, error: 500, bound: 100 }, 14 * 86_400, 10, since + 10 * day);
  expect(read!.time - (since + 10 * day)).toBeCloseTo(500 + 8640, -1);
  expect(read!.bound).toBeGreaterThan(8640);
});

test("when its cell is empty it says nothing, and where there is none it never did", () => {
  const held = { since, error: 0, bound: 0 };
  expect(readHeldClock(held, 14 * 86_400, 10, since + 15 * day)).toBeUndefined();
  expect(readHeldClock(held, undefined, 10, since + 1)).toBeUndefined();
  expect(readHeldClock(undefined, 14 * 86_400, 10, since + 1)).toBeUndefined();
});
