import { expect, test } from "vitest";
import { instantOf, localOf, longest, untilOf } from "../../../../controller/console/map/order/until.ts";

const site = { lat: 10.98, lon: 106.65, timeZone: "Asia/Ho_Chi_Minh", at: 0, ahead: 0 };
/** 22 November 2026, 19:00 in Bình Dương. */
const evening = Date.UTC(2026, 10, 22, 12);
const minute = 60_000;

test("spans are counted from now", () => {
  expect(untilOf("60", "", evening, site)).toBe(evening + 60 * minute);
});

test("until sunrise means the next one, in the evening and after midnight and by day", () => {
  const sunrise = untilOf("sunrise", "", evening, site)!;
  expect(new Date(sunrise).toISOString()).toMatch(/^2026-11-22T22:5\d/);
  expect(untilOf("sunrise", "", evening + 8 * 60 * minute, site)).toBe(sunrise);
  const next = untilOf("sunrise", "", sunrise + 60 * minute, site)!;
  expect(Math.round((next - sunrise) / minute / 60)).toBe(24);
});

test("a typed time is a time of the site, and must lie within seven days", () => {
  expect(untilOf("typed", "2026-11-22T22:00", evening, site)).toBe(evening + 180 * minute);
  expect(untilOf("typed", "2026-11-22T18:59", evening, site)).toBeUndefined();
  expect(untilOf("typed", localOf(evening + longest + minute, site.timeZone), evening, site)).toBeUndefined();
  expect(untilOf("typed", "", evening, site)).toBeUndefined();
});

test("what a field shows reads back as the same minute, also on the night the clocks change", () => {
  const zone = "Europe/Berlin";
  for (const at of [Date.UTC(2026, 9, 24, 22), Date.UTC(2026, 9, 25, 4), Date.UTC(2026, 2, 29, 5), evening])
    expect(instantOf(localOf(at, zone), zone)).toBe(at);
});
