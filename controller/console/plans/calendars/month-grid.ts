/** Months as rows of weeks, Monday first, with what each day is. */
import { dateOf, dayOf, weekdayOf } from "../civil-day.ts";

export interface Month {
  readonly year: number;
  /** 1…12 */
  readonly month: number;
}

/** @returns weeks of seven; undefined where a week reaches into another month. Days since 1970-01-01. */
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

/** A colour for each program of a calendar, by its place: the ordinary one first. Eight, then they come again. */
export const programColours = 8;
export const colourOf = (programIds: readonly string[], id: string | undefined): number | undefined => {
  const place = id === undefined ? -1 : programIds.indexOf(id);
  return place < 0 ? undefined : place % programColours;
};

/** Programs are told apart by a letter too; the ordinary one has none. @param place 1 and up */
export const letterOf = (place: number): string => String.fromCharCode(65 + ((place + 25) % 26));
