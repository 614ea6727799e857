/** Months as rows of weeks, Monday first, and what stands beside their days. Days since 1970-01-01. */
import { dateOf, dayOf, weekdayOf } from "./civil-day.ts";

export interface Month {
  readonly year: number;
  /** 1…12 */
  readonly month: number;
}

/** @returns weeks of seven; undefined where a week reaches into another month. */
export function weeksOf({ year, month }: Month): (number | undefined)[][] {
  const first = dayOf({ year, month, day: 1 });
  const length = dayOf({ ...monthAfter({ year, month }, 1), day: 1 }) - first;
  const lead = weekdayOf(first) - 1;
  const weeks = Math.ceil((lead + length) / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, n) => {
      const ofMonth = week * 7 + n - lead;
      return ofMonth >= 0 && ofMonth < length ? first + ofMonth : undefined;
    }),
  );
}

export function monthAfter({ year, month }: Month, months: number): Month {
  const index = year * 12 + month - 1 + months;
  return { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 };
}

export function monthOf(day: number): Month {
  const { year, month } = dateOf(day);
  return { year, month };
}

/** "1/9" on the first of a lunar month, leap ones marked; its day number on all others. */
export function lunarLabel({ day, month, leap }: { day: number; month: number; leap: boolean }): string {
  return day === 1 ? `1/${month}${leap ? "n" : ""}` : String(day);
}
