/** What the lists of a plan are called. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { PartList } from "./plan.ts";

export const listNames: Readonly<Record<PartList | "plan", MessageDescriptor>> = {
  plan: msg`Name of the plan`,
  programs: msg`Program`,
  calendars: msg`Calendar`,
  holidaySets: msg`Holidays`,
  assignments: msg`Assignment`,
  roadFloors: msg`Road floor`,
  curfews: msg`Curfew`,
  campaigns: msg`Campaign`,
  limits: msg`Limit`,
};
