import { describe, expect, it } from "vitest";
import {
  letterOf,
  lunarLabel,
  monthAfter,
  weeksOf,
} from "../../../../controller/console/plans/calendars/month-grid.ts";
import { moved } from "../../../../controller/console/plans/calendars/selectors.ts";
import { dateOf, dateText, dayOf, nightText, readPlanDate } from "../../../../controller/console/plans/civil-day.ts";

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
    expect([letterOf(1), letterOf(2)]).toEqual(["A", "B"]);
  });
});

describe("dates of plans", () => {
  it("are written with both dates of a night", () => {
    expect(nightText(dayOf({ year: 2027, month: 2, day: 5 }))).toBe("05 → 06/02/2027");
    expect(nightText(dayOf({ year: 2026, month: 12, day: 31 }))).toBe("31/12 → 01/01/2027");
  });

  it.each([
    ["30/4", "30/04"],
    ["05-02-2027", "05/02/2027"],
    ["29/2", "29/02"],
  ])("%s is read as %s", (typed, read) => expect(dateText(readPlanDate(typed)!)).toBe(read));
  it.each(["31/4", "29/2/2027", "1/13", "x"])("%s is none", (typed) => expect(readPlanDate(typed)).toBeUndefined());
});

describe("a rule that is moved", () => {
  it("changes its place among the others, and stays at the ends", () => {
    expect(moved(["a", "b", "c"], 2, 1)).toEqual(["a", "c", "b"]);
    expect(moved(["a", "b", "c"], 0, -1)).toEqual(["a", "b", "c"]);
    expect(moved(["a", "b", "c"], 2, 3)).toEqual(["a", "b", "c"]);
  });
});
