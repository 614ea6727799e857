/** Which nights a selector means: as days for a window of time, and as a rule of the wire that needs no window. */
import type { Rule } from "#protocol/wire/calendar.ts";
import { type DayRange, dateOf, dayOf, daysInMonth, exists, intersectRanges, mergeRanges, weekdayOf } from "../days.ts";
import { lunarYear } from "../lunar/lunar.ts";
import type { HolidaySet, LunarSelector, NightSelector, PlanDate } from "../plan.ts";

type Sets = readonly HolidaySet[];

/** Nights of `window` that the selector means, ascending. Dates that do not exist mean none. */
export function nightsOf(selector: NightSelector, sets: Sets, window: DayRange): [number, number][] {
  return intersectRanges(mergeRanges(rangesOf(selector, sets, window)), [window]);
}

function rangesOf(selector: NightSelector, sets: Sets, window: DayRange): DayRange[] {
  switch (selector.by) {
    case "date":
      return datedRanges(selector.date, selector.date, window);
    case "range":
      return datedRanges(selector.from, selector.to, window);
    case "weekday":
      return daysWhere(window, (day) => selector.weekdays.includes(weekdayOf(day)));
    case "nthWeekday": {
      const { weekday, nth, months } = selector;
      return daysWhere(window, (day) => {
        const date = dateOf(day);
        if (weekdayOf(day) !== weekday || months?.includes(date.month) === false) return false;
        return nth === "last" ? date.day + 7 > daysInMonth(date.month, date.year) : Math.ceil(date.day / 7) === nth;
      });
    }
    case "holidays": {
      const set = sets.find(({ id }) => id === selector.holidaySetId);
      return (set?.holidays ?? []).flatMap(({ on }) => rangesOf(on, [], window));
    }
    case "lunar":
      return lunarRanges(selector, window);
    default:
      return selector satisfies never;
  }
}

function datedRanges(from: PlanDate, to: PlanDate, window: DayRange): DayRange[] {
  const first = from.year ?? dateOf(window[0]).year - 1;
  const last = from.year ?? dateOf(window[1]).year;
  const ranges: DayRange[] = [];
  for (let year = first; year <= last; year++) {
    const passesNewYear = to.year === undefined && monthAndDay(to) < monthAndDay(from);
    const begin = dayWithin(from, year, "after");
    const end = dayWithin(to, to.year ?? (passesNewYear ? year + 1 : year), "before");
    if (begin !== undefined && end !== undefined && begin <= end) ranges.push([begin, end]);
  }
  return ranges;
}

/** A bound on 29 February, in a year without one, moves inward. */
function dayWithin({ month, day }: PlanDate, year: number, side: "after" | "before"): number | undefined {
  if (exists({ year, month, day })) return dayOf({ year, month, day });
  if (!exists({ month, day })) return undefined;
  return side === "after" ? dayOf({ year, month: 3, day: 1 }) : dayOf({ year, month: 2, day: 28 });
}

export const monthAndDay = ({ month, day }: PlanDate) => month * 100 + day;

function daysWhere([first, last]: DayRange, isMeant: (day: number) => boolean): DayRange[] {
  const days: DayRange[] = [];
  for (let day = first; day <= last; day++) if (isMeant(day)) days.push([day, day]);
  return days;
}

function lunarRanges(selector: LunarSelector, [first, last]: DayRange): DayRange[] {
  const { month, day, leap, daysBefore = 0, daysAfter = 0 } = selector;
  const ranges: DayRange[] = [];
  // a lunar year reaches into the next Gregorian one, and days before and after reach over both ends
  for (let year = dateOf(first).year - 1; year <= dateOf(last).year + 1; year++) {
    for (const each of lunarYear(year)) {
      if (!isMonthMeant(each, month, leap)) continue;
      const at = each.first + (day === "last" ? each.length : Math.min(day, each.length)) - 1;
      ranges.push([at - daysBefore, at + daysAfter]);
    }
  }
  return ranges;
}

function isMonthMeant(
  each: { month: number; leap: boolean },
  month: number | undefined,
  leap: LunarSelector["leap"],
): boolean {
  if (month === undefined) return leap !== "only" || each.leap;
  return each.month === month && (each.leap ? leap !== undefined : leap !== "only");
}

/** A rule of the wire without its program. */
export type RuleNights = Omit<Rule, "program">;

/**
 * Rules that together mean the nights of all selectors: one for each weekday selector, one for days of every year, one
 * for days found in the window. Only the last has to be made anew when time goes on.
 */
export function rulesFor(selectors: readonly NightSelector[], sets: Sets, window: DayRange): RuleNights[] {
  const rules: RuleNights[] = [];
  const yearly: [number, number][] = [];
  const dated: DayRange[] = [];
  const take = (selector: NightSelector): void => {
    switch (selector.by) {
      case "date":
        takeRange(selector.date, selector.date, selector);
        return;
      case "range":
        takeRange(selector.from, selector.to, selector);
        return;
      case "weekday":
        rules.push({ weekdays: ascending(selector.weekdays) });
        return;
      case "nthWeekday": {
        const { weekday, nth, months } = selector;
        const within = months && { yearly: mergeMonths(months) };
        rules.push({ ...within, weekdays: [weekday], occurrences: [nth === "last" ? -1 : nth] });
        return;
      }
      case "holidays":
        for (const { on } of sets.find(({ id }) => id === selector.holidaySetId)?.holidays ?? []) take(on);
        return;
      case "lunar":
        dated.push(...nightsOf(selector, sets, window));
        return;
      default:
        selector satisfies never;
    }
  };
  const takeRange = (from: PlanDate, to: PlanDate, selector: NightSelector) => {
    if (from.year === undefined) yearly.push([monthAndDay(from), monthAndDay(to)]);
    else dated.push(...nightsOf(selector, sets, window));
  };
  for (const selector of selectors) take(selector);
  if (yearly.length > 0) rules.push({ yearly: yearly.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]) });
  if (dated.length > 0) rules.push({ nights: mergeRanges(dated) });
  return rules;
}

const ascending = <T extends number>(numbers: readonly T[]): T[] => [...new Set(numbers)].sort((a, b) => a - b);

/** Months as ranges of days of the year. */
function mergeMonths(months: readonly number[]): [number, number][] {
  return ascending(months).map((month) => [month * 100 + 1, month * 100 + daysInMonth(month)]);
}
