/** The programs a calendar uses, the ordinary one first, the others as its rules name them. */
import type { Calendar } from "../plan.ts";

export function programIdsOf({ defaultProgramId, rules }: Calendar): string[] {
  return [
    ...new Set([...(defaultProgramId === undefined ? [] : [defaultProgramId]), ...rules.map((rule) => rule.programId)]),
  ];
}

/** @returns the program of a night that this rule decides, or none; undefined: nothing says. */
export function programOf({ rules, defaultProgramId }: Calendar, ruleId: string | undefined): string | undefined {
  return ruleId === undefined ? defaultProgramId : rules.find(({ id }) => id === ruleId)?.programId;
}
