/** The states a plan goes through: drafts that change, and revisions in force that never do. */
import type { Plan } from "./plan.ts";

/** Who did something to a plan, when and why. */
export interface PlanAct {
  /** EpochMs */
  readonly at: number;
  readonly personId: string;
  readonly personName: string;
  readonly why: string;
  /** Số văn bản. */
  readonly documentNumber?: string;
}

/**
 * One state of a plan. A draft changes under its `version` until it is deployed; from then on it never changes. The
 * revision in force at an instant is the one deployed last before it; to return to an old one deploys its copy.
 */
export interface PlanRevision {
  readonly plan: Plan;
  /** From 1, growing by one. */
  readonly revision: number;
  /** The revision it was copied from; absent: written from nothing. */
  readonly basedOn?: number;
  /** Grows with each saving; a writer names the one it read. */
  readonly version: number;
  /** Last saving. */
  readonly saved: PlanAct;
  /** Absent: a draft. */
  readonly deployed?: PlanAct;
}

/** @returns the revision in force at `at`, of one plan's revisions in any order; undefined before the first. */
export function revisionAt(revisions: readonly PlanRevision[], at: number): PlanRevision | undefined {
  let found: PlanRevision | undefined;
  for (const revision of revisions) {
    const since = revision.deployed?.at;
    if (since === undefined || since > at) continue;
    const latest = found?.deployed?.at ?? -Infinity;
    if (since > latest || (since === latest && revision.revision > found!.revision)) found = revision;
  }
  return found;
}

/** A revision in force, as answers name it. */
export interface RevisionName {
  readonly planId: string;
  readonly revision: number;
  /** EpochMs since when it is in force. */
  readonly deployedAt: number;
  readonly personName: string;
}

/** @returns undefined where none of them is a deployed revision of the plan. */
export function revisionName(revisions: readonly PlanRevision[], planId: string): RevisionName | undefined {
  const found = revisions.find(({ plan }) => plan.id === planId);
  if (found?.deployed === undefined) return undefined;
  const { at, personName } = found.deployed;
  return { planId, revision: found.revision, deployedAt: at, personName };
}
