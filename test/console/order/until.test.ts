import { expect, test } from "vitest";
import { longest, untilOf } from "../../../controller/console/order/until.ts";

const site = { lat: 10.98, lon: 106.65, timeZone: "Asia/Ho_Chi_Minh" };
/** 22 November 2026, 19:00 in Bình Dương. */
const evening = Date.UTC(2026, 10, 22, 12);
const minute = 60_000;

test("spans are counted from now", () => {
  expect(untilOf("60", undefined, evening, site)).toBe(evening + 60 * minute);
});

test("until sunrise means the next one, in the evening and after midnight and by day", () => {
  const sunrise = untilOf("sunrise", undefined, evening, site)!;
  expect(new Date(sunrise).toISOString()).toMatch(/^2026-11-22T22:5\d/);
  expect(untilOf("sunrise", undefined, evening + 8 * 60 * minute, site)).toBe(sunrise);
  const next = untilOf("sunrise", undefined, sunrise + 60 * minute, site)!;
  expect(Math.round((next - sunrise) / minute / 60)).toBe(24);
});

test("a typed time must lie ahead, and within seven days", () => {
  expect(untilOf("typed", evening + 180 * minute, evening, site)).toBe(evening + 180 * minute);
  expect(untilOf("typed", evening - minute, evening, site)).toBeUndefined();
  expect(untilOf("typed", evening + longest + minute, evening, site)).toBeUndefined();
  expect(untilOf("typed", undefined, evening, site)).toBeUndefined();
});
