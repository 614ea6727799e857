/** New selectors of nights, and what they look like in a form: kinds people choose among. */
import type { NightSelector } from "../plan.ts";

export type SelectorKind = NightSelector["by"];
export type Of<K extends SelectorKind> = Extract<NightSelector, { by: K }>;

export const selectorKinds: readonly SelectorKind[] = ["date", "range", "weekday", "nthWeekday", "lunar", "holidays"];

/** Kinds a holiday of a set can be. */
export const holidayKinds: readonly SelectorKind[] = ["date", "range", "nthWeekday", "lunar"];

/** @returns undefined where there is nothing to choose: no holiday set yet. */
export function newSelector(kind: SelectorKind, holidaySetId: string | undefined): NightSelector | undefined {
  switch (kind) {
    case "date":
      return { by: "date", date: { month: 1, day: 1 } };
    case "range":
      return { by: "range", from: { month: 4, day: 30 }, to: { month: 5, day: 1 } };
    case "weekday":
      return { by: "weekday", weekdays: [5, 6] };
    case "nthWeekday":
      return { by: "nthWeekday", weekday: 6, nth: "last" };
    case "lunar":
      return { by: "lunar", day: 15 };
    case "holidays":
      return holidaySetId === undefined ? undefined : { by: "holidays", holidaySetId };
    default:
      return kind satisfies never;
  }
}

/** @returns a weekday in these months, in their order; in none or all of them it is written without any. */
export function inMonths({ months: _, ...weekday }: Of<"nthWeekday">, months: readonly number[]): Of<"nthWeekday"> {
  const isEvery = months.length === 0 || months.length === 12;
  return isEvery ? weekday : { ...weekday, months: months.toSorted((a, b) => a - b) };
}
