import { describe, expect, it } from "vitest";
import { calendarNights, selectorCount } from "../../../../controller/core/plans/calendar-days.ts";
import { dayOf } from "../../../../controller/core/plans/days.ts";
import { lunarDateOf } from "../../../../controller/core/plans/lunar/lunar.ts";
import type { CalendarRule, HolidaySet } from "../../../../controller/core/plans/plan.ts";

const first = { year: 2027, month: 1, day: 1 };
const holidays: HolidaySet = {
  id: "le",
  name: "Ngày lễ",
  holidays: [
    { name: "Quốc khánh", on: { by: "range", from: { month: 9, day: 1 }, to: { month: 9, day: 2 } } },
    { name: "Giỗ Tổ", on: { by: "lunar", month: 3, day: 10 } },
  ],
};
const rules: Pick<CalendarRule, "nights">[] = [
  { nights: [{ by: "lunar", month: 12, day: "last", daysAfter: 3 }] },
  { nights: [{ by: "holidays", holidaySetId: "le" }] },
  { nights: [{ by: "weekday", weekdays: [5, 6] }] },
];
const on = (nights: ReturnType<typeof calendarNights>, month: number, day: number) =>
  nights.find(({ night }) => night.month === month && night.day === day);

describe("the nights of a calendar", () => {
  const nights = calendarNights(rules, [holidays], first, 365);

  it("tell every day of the year with its lunar date", () => {
    expect(nights).toHaveLength(365);
    for (const { night, lunar } of nights) expect(lunar).toEqual(lunarDateOf(dayOf(night)));
  });

  it("begin Giao thừa on the last day of the lunar year, with the days of Tết after it", () => {
    expect(on(nights, 2, 5)).toMatchObject({ lunar: { month: 12, day: 29, monthLength: 29 }, rules: [0, 2] });
    expect(on(nights, 2, 8)?.rules).toEqual([0]);
    expect(on(nights, 2, 9)?.rules).toEqual([]);
  });

  it("name the rule that wins first and those it stands before after it", () => {
    // 3 September 2027 is a Friday, the 2nd a Thursday
    expect(on(nights, 9, 2)).toMatchObject({ holidays: ["Quốc khánh"], rules: [1] });
    expect(on(nights, 9, 3)).toMatchObject({ holidays: [], rules: [2] });
  });

  it("count every holiday of a set as often as a rule names the set", () => {
    expect(selectorCount(rules, [holidays])).toBe(1 + 2 + 1 + 2);
  });
});
