/** What all routes of plans share: who sees which plan, how it is shown, and how a change of it is written down. */
import type { z } from "zod";
import type { Inventory } from "../core/inventory/model.ts";
import { mayIn, type Person } from "../core/people/model.ts";
import { type Deployment, showDeployment } from "../core/plans/deployment.ts";
import { diffPlans } from "../core/plans/diff-plans.ts";
import type { Plan } from "../core/plans/plan.ts";
import type { PlanRevision } from "../core/plans/plan-revision.ts";
import { planTextsOf } from "../core/plans/validate/problem-texts.ts";
import type { Audit } from "../engine/people/audit.ts";
import type { Deployments } from "../engine/plans/deployments.ts";
import type { PlanApprovals } from "../engine/plans/plan-approvals.ts";
import type { PlanState, Plans } from "../engine/plans/plans.ts";
import { ControllerError } from "../errors.ts";
import type { DeploymentView } from "./deployment-schemas.ts";
import type { Difference, DraftView, PlanSummary, RevisionSummary, RevisionView } from "./plan-revision-schemas.ts";

export interface PlanRoutesDeps {
  readonly plans: Plans;
  readonly approvals: PlanApprovals;
  readonly deployments: Deployments;
  readonly audit: Audit;
  readonly inventory: () => Inventory;
  readonly clock: { now(): number };
}

/** What writing to a plan can be refused with. */
export const writingErrors = [
  "plans/unknown",
  "plans/no-draft",
  "plans/changed-meanwhile",
  "people/outside-area",
] as const;

export const latest = ({ inForce, draft }: PlanState) => (inForce ?? draft)!;

export function isReadable(
  state: PlanState,
  person: Person,
  { inventory }: Pick<PlanRoutesDeps, "inventory">,
): boolean {
  return mayIn(person, "read", latest(state).plan.areaId, inventory().area);
}

/** @throws ControllerError `plans/unknown`, also for a plan of areas that are not the person's. */
export async function readable(id: string, person: Person, deps: PlanRoutesDeps): Promise<PlanState> {
  const state = await deps.plans.find(id);
  if (isReadable(state, person, deps)) return state;
  throw new ControllerError("plans/unknown", `There is no plan ${id}.`, { params: { id } });
}

export function draftOf({ id, draft }: PlanState): PlanRevision {
  if (draft !== undefined) return draft;
  throw new ControllerError("plans/no-draft", "There is no draft of it; begin one.", { params: { id } });
}

export function reasonOf({ why, documentNumber }: { why: string; documentNumber?: string | undefined }) {
  return { why, ...(documentNumber === undefined ? {} : { documentNumber }) };
}

export const viewOf = (revision: PlanRevision) => revision as unknown as z.input<typeof RevisionView>;

export function revisionSummary({ plan, ...rest }: PlanRevision): z.input<typeof RevisionSummary> {
  return { planId: plan.id, ...rest };
}

export function summaryOf(state: PlanState): z.input<typeof PlanSummary> {
  const { id, name, areaId } = latest(state).plan;
  return {
    id,
    name,
    areaId,
    ...(state.inForce === undefined ? {} : { inForce: revisionSummary(state.inForce) }),
    ...(state.draft === undefined ? {} : { draft: revisionSummary(state.draft) }),
  };
}

/** A draft with everything that is wrong with it. */
export async function draftView(
  draft: PlanRevision,
  { plans }: Pick<PlanRoutesDeps, "plans">,
): Promise<z.input<typeof DraftView>> {
  const problems = (await plans.problemsOf(draft.plan)).map((problem) => {
    const { vi, en } = planTextsOf(problem);
    const { path, severity, reason } = problem;
    return { path: `plan.${path}`, severity, reason, message: en, messageVi: vi };
  });
  return { ...viewOf(draft), problems };
}

export function differences(before: Plan | undefined, after: Plan): z.input<typeof Difference>[] {
  return diffPlans(before, after).map(({ fields, ...rest }) => ({
    ...rest,
    ...(fields === undefined ? {} : { fields: [...fields] }),
  }));
}

export async function deploymentView(
  deployment: Deployment,
  { deployments, inventory }: Pick<PlanRoutesDeps, "deployments" | "inventory">,
): Promise<z.input<typeof DeploymentView>> {
  const progress = await deployments.progressOf(deployment);
  return showDeployment(deployment, progress, (id) => inventory().device.get(id)?.name ?? id);
}

/** Writes down who did what to a plan, before the answer goes out. */
export async function tell(
  { audit, clock }: PlanRoutesDeps,
  person: Person,
  action: string,
  { plan, revision, saved }: PlanRevision,
  more: Readonly<Record<string, unknown>> = {},
) {
  await audit.record({
    at: clock.now(),
    personId: person.id,
    personName: person.name,
    action,
    thing: { sort: "plan", id: plan.id },
    areaId: plan.areaId,
    details: { why: saved.why, revision, ...more },
    ...(saved.documentNumber === undefined ? {} : { documentNumber: saved.documentNumber }),
  });
}
