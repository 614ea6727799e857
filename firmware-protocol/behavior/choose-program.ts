/** Which program a night has: the first rule that matches the local date on which it begins. */
import type { Calendar, Rule } from "../wire/calendar.ts";

/** A date of the Gregorian calendar as the rules ask for it. */
export interface CivilDate {
  /** Days since 1970-01-01. */
  number: number;
  year: number;
  /** 1 … 12 */
  month: number;
  /** 1 … 31 */
  day: number;
  /** Monday 1 … Sunday 7. */
  weekday: number;
  lastOfMonth: number;
}

/** @returns position of the rule, undefined where none matches; and of the program it leads to. */
export function chooseProgram(calendar: Calendar, date: number): { rule: number | undefined; program: number } {
  const civil = civilDate(date);
  const rule = (calendar.rules ?? []).findIndex((each) => matches(each, civil));
  return rule < 0
    ? { rule: undefined, program: calendar.defaultProgram }
    : { rule, program: calendar.rules![rule]!.program };
}

function matches({ nights, yearly, weekdays, occurrences }: Rule, date: CivilDate): boolean {
  if (nights !== undefined && !nights.some(([first, last]) => first <= date.number && date.number <= last))
    return false;
  if (yearly !== undefined && !yearly.some((range) => isWithinYear(range, date.month * 100 + date.day))) return false;
  if (weekdays !== undefined && !weekdays.includes(date.weekday)) return false;
  return occurrences === undefined || occurrences.some((nth) => isOccurrence(nth, date));
}

/** A range whose first day comes after its last passes the new year. */
function isWithinYear([first, last]: readonly [number, number], day: number): boolean {
  return first <= last ? first <= day && day <= last : first <= day || day <= last;
}

function isOccurrence(nth: number, { day, lastOfMonth }: CivilDate): boolean {
  return nth === -1 ? day + 7 > lastOfMonth : Math.ceil(day / 7) === nth;
}

/** The date of a day number. Integer arithmetic over the 400-year cycle, years counted from March. */
export function civilDate(number: number): CivilDate {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return {
    number,
    year,
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
    weekday: ((number + 3) % 7) + 1,
    lastOfMonth: month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31,
  };
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
