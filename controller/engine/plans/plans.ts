/** Plans as people work on them: drafts, their problems and differences, and the revision that is deployed or returned to. */
import type { Clock } from "../../clock.ts";
import type { Area } from "../../core/inventory/model.ts";
import { mayIn, type Person } from "../../core/people/model.ts";
import { signRequests } from "../../core/plans/approval.ts";
import type { Deployment } from "../../core/plans/deployment.ts";
import { emptyPlan, type Plan } from "../../core/plans/plan.ts";
import { type PlanAct, type PlanRevision, revisionAt } from "../../core/plans/plan-revision.ts";
import type { PlanStore } from "../../core/plans/ports.ts";
import type { PlanProblem } from "../../core/plans/validate/problem.ts";
import { placesOf } from "../../core/plans/validate/problem-places.ts";
import { ControllerError } from "../../errors.ts";
import type { Deployments } from "./deployments.ts";
import { changedBy, noDraft, unknown } from "./plan-refusals.ts";

export interface PlansDeps {
  readonly clock: Clock;
  readonly store: PlanStore;
  readonly deployments: Pick<Deployments, "deploy" | "stop" | "resume">;
  readonly areas: () => ReadonlyMap<string, Area>;
  /** Everything that is wrong with a plan beside the others in force. */
  readonly problemsOf: (plan: Plan, others: readonly Plan[]) => Promise<readonly PlanProblem[]>;
  /** Writes an instant as people of the site read it. */
  readonly writeTime: (at: number) => string;
}

/** Why a person does it, as he says. */
export type Reason = Pick<PlanAct, "why" | "documentNumber">;

/** One plan as it stands. */
export interface PlanState {
  readonly id: string;
  /** Absent before the first deployment. */
  readonly inForce?: PlanRevision;
  readonly draft?: PlanRevision;
}

export interface Plans {
  list(): Promise<PlanState[]>;
  /** @throws ControllerError `plans/unknown`. */
  find(planId: string): Promise<PlanState>;
  /** Newest first. */
  revisions(planId: string): Promise<PlanRevision[]>;
  /** @throws ControllerError `plans/unknown`. */
  revision(planId: string, revision: number): Promise<PlanRevision>;
  /** A plan that did not exist, as an empty draft. @throws ControllerError `plans/taken`, `people/outside-area`. */
  create(person: Person, plan: Pick<Plan, "id" | "name" | "areaId">, reason: Reason): Promise<PlanRevision>;
  /** A draft from a copy, of the revision in force unless another is named. */
  begin(person: Person, planId: string, reason: Reason, basedOn?: number): Promise<PlanRevision>;
  /**
   * Writes a draft over the version the person read.
   * @throws ControllerError `plans/changed-meanwhile` with who and when, `plans/no-draft`, `people/outside-area`.
   */
  save(person: Person, plan: Plan, readVersion: number, reason: Reason): Promise<PlanRevision>;
  discard(person: Person, planId: string, readVersion: number): Promise<void>;
  /** Errors and notes, each at its place in the document. */
  problemsOf(plan: Plan): Promise<readonly PlanProblem[]>;
  /** @throws ControllerError `plans/invalid` with every problem; nothing has happened then. */
  deploy(person: Person, planId: string, readVersion: number, reason: Reason): Promise<Deployment>;
  /** Deploys the copy of a revision that was in force, of the one before the present unless another is named. */
  goBack(person: Person, planId: string, reason: Reason, to?: number): Promise<Deployment>;
  /** Devices not yet told keep what they have. @throws ControllerError `plans/ended`. */
  stop(person: Person, planId: string, deploymentId: string): Promise<Deployment>;
  /** Lets a stopped one go on. @throws ControllerError `plans/ended`. */
  resume(person: Person, planId: string, deploymentId: string): Promise<Deployment>;
}

export function createPlans(deps: PlansDeps): Plans {
  const { clock, store, deployments } = deps;

  const act = (person: Person, { why, documentNumber }: Reason): PlanAct => ({
    at: clock.now(),
    personId: person.id,
    personName: person.name,
    why,
    ...(documentNumber === undefined ? {} : { documentNumber }),
  });

  async function list(): Promise<PlanState[]> {
    const states = new Map<string, PlanState>();
    for (const revision of await store.current()) {
      const { id } = revision.plan;
      const state = states.get(id) ?? { id };
      states.set(id, revision.deployed === undefined ? { ...state, draft: revision } : { ...state, inForce: revision });
    }
    return [...states.values()];
  }

  async function find(planId: string): Promise<PlanState> {
    const state = (await list()).find(({ id }) => id === planId);
    if (state === undefined) throw unknown(planId);
    return state;
  }

  function checkArea(person: Person, areaId: string): void {
    if (mayIn(person, "plan", areaId, deps.areas())) return;
    const name = deps.areas().get(areaId)?.name ?? areaId;
    throw new ControllerError("people/outside-area", `${person.name} may not plan light in ${name}.`, {
      params: { power: "plan", areaId, area: name },
    });
  }

  async function mayEdit(person: Person, planId: string): Promise<PlanState> {
    const state = await find(planId);
    checkArea(person, planOf(state).areaId);
    return state;
  }

  async function draftOf(person: Person, planId: string, readVersion: number): Promise<PlanRevision> {
    const { draft } = await mayEdit(person, planId);
    if (draft === undefined) throw noDraft(planId, "There is no draft of it; begin one.");
    if (draft.version !== readVersion) throw changedMeanwhile(draft);
    return draft;
  }

  const changedMeanwhile = (draft: PlanRevision) => changedBy(draft, deps.writeTime);

  /** Two writers may have read the same version: the store decides, and the loser is told about the winner. */
  async function lost(planId: string): Promise<ControllerError> {
    const { draft } = await find(planId);
    return draft === undefined ? noDraft(planId, "Somebody else has just deployed it.") : changedMeanwhile(draft);
  }

  async function problemsOf(plan: Plan): Promise<readonly PlanProblem[]> {
    const others = (await store.inForceAt(clock.now())).filter((other) => other.plan.id !== plan.id);
    return deps.problemsOf(
      plan,
      others.map((other) => other.plan),
    );
  }

  async function refuseWrong(plan: Plan): Promise<void> {
    const errors = (await problemsOf(plan)).filter(({ severity }) => severity === "error");
    const places = placesOf(errors, "plan.");
    if (places.length === 0) return;
    throw new ControllerError(
      "plans/invalid",
      `${plan.name} has ${places.length} problems (${places[0]?.path}: ${places[0]?.message}). Nothing was changed.`,
      { places, params: { id: plan.id, count: places.length } },
    );
  }

  async function nextRevision(planId: string): Promise<number> {
    return ((await store.revisions(planId))[0]?.revision ?? 0) + 1;
  }

  return {
    list,
    find,
    revisions: (planId) => store.revisions(planId),
    async revision(planId, revision) {
      const found = (await store.revisions(planId)).find((one) => one.revision === revision);
      if (found === undefined) throw unknown(`${planId}, revision ${revision}`);
      return found;
    },

    async create(person, { id, name, areaId }, reason) {
      if (deps.areas().get(areaId) === undefined) {
        throw new ControllerError("inventory/unknown", `There is no area ${areaId}.`, {
          params: { sort: "area", id: areaId },
        });
      }
      checkArea(person, areaId);
      if ((await store.revisions(id)).length > 0) {
        throw new ControllerError("plans/taken", `There is a plan ${id} already; choose another id.`, {
          params: { id },
        });
      }
      const plan = emptyPlan(id, name, areaId);
      const draft: PlanRevision = { plan, revision: 1, version: 1, saved: act(person, reason) };
      await store.insert(draft);
      return draft;
    },

    async begin(person, planId, reason, basedOn) {
      const { inForce, draft: other } = await mayEdit(person, planId);
      if (other !== undefined) {
        throw new ControllerError("plans/taken", `${other.saved.personName} has a draft of it; go on there.`, {
          params: { id: planId, person: other.saved.personName },
        });
      }
      const all = await store.revisions(planId);
      const source = basedOn === undefined ? inForce : all.find(({ revision }) => revision === basedOn);
      if (source === undefined) throw noDraft(planId, `There is no revision ${basedOn ?? ""} to begin from.`);
      const draft: PlanRevision = {
        plan: source.plan,
        revision: (all[0]?.revision ?? 0) + 1,
        basedOn: source.revision,
        version: 1,
        saved: act(person, reason),
      };
      await store.insert(draft);
      return draft;
    },

    async save(person, plan, readVersion, reason) {
      const draft = await draftOf(person, plan.id, readVersion);
      // who moves a plan elsewhere plans there as well
      checkArea(person, plan.areaId);
      const author = act(person, reason);
      const signed = signRequests(draft.plan, plan, { at: author.at, personId: person.id, personName: person.name });
      const saved: PlanRevision = { ...draft, plan: signed, version: readVersion + 1, saved: author };
      if (!(await store.save(saved, readVersion))) throw await lost(plan.id);
      return saved;
    },

    async discard(person, planId, readVersion) {
      const { revision } = await draftOf(person, planId, readVersion);
      if (!(await store.discard(planId, revision, readVersion))) throw await lost(planId);
    },

    problemsOf,

    async deploy(person, planId, readVersion, reason) {
      const draft = await draftOf(person, planId, readVersion);
      await refuseWrong(draft.plan);
      const revision: PlanRevision = { ...draft, version: readVersion + 1, deployed: act(person, reason) };
      const deployment = await deployments.deploy(revision, person, readVersion);
      if (deployment === undefined) throw await lost(planId);
      return deployment;
    },

    async goBack(person, planId, reason, to) {
      const { inForce, draft } = await mayEdit(person, planId);
      const all = await store.revisions(planId);
      const target = to === undefined ? before(all, inForce) : all.find(({ revision }) => revision === to);
      if (target?.deployed === undefined) throw noDraft(planId, "There is no earlier revision to return to.");
      await refuseWrong(target.plan);
      const deployed = act(person, reason);
      // a draft somebody works on stays, with its number: the copy comes after it
      const revision: PlanRevision = {
        plan: target.plan,
        revision: Math.max(await nextRevision(planId), (draft?.revision ?? 0) + 1),
        basedOn: target.revision,
        version: 1,
        saved: deployed,
        deployed,
      };
      return (await deployments.deploy(revision, person))!;
    },

    async stop(person, planId, deploymentId) {
      await mayEdit(person, planId);
      return deployments.stop(deploymentId, person);
    },

    async resume(person, planId, deploymentId) {
      await mayEdit(person, planId);
      return deployments.resume(deploymentId);
    },
  };
}

const planOf = ({ inForce, draft }: PlanState): Plan => (inForce ?? draft)!.plan;

/** The revision that was in force before the present one; of a copy, before the one it copies. */
function before(all: readonly PlanRevision[], present: PlanRevision | undefined): PlanRevision | undefined {
  return present?.deployed && revisionAt(all, present.deployed.at - 1);
}
