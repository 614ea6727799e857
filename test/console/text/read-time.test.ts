/** Instants as people of the site type them. */
import { describe, expect, test } from "vitest";
import { readTime } from "../../../controller/console/text/read-time.ts";

const vietNam = "Asia/Ho_Chi_Minh";
/** 22 November 2026, 19:00 in Bình Dương. */
const now = Date.UTC(2026, 10, 22, 12);

describe("a typed time", () => {
  test.each([
    ["22:30", Date.UTC(2026, 10, 22, 15, 30)],
    ["22h30", Date.UTC(2026, 10, 22, 15, 30)],
    ["22h", Date.UTC(2026, 10, 22, 15)],
    ["05:30", Date.UTC(2026, 10, 22, 22, 30)],
    ["19:00", Date.UTC(2026, 10, 23, 12)],
    ["23/11 6:00", Date.UTC(2026, 10, 22, 23)],
    ["1/1 00:00", Date.UTC(2026, 11, 31, 17)],
    ["21/11 22:00", Date.UTC(2027, 10, 21, 15)],
    ["05/02/2027 17:05", Date.UTC(2027, 1, 5, 10, 5)],
    ["05/02/2027", Date.UTC(2027, 1, 4, 17)],
    ["29/02", Date.UTC(2028, 1, 28, 17)],
    ["  05/02/2027   17h05 ", Date.UTC(2027, 1, 5, 10, 5)],
  ])("%j", (text, at) => {
    expect(readTime(text, now, vietNam)).toBe(at);
  });

  test.each(["", " ", "25:00", "22:60", "31/02", "31/02/2027 10:00", "0/1", "1/13", "abc", "22.30", "1/1/27"])(
    "%j is none",
    (text) => {
      expect(readTime(text, now, vietNam)).toBeUndefined();
    },
  );

  test("of the last day of a month is followed by the first of the next", () => {
    const lastEvening = Date.UTC(2026, 10, 30, 12);
    expect(readTime("05:00", lastEvening, vietNam)).toBe(Date.UTC(2026, 10, 30, 22));
  });
});

describe("where the clocks change", () => {
  const berlin = "Europe/Berlin";
  test("a time that comes twice is the first, one that does not come is the end of the gap", () => {
    expect(readTime("31/10/2027 02:30", now, berlin)).toBe(Date.UTC(2027, 9, 31, 0, 30));
    expect(readTime("28/03/2027 02:30", now, berlin)).toBe(Date.UTC(2027, 2, 28, 1));
  });

  test("times on both sides are right", () => {
    expect(readTime("28/03/2027 01:59", now, berlin)).toBe(Date.UTC(2027, 2, 28, 0, 59));
    expect(readTime("28/03/2027 03:00", now, berlin)).toBe(Date.UTC(2027, 2, 28, 1));
    expect(readTime("31/10/2027 03:00", now, berlin)).toBe(Date.UTC(2027, 9, 31, 2));
  });
});
