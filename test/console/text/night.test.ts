/** The schedule day from noon to noon, also where clocks change. */
import { describe, expect, test } from "vitest";
import { nightOf, noonBefore, zoneOffset } from "../../../controller/console/text/night.ts";

const hour = 3_600_000;
const vietNam = "Asia/Ho_Chi_Minh";

describe("the noon a night begins with", () => {
  test.each([
    ["just before noon", Date.UTC(2026, 10, 22, 4, 59, 59), Date.UTC(2026, 10, 21, 5)],
    ["at noon", Date.UTC(2026, 10, 22, 5), Date.UTC(2026, 10, 22, 5)],
    ["in the evening", Date.UTC(2026, 10, 22, 12), Date.UTC(2026, 10, 22, 5)],
    ["after midnight", Date.UTC(2026, 10, 22, 18), Date.UTC(2026, 10, 22, 5)],
  ])("%s", (_, at, noon) => {
    expect(noonBefore(at, vietNam)).toBe(noon);
  });

  test("is at 12:00 on both sides of a change of the clocks, and the night between lasts as long as it does", () => {
    // 28 March 2027: 02:00 → 03:00 in Berlin
    const night = nightOf(Date.UTC(2027, 2, 28, 3), { lat: 52.5, lon: 13.4, timeZone: "Europe/Berlin" });
    expect(night.noon).toBe(Date.UTC(2027, 2, 27, 11));
    expect(night.nextNoon).toBe(Date.UTC(2027, 2, 28, 10));
    expect(night.nextNoon - night.noon).toBe(23 * hour);
  });
});

test("offsets are those of the instant", () => {
  expect(zoneOffset(Date.UTC(2026, 5, 1), vietNam)).toBe(7 * hour);
  expect(zoneOffset(Date.UTC(2026, 0, 1), "Europe/Berlin")).toBe(hour);
  expect(zoneOffset(Date.UTC(2026, 6, 1), "Europe/Berlin")).toBe(2 * hour);
  expect(zoneOffset(Date.UTC(2026, 6, 1), "Asia/Kolkata")).toBe(5.5 * hour);
});

test("the sun of a night sets after its noon and rises before the next", () => {
  const night = nightOf(Date.UTC(2026, 10, 22, 12), { lat: 10.98, lon: 106.65, timeZone: vietNam });
  const events = [night.noon, night.sunset, night.civilDusk, night.civilDawn, night.sunrise, night.nextNoon];
  expect(events).toEqual(events.toSorted((a, b) => a - b));
});
