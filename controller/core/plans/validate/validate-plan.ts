/** Everything that is wrong with a plan at once, each problem at its place in the document. */
import { planningSite, type Site } from "../../fleet/configure.ts";
import type { InventoryIndex } from "../../inventory/index.ts";
import type { Inventory } from "../../inventory/model.ts";
import { thingIdPattern } from "../../inventory/model.ts";
import { inUse } from "../../inventory/snapshot.ts";
import { runSteps, type Steps } from "../../steps.ts";
import { compilePlanSteps } from "../compile/compile-plans.ts";
import { windowAt } from "../compile/night-table.ts";
import type { Plan } from "../plan.ts";
import { judgeAssignments, judgeFollowers } from "./judge-assignments.ts";
import { judgeBelowFloor } from "./judge-below-floor.ts";
import { judgeCalendar, judgeHolidays, judgeReach } from "./judge-calendars.ts";
import { judgeCampaign, judgeCurfew, judgeFloors, judgeLimit } from "./judge-limits.ts";
import { createPlaces } from "./judge-places.ts";
import { judgeProgram } from "./judge-programs.ts";
import { judgeSize } from "./judge-size.ts";
import { createReport, isBroken, type PlanProblem, type Report } from "./problem.ts";

export interface ValidateContext {
  readonly inventory: Inventory;
  readonly index: InventoryIndex;
  /** The other plans in force; an older revision of this plan among them is left aside. */
  readonly others: readonly Plan[];
  readonly site: Site;
  /** EpochMs */
  readonly now: number;
}

/** Everything at once. */
export function validatePlan(plan: Plan, context: ValidateContext): PlanProblem[] {
  return runSteps(validatePlanSteps(plan, context));
}

/**
 * The same in small steps, for a shell that has other things to do in between.
 * @returns problems in the order of the document; only those of severity `error` keep it from being deployed.
 */
export function* validatePlanSteps(plan: Plan, context: ValidateContext): Steps<PlanProblem[]> {
  const { inventory, index, others, site, now } = context;
  const { problems, report } = createReport();
  const places = createPlaces(plan, inventory, index);
  judgeNames(plan, report);
  if (inUse(inventory, "area", plan.areaId) === undefined) {
    report("areaId", "unknownThing", { sort: "area", id: plan.areaId });
  }
  for (const [n, program] of plan.programs.entries()) judgeProgram(program, `programs[${n}]`, report);
  for (const [n, calendar] of plan.calendars.entries()) judgeCalendar(calendar, `calendars[${n}]`, plan, report);
  for (const [n, set] of plan.holidaySets.entries()) judgeHolidays(set, `holidaySets[${n}]`, plan, report);
  judgeReach(plan, windowAt(planningSite(site).offsets, now), problems, report);
  judgeAssignments(plan, places, report);
  const namesHold = !problems.some(({ severity, path }) => severity === "error" && path.startsWith("assignments"));
  yield;
  if (namesHold) judgeFollowers(plan, others, inventory, index, report);
  yield;
  judgeFloors(plan, places, report);
  for (const [n, curfew] of plan.curfews.entries()) judgeCurfew(curfew, `curfews[${n}]`, places, report);
  for (const [n, campaign] of plan.campaigns.entries()) judgeCampaign(campaign, `campaigns[${n}]`, places, report);
  for (const [n, limit] of plan.limits.entries()) judgeLimit(limit, `limits[${n}]`, places, report);
  if (problems.some(isBroken)) return problems;
  const plans = [plan, ...others.filter(({ id }) => id !== plan.id)];
  const compiled = yield* compilePlanSteps({ plans, inventory, index, site: planningSite(site), now });
  yield* judgeSize(plan, compiled, context, report);
  yield* judgeBelowFloor(plan, compiled, context, report);
  return problems;
}

function judgeNames(plan: Plan, report: Report): void {
  const lists = {
    programs: plan.programs,
    calendars: plan.calendars,
    holidaySets: plan.holidaySets,
    roadFloors: plan.roadFloors,
    curfews: plan.curfews,
    campaigns: plan.campaigns,
    limits: plan.limits,
  };
  judgeName(plan, "", report);
  for (const [list, parts] of Object.entries(lists)) judgeIds(parts, list, report);
  judgeIds(plan.assignments, "assignments", report);
  for (const [n, { rules }] of plan.calendars.entries()) judgeIds(rules, `calendars[${n}].rules`, report);
}

function judgeIds(parts: readonly { id: string; name?: string }[], list: string, report: Report): void {
  const seen = new Map<string, number>();
  for (const [n, part] of parts.entries()) {
    const { id } = part;
    judgeName(part, `${list}[${n}].`, report);
    const other = seen.get(id);
    if (other === undefined) seen.set(id, n);
    else report(`${list}[${n}].id`, "doubledId", { id, other: `${list}[${other}]` });
  }
}

function judgeName({ id, name }: { id: string; name?: string }, path: string, report: Report): void {
  if (!thingIdPattern.test(id)) report(`${path}id`, "badId", { id });
  if (name !== undefined && (name.trim() === "" || name.length > 200)) report(`${path}name`, "badName");
}
