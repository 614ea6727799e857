/** What plans in force ask of the world: revisions for ever, documents by digest, what each device was given. */
import type { DevicePlan } from "../fleet/device-plan.ts";
import type { DayEvent } from "./day-events.ts";
import type { DayRange } from "./days.ts";
import type { Deployment } from "./deployment.ts";
import type { PlanRevision } from "./plan-revision.ts";

/** A document as devices fetch it. */
export interface StoredDocument {
  readonly digest: string;
  readonly bytes: Uint8Array;
  /** EpochMs since when no device is given it any more; absent while one is. */
  readonly unusedSince?: number;
}

export interface PlanStore {
  /** Of every plan its draft and the revision deployed last. */
  current(): Promise<PlanRevision[]>;
  /** All revisions of one plan, newest first. */
  revisions(planId: string): Promise<PlanRevision[]>;
  /** Of every plan the revision in force at that instant (EpochMs); plans that were not deployed yet are absent. */
  inForceAt(at: number): Promise<PlanRevision[]>;
  /** @throws ControllerError `plans/taken` where the revision exists: somebody else began the same draft. */
  insert(draft: PlanRevision): Promise<void>;
  /** Writes a draft over the version read. @returns false where it is no longer that version, or no draft any more. */
  save(draft: PlanRevision, readVersion: number): Promise<boolean>;
  /** Takes a draft away. @returns false as `save` does. */
  discard(planId: string, revision: number, readVersion: number): Promise<boolean>;
  /**
   * The draft becomes the revision in force and its deployment begins, both or neither. A copy of an older revision is
   * no draft: it is written here for the first time (`readVersion` absent).
   * @returns false as `save` does.
   */
  deploy(revision: PlanRevision, deployment: Deployment, readVersion?: number): Promise<boolean>;

  /** Deployments that run, or hold devices back because they were stopped; oldest first. */
  openDeployments(): Promise<Deployment[]>;
  findDeployment(id: string): Promise<Deployment | undefined>;
  /** How a revision went out, whatever became of it. */
  deploymentOf(planId: string, revision: number): Promise<Deployment | undefined>;
  /** Newest first, older than `before` where it is given. */
  deployments(query: { limit: number; before?: string }): Promise<Deployment[]>;
  updateDeployment(deployment: Deployment): Promise<void>;

  devicePlans(): Promise<Map<string, DevicePlan>>;
  /** What devices are given from now on, with the documents that need; one transaction. Undefined: nothing any more. */
  givePlans(plans: ReadonlyMap<string, DevicePlan | undefined>, documents: readonly StoredDocument[]): Promise<void>;

  documents(): Promise<StoredDocument[]>;
  /** @param since EpochMs, or undefined where they are used again. */
  markUnused(digests: readonly string[], since: number | undefined): Promise<void>;
  forgetDocuments(digests: readonly string[]): Promise<void>;
}

/** Something in a file of days that could not be used. */
export interface DayFileProblem {
  /** From 1. */
  readonly line: number;
  readonly message: string;
  readonly messageVi: string;
}

/** Calendars of other programs, iCalendar. */
export interface DayFiles {
  /** @param window days for which recurrences are written out that no rule of ours can say; never throws. */
  read(text: string, window: DayRange): { events: readonly DayEvent[]; problems: readonly DayFileProblem[] };
  /** @param stamp EpochMs of the writing. */
  write(name: string, events: readonly DayEvent[], stamp: number): string;
}
