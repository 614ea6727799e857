import { describe, expect, it } from "vitest";
import { dateOf, dayOf } from "../../../controller/console/text/civil-day.ts";
import { lunarLabel, monthAfter, weeksOf } from "../../../controller/console/text/months.ts";

describe("a month as weeks", () => {
  it("begins on Mondays and has every day once", () => {
    const weeks = weeksOf({ year: 2027, month: 2 });
    // 1 February 2027 is a Monday: four full weeks
    expect(weeks).toHaveLength(4);
    expect(weeks.flat().map((day) => dateOf(day!).day)).toEqual(Array.from({ length: 28 }, (_, n) => n + 1));
    expect(weeksOf({ year: 2026, month: 11 })[0]).toEqual([
      ...Array(6).fill(undefined),
      dayOf({ year: 2026, month: 11, day: 1 }),
    ]);
  });

  it("follows another across the year in both directions", () => {
    expect(monthAfter({ year: 2026, month: 11 }, 3)).toEqual({ year: 2027, month: 2 });
    expect(monthAfter({ year: 2026, month: 2 }, -3)).toEqual({ year: 2025, month: 11 });
  });

  it("says the month on the first of a lunar one, and that it is a leap one", () => {
    expect(lunarLabel({ day: 1, month: 6, leap: true })).toBe("1/6n");
    expect(lunarLabel({ day: 15, month: 6, leap: false })).toBe("15");
  });
});
