/** The programs a calendar uses, the ordinary one first, the others as its rules name them. */
import type { Calendar } from "../plan.ts";

export function programIdsOf({ defaultProgramId, rules }: Calendar): string[] {
  return [
    ...new Set([...(defaultProgramId === undefined ? [] : [defaultProgramId]), ...rules.map((rule) => rule.programId)]),
  ];
}

/** @returns the program of a night whose first rule is at that position; undefined: nothing says. */
export function programOf(calendar: Calendar, rule: number | undefined): string | undefined {
  return rule === undefined ? calendar.defaultProgramId : calendar.rules[rule]?.programId;
}
