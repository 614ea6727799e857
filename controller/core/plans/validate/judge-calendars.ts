/** What can be wrong with a calendar and its rules, and with a holiday set. */

import { nightsOf } from "../compile/select-nights.ts";
import type { DayRange } from "../days.ts";
import { intersectRanges, mergeRanges, withoutRanges } from "../days.ts";
import type { Calendar, HolidaySet, Plan } from "../plan.ts";
import { judgeNights } from "./judge-nights.ts";
import type { PlanProblem, Report } from "./problem.ts";

export function judgeCalendar(calendar: Calendar, path: string, plan: Plan, report: Report): void {
  const knows = (programId: string) => plan.programs.some(({ id }) => id === programId);
  const { defaultProgramId, rules } = calendar;
  if (defaultProgramId === undefined) report(path, "noDefault");
  else if (!knows(defaultProgramId)) report(`${path}.defaultProgramId`, "unknownProgram", { id: defaultProgramId });
  for (const [n, { nights, programId }] of rules.entries()) {
    const place = `${path}.rules[${n}]`;
    if (!knows(programId)) report(`${place}.programId`, "unknownProgram", { id: programId });
    if (nights.length === 0) report(`${place}.nights`, "noNights");
    for (const [s, selector] of nights.entries()) judgeNights(selector, `${place}.nights[${s}]`, plan, report);
  }
}

export function judgeHolidays({ holidays }: HolidaySet, path: string, plan: Plan, report: Report): void {
  for (const [n, { name, on }] of holidays.entries()) {
    const place = `${path}.holidays[${n}]`;
    if (name.trim() === "" || name.length > 200) report(`${place}.name`, "badName");
    judgeNights(on, `${place}.on`, plan, report);
  }
}

/**
 * Rules all of whose nights in the window belong to rules before them. Asked only of calendars without errors.
 * @param isSound whether nothing at or below a path is wrong.
 */
export function judgeReach(plan: Plan, window: DayRange, problems: readonly PlanProblem[], report: Report): void {
  const wrong = new Set(problems.filter(({ severity }) => severity === "error").map(({ path }) => path));
  const isSound = (path: string) => ![...wrong].some((place) => place.startsWith(path));
  if (!isSound("holidaySets")) return;
  for (const [c, { rules }] of plan.calendars.entries()) {
    if (!isSound(`calendars[${c}]`)) continue;
    let taken: [number, number][] = [];
    for (const [n, { nights }] of rules.entries()) {
      const mine = mergeRanges(nights.flatMap((selector) => nightsOf(selector, plan.holidaySets, window)));
      const free = withoutRanges(window, taken);
      if (mine.length > 0 && intersectRanges(mine, free).length === 0) {
        report(`calendars[${c}].rules[${n}]`, "neverReached", { other: `calendars[${c}].rules[0…${n - 1}]` });
      }
      taken = mergeRanges([...taken, ...mine]);
    }
  }
}
