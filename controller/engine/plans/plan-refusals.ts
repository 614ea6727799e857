/** How people are told that a plan is not, or no longer, what they think. */
import type { PlanRevision } from "../../core/plans/plan-revision.ts";
import { ControllerError } from "../../errors.ts";

export function unknown(planId: string): ControllerError {
  return new ControllerError("plans/unknown", `There is no plan ${planId}.`, { params: { id: planId } });
}

export function noDraft(planId: string, message: string): ControllerError {
  return new ControllerError("plans/no-draft", message, { params: { id: planId } });
}

/** @param draft as somebody else saved it. */
export function changedBy({ plan, saved, version }: PlanRevision, writeTime: (at: number) => string): ControllerError {
  const at = writeTime(saved.at);
  return new ControllerError(
    "plans/changed-meanwhile",
    `${saved.personName} saved this draft at ${at}. Read it again and make your change there.`,
    { params: { id: plan.id, person: saved.personName, at, savedAt: saved.at, version } },
  );
}
