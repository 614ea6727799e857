/**
 * Days with a name, as other programs keep them in their calendars: what holiday sets are made of on import and what
 * holiday sets and plan calendars become on export. No format stands here; `bridges/ical.ts` reads and writes iCalendar.
 */

import { chooseProgram } from "#protocol/behavior/choose-program.ts";
import { compileCalendar } from "./compile/compile-calendar.ts";
import { nightsOf } from "./compile/select-nights.ts";
import { type DayRange, dateOf, dayOf, mergeRanges } from "./days.ts";
import type { Calendar, Holiday, HolidaySet, NightSelector, Plan, Weekday } from "./plan.ts";

export interface DayEvent {
  /** Stable and unique, so that other programs know an event again. */
  readonly uid: string;
  readonly name: string;
  /** First occurrence, both days included. */
  readonly first: number;
  readonly last: number;
  /** How it comes back; absent: not at all. */
  readonly recurs?: Recurrence;
}

/** On the same dates of every year, or on a weekday of some months. */
export type Recurrence =
  | "yearly"
  | { readonly weekday: Weekday; readonly nth: 1 | 2 | 3 | 4 | 5 | "last"; readonly months: readonly number[] };

const everyMonth = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** A holiday set as events. Lunar days have no rule other programs know: they become the dates of the window. */
export function eventsOfHolidays(set: HolidaySet, window: DayRange): DayEvent[] {
  return set.holidays.flatMap(({ name, on }, n) => {
    const uid = `${set.id}-${n}`;
    const occurrences = nightsOf(on, [], window);
    const [first] = occurrences;
    if (first === undefined) return [];
    const recurs = recurrenceOf(on);
    if (recurs !== undefined) return [{ uid, name, first: first[0], last: first[1], recurs }];
    return occurrences.map((range) => ({ uid: `${uid}-${range[0]}`, name, first: range[0], last: range[1] }));
  });
}

function recurrenceOf(on: Holiday["on"]): Recurrence | undefined {
  switch (on.by) {
    case "date":
      return on.date.year === undefined ? "yearly" : undefined;
    case "range":
      return on.from.year === undefined ? "yearly" : undefined;
    case "nthWeekday":
      return { weekday: on.weekday, nth: on.nth, months: on.months ?? everyMonth };
    case "lunar":
      return undefined;
    default:
      return on satisfies never;
  }
}

/** Events as holidays, in their order. */
export function holidaysOf(events: readonly DayEvent[]): Holiday[] {
  return events.map(({ name, first, last, recurs }) => ({ name, on: selectorOf(dateOf(first), dateOf(last), recurs) }));
}

type Dated = ReturnType<typeof dateOf>;

function selectorOf(from: Dated, to: Dated, recurs: Recurrence | undefined): Holiday["on"] {
  if (recurs !== undefined && recurs !== "yearly") {
    const { weekday, nth, months } = recurs;
    const selector = { by: "nthWeekday", weekday, nth } as const satisfies NightSelector;
    return months.length === 12 ? selector : { ...selector, months };
  }
  const written = ({ year, month, day }: Dated) => (recurs === "yearly" ? { month, day } : { year, month, day });
  const one = dayOf(from) === dayOf(to);
  return one ? { by: "date", date: written(from) } : { by: "range", from: written(from), to: written(to) };
}

/** The nights of a calendar that have a program of their own, each run of them as one event named after rule and program. */
export function eventsOfCalendar(plan: Plan, calendar: Calendar, window: DayRange): DayEvent[] {
  const { document, rules } = compileCalendar(plan, calendar, window);
  const nights = new Map<string, DayRange[]>();
  for (let day = window[0]; day <= window[1]; day++) {
    const { rule } = chooseProgram(document, day);
    const ruleId = rule === undefined ? undefined : rules[rule]?.ruleId;
    if (ruleId !== undefined) nights.set(ruleId, [...(nights.get(ruleId) ?? []), [day, day]]);
  }
  return calendar.rules
    .flatMap(({ id, name, programId }) => {
      const program = plan.programs.find((each) => each.id === programId);
      return mergeRanges(nights.get(id) ?? []).map(([first, last]) => ({
        uid: `${plan.id}-${calendar.id}-${id}-${first}`,
        name: `${name}: ${program?.name ?? programId}`,
        first,
        last,
      }));
    })
    .sort((a, b) => a.first - b.first);
}
