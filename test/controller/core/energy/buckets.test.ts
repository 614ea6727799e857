import { describe, expect, test } from "vitest";
import { edgesOf } from "../../../../controller/core/energy/buckets.ts";

const hour = 3_600_000;
const lengths = (edges: readonly number[]) => edges.slice(1).map((edge, n) => (edge - edges[n]!) / hour);

describe("stretches of time", () => {
  test("days begin at the site's midnight", () => {
    const from = Date.UTC(2026, 9, 31, 17);
    expect(edgesOf("day", from, from + 72 * hour, "Asia/Ho_Chi_Minh")).toEqual(
      [0, 24, 48, 72].map((h) => from + h * hour),
    );
  });

  test("what begins within a day ends with it", () => {
    const from = Date.UTC(2026, 9, 31, 20, 10);
    expect(lengths(edgesOf("day", from, from + 24 * hour, "Asia/Ho_Chi_Minh"))).toEqual([21 - 1 / 6, 3 + 1 / 6]);
  });

  test("a month with a change of the clock has one day of 23 or 25 hours", () => {
    const spring = edgesOf("day", Date.UTC(2026, 2, 27, 23), Date.UTC(2026, 2, 29, 22), "Europe/Berlin");
    const autumn = edgesOf("day", Date.UTC(2026, 9, 23, 22), Date.UTC(2026, 9, 25, 23), "Europe/Berlin");
    expect(lengths(spring)).toEqual([24, 23]);
    expect(lengths(autumn)).toEqual([24, 25]);
    expect(edgesOf("halfHour", autumn[1]!, autumn[2]!, "Europe/Berlin")).toHaveLength(51);
  });

  test("a midnight that does not exist is where its date begins", () => {
    // Beirut goes from 23:59:59 to 01:00
    const edges = edgesOf("day", Date.UTC(2026, 2, 27, 22), Date.UTC(2026, 2, 29, 21), "Asia/Beirut");
    expect(lengths(edges)).toEqual([24, 23]);
  });

  test("months have their own lengths", () => {
    const zone = "Asia/Ho_Chi_Minh";
    const days = lengths(edgesOf("month", Date.UTC(2026, 0, 31, 17), Date.UTC(2026, 3, 30, 17), zone)).map(
      (h) => h / 24,
    );
    expect(days).toEqual([28, 31, 30]);
  });
});
