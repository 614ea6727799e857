/**
 * Days of the Gregorian calendar as numbers, without a clock and without a zone: a night is named by the number of the
 * local date on which it begins, days since 1970-01-01.
 */
import { civilDate } from "#protocol/behavior/choose-program.ts";
import type { FullDate, PlanDate, Weekday } from "./plan.ts";

/** 2020-01-01 and 2199-12-31: what a calendar document can name. */
export const firstDay = 18_262;
export const lastDay = 84_005;

const daysIn400Years = 146_097;
/** Days from 0000-03-01, the first of a cycle that ends with the leap day, to 1970-01-01. */
const epochShift = 719_468;

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days of a month 1…12; without a year February has 29. 0 for a month that does not exist. */
export function daysInMonth(month: number, year?: number): number {
  if (month === 2 && (year === undefined || isLeapYear(year))) return 29;
  return monthLengths[month - 1] ?? 0;
}

/** Whether the date exists, in that year or, without one, in some year. */
export function exists({ year, month, day }: PlanDate): boolean {
  return (
    [month, day, year ?? 0].every(Number.isInteger) &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(month, year)
  );
}

/** Number of a date that exists. */
export function dayOf({ year, month, day }: FullDate): number {
  const shifted = month <= 2 ? year - 1 : year;
  const cycle = Math.floor(shifted / 400);
  const yearOfCycle = shifted - cycle * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100);
  return cycle * daysIn400Years + yearOfCycle * 365 + leapDays + dayOfYear - epochShift;
}

/** Date of a number, reckoned as lamps do. */
export function dateOf(number: number): FullDate {
  const { year, month, day } = civilDate(number);
  return { year, month, day };
}

/** ISO 8601: 1 Monday … 7 Sunday. */
export function weekdayOf(day: number): Weekday {
  return (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** First and last day of a span, both included. */
export type DayRange = readonly [first: number, last: number];

/** Spans in ascending order, those that overlap or follow each other made one. */
export function mergeRanges(ranges: readonly DayRange[]): [number, number][] {
  const merged: [number, number][] = [];
  for (const [first, last] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const open = merged.at(-1);
    if (open !== undefined && first <= open[1] + 1) open[1] = Math.max(open[1], last);
    else merged.push([first, last]);
  }
  return merged;
}

/** Days that lie in both lists of merged spans. */
export function intersectRanges(a: readonly DayRange[], b: readonly DayRange[]): [number, number][] {
  const both = a.flatMap(([first, last]) =>
    b.map(([from, to]): [number, number] => [Math.max(first, from), Math.min(last, to)]),
  );
  return mergeRanges(both.filter(([first, last]) => first <= last));
}

/** Days of `within` that lie in none of the spans. */
export function withoutRanges(within: DayRange, ranges: readonly DayRange[]): [number, number][] {
  const left: [number, number][] = [];
  let next = within[0];
  for (const [first, last] of mergeRanges(ranges)) {
    if (first > next) left.push([next, Math.min(first - 1, within[1])]);
    next = Math.max(next, last + 1);
  }
  if (next <= within[1]) left.push([next, within[1]]);
  return left.filter(([first, last]) => first <= last);
}
