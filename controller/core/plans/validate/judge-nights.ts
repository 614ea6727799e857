/** What can be wrong with the nights a rule, a holiday or a campaign names. */
import { dayOf, exists } from "../days.ts";
import type { FullDate, NightSelector, Plan, PlanDate } from "../plan.ts";
import { isWholeWithin } from "./judge-programs.ts";
import type { Report } from "./problem.ts";

export function judgeNights(selector: NightSelector, path: string, plan: Plan, report: Report): void {
  switch (selector.by) {
    case "date":
      judgeDate(selector.date, `${path}.date`, report);
      return;
    case "range":
      judgeRange(selector.from, selector.to, path, report);
      return;
    case "weekday":
      judgeWeekdays(selector.weekdays, `${path}.weekdays`, report);
      return;
    case "nthWeekday":
      judgeWeekdays([selector.weekday], `${path}.weekday`, report);
      if (selector.nth !== "last" && !isWholeWithin(selector.nth, 1, 5)) report(`${path}.nth`, "badNth");
      if (selector.months?.length === 0) report(`${path}.months`, "noNights");
      for (const [n, month] of (selector.months ?? []).entries()) judgeMonth(month, `${path}.months[${n}]`, report);
      return;
    case "holidays":
      if (!plan.holidaySets.some(({ id }) => id === selector.holidaySetId)) {
        report(`${path}.holidaySetId`, "unknownHolidaySet", { id: selector.holidaySetId });
      }
      return;
    case "lunar": {
      const { month, day, daysBefore, daysAfter } = selector;
      if (month !== undefined) judgeMonth(month, `${path}.month`, report);
      if (day !== "last" && !isWholeWithin(day, 1, 30)) report(`${path}.day`, "badLunarDay", { value: day });
      if (day === 30) report(`${path}.day`, "lunarThirtieth");
      for (const [name, value] of Object.entries({ daysBefore, daysAfter })) {
        if (value !== undefined && !isWholeWithin(value, 0, 30)) report(`${path}.${name}`, "badSpread", { value });
      }
      return;
    }
    default:
      selector satisfies never;
  }
}

function judgeMonth(month: number, path: string, report: Report): void {
  if (!isWholeWithin(month, 1, 12)) report(path, "badMonth", { value: month });
}

function judgeWeekdays(weekdays: readonly number[], path: string, report: Report): void {
  if (weekdays.length === 0 || !weekdays.every((weekday) => isWholeWithin(weekday, 1, 7))) report(path, "badWeekday");
}

/** @returns whether it is a date. */
function judgeDate(date: PlanDate, path: string, report: Report): boolean {
  if (!exists(date)) {
    report(path, "dateNotReal", { date: writeDate(date) });
    return false;
  }
  if (date.year !== undefined && !isWholeWithin(date.year, 2020, 2199)) {
    report(path, "yearOutOfRange", { year: date.year });
    return false;
  }
  if (date.year === undefined && date.month === 2 && date.day === 29) report(path, "leapDay");
  return true;
}

function judgeRange(from: PlanDate, to: PlanDate, path: string, report: Report): void {
  const known = [judgeDate(from, `${path}.from`, report), judgeDate(to, `${path}.to`, report)];
  if ((from.year === undefined) !== (to.year === undefined)) report(path, "yearMissing");
  else if (from.year !== undefined && known.every(Boolean)) judgeOrder(from as FullDate, to as FullDate, path, report);
}

/** First and last night of something dated. */
export function judgePeriod(from: FullDate, to: FullDate, path: string, report: Report): void {
  const known = [judgeDate(from, `${path}.from`, report), judgeDate(to, `${path}.to`, report)];
  if (from.year === undefined || to.year === undefined) report(path, "yearMissing");
  else if (known.every(Boolean)) judgeOrder(from, to, path, report);
}

function judgeOrder(from: FullDate, to: FullDate, path: string, report: Report): void {
  if (dayOf(from) > dayOf(to)) report(path, "datesBackwards", { from: writeDate(from), to: writeDate(to) });
}

/** dd/MM/yyyy */
function writeDate({ year, month, day }: PlanDate): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return [two(day), two(month), ...(year === undefined ? [] : [year])].join("/");
}
