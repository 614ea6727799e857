/** Numbers and times as people here read them. */
import { expect, test } from "vitest";
import { createFormat } from "../../../controller/console/text/format.ts";
import { readNumber } from "../../../controller/console/text/read-number.ts";

const vi = createFormat("vi", "Asia/Ho_Chi_Minh");
const en = createFormat("en", "Asia/Ho_Chi_Minh");
/** 5 February 2027, 17:05:09 in Bình Dương. */
const evening = Date.UTC(2027, 1, 5, 10, 5, 9);

test("numbers are grouped and divided as the language does it", () => {
  expect(vi.number(1234.5, 1)).toBe("1.234,5");
  expect(en.number(1234.5, 1)).toBe("1,234.5");
  expect(vi.number(1234.56)).toBe("1.235");
  expect([vi.fixed(1018, 2), en.fixed(8.126, 2)]).toEqual(["1.018,00", "8.13"]);
  expect(vi.percent(0.1234, 1)).toBe("12,3 %");
});

test("power and energy carry their unit, larger ones a larger unit", () => {
  expect([vi.power(640), vi.power(12_400), vi.power(345_678)]).toEqual(["640 W", "12,4 kW", "346 kW"]);
  expect([vi.energy(12.34), vi.energy(1234)]).toEqual(["12,3 kWh", "1.234 kWh"]);
});

test("times are the site's, day before month in both languages", () => {
  for (const format of [vi, en]) {
    expect(format.dateTime(evening)).toBe("05/02/2027 17:05");
    expect(format.date(evening)).toBe("05/02/2027");
    expect(format.seconds(evening)).toBe("17:05:09");
  }
  expect(createFormat("en", "Europe/London").dateTime(evening)).toBe("05/02/2027 10:05");
});

test("midnight is 00:00, not 24:00", () => {
  expect(vi.dateTime(Date.UTC(2027, 1, 5, 17, 0, 0))).toBe("06/02/2027 00:00");
});

test("a night is named by both its dates, over the end of a month too", () => {
  expect(vi.night(Date.UTC(2027, 1, 5, 5))).toBe("05 → 06/02/2027");
  expect(vi.night(Date.UTC(2027, 0, 31, 5))).toBe("31/01 → 01/02/2027");
});

test("spans are told in hours and minutes", () => {
  const minute = 60_000;
  expect([en.duration(20_000), en.duration(59 * minute), en.duration(60 * minute), en.duration(662 * minute)]).toEqual([
    "< 1 min",
    "59 min",
    "1 h",
    "11 h 2 min",
  ]);
  expect(vi.duration(662 * minute)).toBe("11 giờ 2 phút");
});

test("Vietnamese names stand in Vietnamese order, numbers in theirs", () => {
  const names = ["Đường 2", "Dĩ An", "Ấp 10", "Đường 10", "An Phú", "Ấp 2"];
  expect(names.toSorted(vi.compare)).toEqual(["An Phú", "Ấp 2", "Ấp 10", "Dĩ An", "Đường 2", "Đường 10"]);
});

test("numbers in fields are read back as they were written", () => {
  for (const format of [vi, en]) expect(readNumber(format.typed(1234567.25, 2))).toBe(1234567.25);
  expect([vi.typed(4000), vi.typed(10.5, 1)]).toEqual(["4000", "10,5"]);
});
