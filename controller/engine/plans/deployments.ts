/**
 * Brings plans to devices: compiles what is in force and lets every device be given its new calendars exactly once, wave
 * by wave where a person deployed, at once where the city or the date changed.
 */
import { hashId } from "#protocol/behavior/random.ts";
import type { Clock } from "../../clock.ts";
import type { Person } from "../../core/people/model.ts";
import { type Deployment, type DeploymentProgress, nextStep, nextWaveEnd } from "../../core/plans/deployment.ts";
import type { LampPlan } from "../../core/plans/lamp-plan.ts";
import type { Plan } from "../../core/plans/plan.ts";
import type { PlanRevision } from "../../core/plans/plan-revision.ts";
import type { PlanStore } from "../../core/plans/ports.ts";
import type { Steps } from "../../core/steps.ts";
import { ControllerError } from "../../errors.ts";
import type { Log } from "../../log.ts";
import type { Fleet } from "../fleet/fleet.ts";
import type { InSlices } from "../in-slices.ts";
import { createOneAtATime } from "../one-at-a-time.ts";
import { createProgressKeeper, type DeploymentProgressDeps, type StandingFleet } from "./deployment-progress.ts";
import type { Compiled, GivenPlans } from "./given-plans.ts";

export interface DeploymentsDeps {
  readonly clock: Clock;
  readonly store: PlanStore;
  readonly given: GivenPlans;
  readonly inSlices: InSlices;
  /** What these plans come to now; the same for the same city until the window of nights moves on. */
  readonly compile: (plans: readonly Plan[]) => Steps<Compiled>;
  /** Told whenever a deployment that is under way has got further. */
  readonly onProgress: DeploymentProgressDeps["onProgress"];
  /** Told once a deployment ended or stopped without a person who did it, and is stored so. */
  readonly onEnded: () => void;
  readonly newId: () => string;
  readonly log: Log;
}

export interface Deployments {
  /** Connects it to the fleet that is told, and gives what changed while nobody was here; once. */
  attach(fleet: DeploymentFleet): Promise<void>;
  /** What the plans in force come to for a lamp. */
  lampPlan(lampId: string): LampPlan | undefined;
  /** The revision is stored as deployed and goes out. @returns undefined where the draft was changed meanwhile. */
  deploy(revision: PlanRevision, person: Person, readVersion?: number): Promise<Deployment | undefined>;
  /** Devices not yet told stay with what they have. @throws ControllerError `plans/ended`. */
  stop(id: string, person: Person): Promise<Deployment>;
  /** It goes on, bearing with those that cannot use it by now. @throws ControllerError `plans/ended`. */
  resume(id: string): Promise<Deployment>;
  /** The city or the date changed: devices whose calendars really differ are told. */
  renew(): Promise<void>;
  /** The same a moment later, once for many changes in a row. */
  renewSoon(): void;
  /** What a device reported may let the next wave begin. */
  deviceChanged(device: string): void;
  /** Revisions in force now. */
  inForce(): readonly PlanRevision[];
  find(id: string): Promise<Deployment | undefined>;
  list(query: { limit: number; before?: string }): Promise<Deployment[]>;
  /** Where its devices stand now; of one that a newer revision took over from, where they stood then. */
  progressOf(deployment: Deployment): Promise<DeploymentProgress>;
  close(): Promise<void>;
}

export type DeploymentFleet = StandingFleet & Pick<Fleet, "touch">;

/** ms the devices of a wave get to fetch and answer before the next one begins without them. */
const wavePatience = 60_000;
/** ms that changes of the city are gathered: compiling costs 20 ms per thousand lamps. */
const renewAfter = 500;
/** ms that reports are gathered before the next step is decided. */
const stepEvery = 250;

interface OpenDeployment {
  deployment: Deployment;
  /** EpochMs at which the present wave began. */
  waveAt: number;
  cancelTimer: () => void;
}

export async function createDeployments(deps: DeploymentsDeps): Promise<Deployments> {
  const { clock, store, given, inSlices, log } = deps;
  const inForce = new Map(
    (await store.inForceAt(clock.now())).map((revision) => [revision.plan.id, revision] as const),
  );
  const open = new Map((await store.openDeployments()).map((each) => [each.id, opened(each)]));
  /** Two deployments at once would each give what the other is about to change. */
  const oneAtATime = createOneAtATime();
  let fleet: DeploymentFleet | undefined;
  const progress = createProgressKeeper({ inSlices, fleet: () => fleet, onProgress: deps.onProgress });
  let target: Compiled = { documents: new Map(), devices: new Map(), lamps: new Map() };
  let cancelStep: (() => void) | undefined;
  let cancelRenewal: (() => void) | undefined;
  let closed = false;

  function opened(deployment: Deployment): OpenDeployment {
    return { deployment, waveAt: clock.now(), cancelTimer: () => {} };
  }

  /** The city is taken as it is now: what happens to it while this is under way is the next renewal's business. */
  const compile = (revisions: Iterable<PlanRevision>) => inSlices(deps.compile([...revisions].map(({ plan }) => plan)));

  /** Devices whose wave has not begun. */
  function heldBack(): Set<string> {
    return new Set([...open.values()].flatMap(({ deployment }) => deployment.devices.slice(deployment.given)));
  }

  const give = (devices: readonly string[]) => given.give(devices, target, (some) => fleet?.touch(some));

  async function beginWave(entry: OpenDeployment): Promise<void> {
    const { devices, given: before, id } = entry.deployment;
    const end = nextWaveEnd(devices.length, before);
    await give(devices.slice(before, end));
    entry.waveAt = clock.now();
    await change(entry, { given: end });
    entry.cancelTimer();
    entry.cancelTimer = clock.wakeAt(entry.waveAt + wavePatience, stepSoon);
    log.info({ deployment: id, told: end, devices: devices.length }, "a wave of a plan is out");
  }

  async function change(entry: OpenDeployment, said: Partial<Deployment>): Promise<void> {
    entry.deployment = { ...entry.deployment, ...said };
    const { id, state, stoppedBy } = entry.deployment;
    const ends = state === "done" || state === "superseded";
    if (ends) entry.deployment = { ...entry.deployment, progress: await progress.now(entry.deployment) };
    await store.updateDeployment(entry.deployment);
    if (state !== "running") entry.cancelTimer();
    if (ends) open.delete(id);
    if (ends || stoppedBy === "refusals") deps.onEnded();
  }

  function tell({ deployment }: OpenDeployment, reached: DeploymentProgress): void {
    progress.tell(deployment, reached, inForce.get(deployment.planId)?.plan);
  }

  async function step(): Promise<void> {
    for (const entry of [...open.values()]) {
      if (closed) return;
      const reached = await progress.now(entry.deployment);
      tell(entry, reached);
      if (entry.deployment.state !== "running") continue;
      const patient = clock.now() < entry.waveAt + wavePatience;
      switch (nextStep(entry.deployment, reached.counts, patient)) {
        case "nextWave":
          await beginWave(entry);
          stepSoon();
          break;
        case "stop":
          await change(entry, { state: "stopped", stoppedBy: "refusals", stoppedAt: clock.now() });
          log.warn({ deployment: entry.deployment.id }, "a plan is stopped: too many devices cannot use it");
          break;
        case "done":
          await change(entry, { state: "done", endedAt: clock.now() });
          break;
        default:
          continue;
      }
      tell(entry, await progress.now(entry.deployment));
    }
  }

  function stepSoon(): void {
    if (closed) return;
    cancelStep ??= clock.wakeAt(clock.now() + stepEvery, () => {
      cancelStep = undefined;
      oneAtATime(step).catch((error) => log.error(error, "bringing a plan to its devices"));
    });
  }

  async function renew(): Promise<void> {
    target = await compile(inForce.values());
    const later = heldBack();
    const changed = (await inSlices(given.changedBy(target))).filter((device) => !later.has(device));
    if (changed.length === 0) return;
    log.info({ devices: changed.length }, "plans come to something else now; these devices are told");
    await give(changed);
  }

  async function deploy(
    revision: PlanRevision,
    person: Person,
    readVersion: number | undefined,
  ): Promise<Deployment | undefined> {
    const { id: planId } = revision.plan;
    const compiled = await compile(new Map([...inForce, [planId, revision]]).values());
    const changed = await inSlices(given.changedBy(compiled));
    const deployment: Deployment = {
      id: deps.newId(),
      planId,
      revision: revision.revision,
      startedAt: clock.now(),
      personId: person.id,
      personName: person.name,
      state: "running",
      // spread over the city, so that the first wave is not one street
      devices: changed.sort((a, b) => hashId(a) - hashId(b) || (a < b ? -1 : 1)),
      given: 0,
    };
    if (!(await store.deploy(revision, deployment, readVersion))) return undefined;
    for (const entry of [...open.values()]) {
      if (entry.deployment.planId !== planId) continue;
      await change(entry, { state: "superseded", endedAt: clock.now() });
      tell(entry, entry.deployment.progress!);
    }
    inForce.set(planId, revision);
    target = compiled;
    const entry = opened(deployment);
    open.set(deployment.id, entry);
    if (deployment.devices.length > 0) await beginWave(entry);
    tell(entry, await progress.now(entry.deployment));
    stepSoon();
    return entry.deployment;
  }

  /** @throws ControllerError `plans/ended` unless it is in that state. */
  function openIn(state: "running" | "stopped", id: string): OpenDeployment {
    const entry = open.get(id);
    if (entry?.deployment.state === state) return entry;
    const message = state === "running" ? "This deployment has ended already." : "This deployment is not stopped.";
    throw new ControllerError("plans/ended", message, { params: { id } });
  }

  async function stop(id: string, person: Person): Promise<Deployment> {
    const entry = openIn("running", id);
    await change(entry, { state: "stopped", stoppedBy: { personId: person.id, personName: person.name } });
    tell(entry, await progress.now(entry.deployment));
    return entry.deployment;
  }

  async function resume(id: string): Promise<Deployment> {
    const entry = openIn("stopped", id);
    const reached = await progress.now(entry.deployment);
    const { stoppedBy: _, stoppedAt: __, ...rest } = entry.deployment;
    entry.deployment = rest;
    entry.waveAt = clock.now();
    await change(entry, { state: "running", borne: reached.counts.refused });
    tell(entry, reached);
    stepSoon();
    return entry.deployment;
  }

  return {
    async attach(to) {
      fleet = to;
      // devices keep what they were given: no plan is a reason not to start
      await oneAtATime(renew).catch((error) => log.error(error, "compiling the plans in force"));
      stepSoon();
    },
    lampPlan: (lampId) => target.lamps.get(lampId),
    deploy: (revision, person, readVersion) => oneAtATime(() => deploy(revision, person, readVersion)),
    stop: (id, person) => oneAtATime(() => stop(id, person)),
    resume: (id) => oneAtATime(() => resume(id)),
    renew: () => oneAtATime(renew),
    renewSoon() {
      if (closed) return;
      cancelRenewal ??= clock.wakeAt(clock.now() + renewAfter, () => {
        cancelRenewal = undefined;
        oneAtATime(renew).catch((error) => log.error(error, "compiling the plans anew"));
      });
    },
    deviceChanged() {
      if (open.size > 0) stepSoon();
    },
    inForce: () => [...inForce.values()],
    find: async (id) => open.get(id)?.deployment ?? store.findDeployment(id),
    list: (query) => store.deployments(query),
    async progressOf(deployment) {
      const { planId, revision, progress: last } = deployment;
      const isLatest = inForce.get(planId)?.revision === revision;
      return last === undefined || isLatest ? progress.now(deployment) : last;
    },
    async close() {
      closed = true;
      cancelStep?.();
      cancelRenewal?.();
      for (const { cancelTimer } of open.values()) cancelTimer();
      await oneAtATime(async () => {});
    },
  };
}
