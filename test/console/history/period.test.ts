import { expect, test } from "vitest";
import { nightsBetween } from "../../../controller/console/history/nights.ts";
import { fitsInto, periodOf, stepOf } from "../../../controller/console/history/period.ts";
import { chosenQuantities } from "../../../controller/console/history/quantities.ts";

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 22, 12);
const zone = "Asia/Ho_Chi_Minh";

test("a length ends now, and the last day is meant where nothing is said", () => {
  expect(periodOf({}, now, zone)).toEqual({ from: now - 24 * hour, to: now });
  expect(periodOf({ span: "week" }, now, zone)).toEqual({ from: now - 168 * hour, to: now });
});

test("long lengths begin with a day or a month of the calendar, so that nothing begins with a stump", () => {
  const from = (span: string) => new Date(periodOf({ span }, now, zone)!.from).toISOString();
  // 22 November 2026 at the site, whose midnight is 17:00 UTC
  expect(from("month")).toBe("2026-10-21T17:00:00.000Z");
  expect(from("year")).toBe("2025-10-31T17:00:00.000Z");
  expect(from("thisMonth")).toBe("2026-10-31T17:00:00.000Z");
  expect(periodOf({ span: "lastMonth" }, now, zone)).toEqual({
    from: Date.UTC(2026, 8, 30, 17),
    to: Date.UTC(2026, 9, 31, 17),
  });
  const midnight = Date.UTC(2026, 9, 31, 17);
  expect(periodOf({ span: "thisMonth" }, midnight, zone)!.to).toBeGreaterThan(midnight);
  expect(from("lastMonth")).toBe("2026-09-30T17:00:00.000Z");
});

test("days are those of the site's calendar, the last one included", () => {
  expect(periodOf({ span: "days", from: "2026-11-20", to: "2026-11-20" }, now, zone)).toEqual({
    from: Date.UTC(2026, 10, 19, 17),
    to: Date.UTC(2026, 10, 20, 17),
  });
  const changed = periodOf({ span: "days", from: "2026-10-25", to: "2026-10-25" }, now, "Europe/Berlin")!;
  expect(changed.to - changed.from).toBe(25 * hour);
  expect(periodOf({ span: "days", from: "2026-11-20", to: "2026-11-19" }, now, zone)).toBeUndefined();
  expect(periodOf({ span: "days" }, now, zone)).toBeUndefined();
});

test("steps too short for the period are not offered", () => {
  const year = periodOf({ span: "year" }, now, zone)!;
  expect(["300000", "1800000", "day"].map((step) => fitsInto(step as "day", year))).toEqual([false, true, true]);
  expect(fitsInto("300000", periodOf({ span: "month" }, now, zone)!)).toBe(true);
});

test("steps nobody offers are none", () => {
  expect(stepOf("day")).toBe("day");
  expect(stepOf("60000")).toBeUndefined();
});

test("nights lie behind the curves of days and weeks, not of a year", () => {
  const site = { lat: 10.98, lon: 106.65, timeZone: zone };
  const week = nightsBetween({ from: now - 168 * hour, to: now }, site);
  expect(week.length).toBe(8);
  for (const { dusk, dawn } of week) expect((dawn - dusk) / hour).toBeCloseTo(11.7, 0);
  expect(nightsBetween({ from: now - 366 * 24 * hour, to: now }, site)).toEqual([]);
});

test("quantities of the address are kept where the place has them", () => {
  expect(chosenQuantities("level,rssi,level", "lamp")).toEqual(["level", "rssi"]);
  expect(chosenQuantities("totalPower", "lamp")).toEqual(["activePower", "level"]);
  expect(chosenQuantities(undefined, "meter")).toEqual(["totalPower"]);
});
