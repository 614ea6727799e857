import { describe, expect, it } from "vitest";
import { landingOf, moved } from "../../../../controller/console/plans/calendars/order.ts";
import { tallyRules } from "../../../../controller/console/plans/calendars/rule-tally.ts";
import { inMonths } from "../../../../controller/console/plans/calendars/selectors.ts";
import type { CalendarNight } from "../../../../controller/console/plans/calendars/use-calendar-nights.ts";

describe("a rule that is moved", () => {
  it("changes its place among the others, and stays at the ends", () => {
    expect(moved(["a", "b", "c"], 2, 1)).toEqual(["a", "c", "b"]);
    expect(moved(["a", "b", "c"], 0, -1)).toEqual(["a", "b", "c"]);
    expect(moved(["a", "b", "c"], 2, 3)).toEqual(["a", "b", "c"]);
  });

  it("lands between the rows where it is let go", () => {
    const middles = [10, 30, 50];
    const dropped = (from: number, height: number) => moved(["a", "b", "c"], from, landingOf(middles, from, height));
    expect(dropped(2, 5)).toEqual(["c", "a", "b"]);
    expect(dropped(2, 29)).toEqual(["a", "c", "b"]);
    expect(dropped(0, 31)).toEqual(["b", "a", "c"]);
    expect(dropped(0, 500)).toEqual(["b", "c", "a"]);
    expect(dropped(1, 30)).toEqual(["a", "b", "c"]);
  });
});

describe("the nights of a calendar", () => {
  const rule = (id: string) => ({ id, name: id, nights: [], programId: "p" });
  const night = (...ruleIds: string[]) => ({ ruleIds, holidays: [] }) as unknown as CalendarNight;

  it("are counted for the rule that wins, and told to those behind it", () => {
    const nights = new Map([
      [7, night("tet", "ram")],
      [8, night("tet")],
      [9, night()],
      [22, night("ram")],
    ]);
    const calendar = { id: "c", name: "c", rules: [rule("tet"), rule("ram"), rule("never")] };
    const { rules, others } = tallyRules(calendar, nights);
    expect(rules.get("tet")).toEqual({ wins: [7, 8], lost: 0 });
    expect(rules.get("ram")).toEqual({ wins: [22], lost: 1 });
    expect(rules.get("never")).toEqual({ wins: [], lost: 0 });
    expect(others).toBe(1);
  });
});

describe("a weekday of some months", () => {
  const saturday = { by: "nthWeekday", weekday: 6, nth: "last" } as const;

  it("names them in their order, and none where it is meant in all", () => {
    expect(inMonths(saturday, [12, 3])).toEqual({ ...saturday, months: [3, 12] });
    expect(inMonths({ ...saturday, months: [3] }, [])).toEqual(saturday);
    expect(inMonths(saturday, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])).toEqual(saturday);
  });
});
