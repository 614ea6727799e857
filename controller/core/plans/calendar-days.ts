/** The nights of a calendar one by one, as people look at them while they write it: lunar date, holidays, which rule wins. */

import { nightsOf } from "./compile/select-nights.ts";
import { type DayRange, dateOf, dayOf } from "./days.ts";
import { type LunarDate, lunarYear } from "./lunar/lunar.ts";
import type { CalendarRule, FullDate, HolidaySet, NightSelector } from "./plan.ts";

export interface CalendarNight {
  /** Date on which it begins. */
  readonly night: FullDate;
  readonly lunar: LunarDate;
  /** Names of the holidays of the sets that begin it or lie on it. */
  readonly holidays: readonly string[];
  /** Positions of the rules that select it, the one that wins first; none: the default program. */
  readonly rules: readonly number[];
}

/** @param first the first night @param count how many */
export function calendarNights(
  rules: readonly Pick<CalendarRule, "nights">[],
  sets: readonly HolidaySet[],
  first: FullDate,
  count: number,
): CalendarNight[] {
  const begin = dayOf(first);
  const window: DayRange = [begin, begin + count - 1];
  const nights = lunarDates(window).map((lunar, n) => ({
    night: dateOf(begin + n),
    lunar,
    holidays: [] as string[],
    rules: [] as number[],
  }));
  const mark = (selectors: readonly NightSelector[], take: (night: (typeof nights)[number]) => void) => {
    const selected = new Set<number>();
    for (const selector of selectors) {
      for (const [from, to] of nightsOf(selector, sets, window))
        for (let day = from; day <= to; day++) selected.add(day);
    }
    for (const day of selected) take(nights[day - begin]!);
  };
  for (const [position, rule] of rules.entries()) mark(rule.nights, (night) => night.rules.push(position));
  for (const { holidays } of sets)
    for (const { name, on } of holidays) mark([on], (night) => night.holidays.push(name));
  return nights;
}

/** Lunar dates of all days of a span, without looking up the year for each. */
function lunarDates([first, last]: DayRange): LunarDate[] {
  const [from, to] = [dateOf(first).year - 1, dateOf(last).year];
  const months = Array.from({ length: to - from + 1 }, (_, n) => lunarYear(from + n)).flat();
  return months.flatMap(({ year, month, leap, first: begin, length }) =>
    Array.from({ length }, (_, n) => n)
      .filter((n) => begin + n >= first && begin + n <= last)
      .map((n) => ({ year, month, leap, day: n + 1, monthLength: length })),
  );
}

/** How many selectors a calendar has, each holiday of a set counted: what its nights cost to find. */
export function selectorCount(rules: readonly Pick<CalendarRule, "nights">[], sets: readonly HolidaySet[]): number {
  const size = new Map(sets.map(({ id, holidays }) => [id, holidays.length]));
  const ofSelector = (selector: NightSelector) =>
    selector.by === "holidays" ? (size.get(selector.holidaySetId) ?? 0) : 1;
  const ofRules = rules.flatMap(({ nights }) => nights).reduce((sum, selector) => sum + ofSelector(selector), 0);
  return ofRules + sets.reduce((sum, { holidays }) => sum + holidays.length, 0);
}
