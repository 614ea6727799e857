import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readICal, writeICal } from "../../../controller/bridges/ical.ts";
import { nightsOf } from "../../../controller/core/plans/compile/select-nights.ts";
import { eventsOfCalendar, eventsOfHolidays, holidaysOf } from "../../../controller/core/plans/day-events.ts";
import { dateOf } from "../../../controller/core/plans/days.ts";
import type { Holiday, HolidaySet } from "../../../controller/core/plans/plan.ts";
import { cityPlan, night } from "../core/plans/plan-of-a-town.ts";

const window = [night("2026-07-01"), night("2029-12-31")] as const;
const stamp = Date.parse("2026-11-22T12:00Z");
const file = (...lines: string[]) => ["BEGIN:VCALENDAR", "VERSION:2.0", ...lines, "END:VCALENDAR", ""].join("\r\n");
const event = (...lines: string[]) => ["BEGIN:VEVENT", "UID:a", "SUMMARY:Lễ", ...lines, "END:VEVENT"];
const read = (...lines: string[]) => readICal(file(...event(...lines)), window);

describe("an iCalendar file", () => {
  test("gives all-day events, folded lines and escaped names whole", () => {
    const text = file(
      "BEGIN:VEVENT",
      "UID:tet-2027",
      "DTSTART;VALUE=DATE:20270206",
      "DTEND;VALUE=DATE:20270209",
      "SUMMARY;LANGUAGE=vi:Tết Nguyên đán\\, ba ngày\\; nghỉ",
      "  lễ",
      "BEGIN:VALARM",
      "DTSTART;VALUE=DATE:20200101",
      "END:VALARM",
      "END:VEVENT",
    );
    expect(readICal(text, window)).toEqual({
      events: [
        {
          uid: "tet-2027",
          name: "Tết Nguyên đán, ba ngày; nghỉ lễ",
          first: night("2027-02-06"),
          last: night("2027-02-08"),
        },
      ],
      problems: [],
    });
  });

  test("keeps what comes back every year, and a weekday of a month, as rules", () => {
    const yearly = read("DTSTART;VALUE=DATE:20200902", "RRULE:FREQ=YEARLY");
    expect(holidaysOf(yearly.events)[0]!.on).toEqual({ by: "date", date: { month: 9, day: 2 } });
    const mothers = read("DTSTART;VALUE=DATE:20260510", "RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=2SU");
    expect(holidaysOf(mothers.events)[0]!.on).toEqual({ by: "nthWeekday", weekday: 7, nth: 2, months: [5] });
  });

  test("has other recurrences written out within the window, without what they except", () => {
    const rule = ["RRULE:FREQ=WEEKLY;UNTIL=20261231;INTERVAL=2", "EXDATE;VALUE=DATE:20261119"];
    const { events } = read("DTSTART;VALUE=DATE:20261105", ...rule);
    expect(events.map(({ first }) => first)).toEqual([
      night("2026-11-05"),
      night("2026-12-03"),
      night("2026-12-17"),
      night("2026-12-31"),
    ]);
    const twice = read("DTSTART;VALUE=DATE:20270101", "RRULE:FREQ=YEARLY;COUNT=2").events;
    expect(twice.map(({ first }) => first)).toEqual([night("2027-01-01"), night("2028-01-01")]);
  });

  test.each([
    ["a date that does not exist", ["DTSTART;VALUE=DATE:20270230"], 6],
    ["a time of day", ["DTSTART:20270206T180000Z"], 6],
    ["a date that is none", ["DTSTART;VALUE=DATE:tomorrow"], 6],
    ["an end before its beginning", ["DTSTART;VALUE=DATE:20270206", "DTEND;VALUE=DATE:20270201"], 7],
    ["a rule nobody knows", ["DTSTART;VALUE=DATE:20270206", "X-A:folded", " line", "RRULE:FREQ=SOMETIMES"], 9],
    ["no beginning", ["DTEND;VALUE=DATE:20270201"], 3],
  ])("with %s is told its line, and the rest is read", (_, lines, line) => {
    const text = file(...event(...lines), ...event("DTSTART;VALUE=DATE:20270430"));
    const { events, problems } = readICal(text, window);
    expect(events.map(({ first }) => first)).toEqual([night("2027-04-30")]);
    expect(problems.map((problem) => problem.line)).toEqual([line]);
    expect(problems[0]!.messageVi).not.toBe("");
  });

  test("that is none, or breaks off, is told so", () => {
    expect(readICal("<html>", window).problems).toMatchObject([{ line: 1 }]);
    expect(readICal("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a", window).problems).toMatchObject([{ line: 2 }]);
  });

  test("never throws, whatever stands in it", () => {
    const part = fc.constantFrom(
      "DTSTART;VALUE=DATE:",
      "RRULE:FREQ=",
      "YEARLY",
      ";BYDAY=",
      "20270230",
      ":",
      ";",
      "\\",
      '"',
      "SUMMARY",
      "\n",
      "DTEND:",
      "P1D",
      "DURATION:",
      "-1XX",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string({ maxLength: 5 })), { maxLength: 12 }), (parts) => {
        const { events } = read(...parts.join("").split("\n"));
        for (const { first, last } of events) expect(last).toBeGreaterThanOrEqual(first);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a holiday set", () => {
  test("comes back from its own file meaning the same nights, lunar days as dates", () => {
    const set: HolidaySet = {
      id: "vn",
      name: "Ngày lễ",
      holidays: [
        { name: "Quốc khánh", on: { by: "date", date: { month: 9, day: 2 } } },
        { name: "Giỗ Tổ; Hùng Vương, “mồng mười”", on: { by: "lunar", month: 3, day: 10 } },
        { name: "Tết", on: { by: "lunar", month: 1, day: 1, daysBefore: 1, daysAfter: 3 } },
        { name: "Năm mới", on: { by: "range", from: { month: 12, day: 31 }, to: { month: 1, day: 1 } } },
        { name: "Ngày của mẹ", on: { by: "nthWeekday", weekday: 7, nth: 2, months: [5] } },
        { name: "Hội nghị", on: { by: "date", date: { year: 2027, month: 11, day: 20 } } },
      ],
    };
    const text = writeICal(set.name, eventsOfHolidays(set, window), stamp);
    for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const { events, problems } = readICal(text, window);
    expect(problems).toEqual([]);
    const nights = (holidays: readonly Holiday[]) =>
      [
        ...new Set(
          holidays
            .flatMap(({ on }) => nightsOf(on, [], window))
            .flatMap(([a, b]) => Array.from({ length: b - a + 1 }, (_, n) => a + n)),
        ),
      ].sort();
    expect(nights(holidaysOf(events))).toEqual(nights(set.holidays));
    expect(new Set(events.map(({ name }) => name))).toEqual(new Set(set.holidays.map(({ name }) => name)));
  });

  test("of any names and days survives the way out and back", () => {
    const date = fc.integer({ min: window[0], max: window[1] }).map(dateOf);
    const holiday = fc.record({
      name: fc
        .string({ unit: "grapheme", minLength: 1, maxLength: 60 })
        .map((name) => `x${name.replace(/[\p{C}\s]+/gu, " ").trim()}`),
      on: date.map((each) => ({ by: "date" as const, date: each })),
    });
    fc.assert(
      fc.property(fc.array(holiday, { maxLength: 8 }), (holidays) => {
        const set = { id: "s", name: "s", holidays };
        const { events, problems } = readICal(writeICal("s", eventsOfHolidays(set, window), stamp), window);
        expect(problems).toEqual([]);
        expect(holidaysOf(events)).toEqual(holidays);
      }),
      { numRuns: 150 },
    );
  });
});

test("a calendar as a feed tells the nights that have a program of their own", () => {
  const events = eventsOfCalendar(cityPlan, cityPlan.calendars[0]!, window);
  expect(events.map(({ name, first }) => [name, first])).toEqual([
    ["Giao thừa: festive", night("2027-02-05")],
    ["Giao thừa: festive", night("2028-01-25")],
    ["Giao thừa: festive", night("2029-02-12")],
  ]);
  expect(writeICal("Lịch", events, stamp)).toContain("DTSTART;VALUE=DATE:20270205\r\nDTEND;VALUE=DATE:20270206");
});
