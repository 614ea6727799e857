/**
 * Brings plans to devices: compiles what is in force, publishes each document once, and gives every device its new
 * calendars exactly once, wave by wave where a person deployed, at once where the city or the date changed.
 */
import { hashId } from "#protocol/behavior/random.ts";
import { type Calendar, decodeCalendar } from "#protocol/wire/calendar.ts";
import type { Clock } from "../clock.ts";
import { type DevicePlan, isSamePlan } from "../core/fleet/device-plan.ts";
import type { Person } from "../core/people/model.ts";
import type { CompiledPlans } from "../core/plans/compile-plans.ts";
import { type Deployment, type DeploymentCounts, nextStep, nextWaveEnd } from "../core/plans/deployment.ts";
import type { LampPlan } from "../core/plans/lamp-plan.ts";
import type { PlanStore } from "../core/plans/plan-ports.ts";
import type { PlanRevision } from "../core/plans/plan-revision.ts";
import { ControllerError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Documents } from "./documents.ts";
import type { Fleet } from "./fleet.ts";
import { createOneAtATime } from "./one-at-a-time.ts";

/** What of compiled plans goes to devices, and what it means for lamps. */
export type Compiled = Pick<CompiledPlans, "documents" | "devices" | "lamps">;

export interface DeploymentsDeps {
  readonly clock: Clock;
  readonly store: PlanStore;
  readonly documents: Documents;
  /** What these revisions come to tonight; the same for the same city until the window of nights moves on. */
  readonly compile: (inForce: readonly PlanRevision[]) => Compiled;
  readonly newId: () => string;
  readonly log: Log;
}

export interface Deployments {
  /** Connects it to the fleet that reads `planOf`, and gives what changed while nobody was here; once. */
  attach(fleet: Pick<Fleet, "touch" | "isConfigured" | "isOnline" | "twin">): Promise<void>;
  /** What a device is given now; the same value until that changes. */
  planOf(device: string): DevicePlan | undefined;
  /** What the plans in force come to for a lamp. */
  lampPlan(lampId: string): LampPlan | undefined;
  /** A calendar devices are given, by the digest of its document. */
  calendarOf(digest: string): Calendar | undefined;
  /** The revision is stored as deployed and goes out. @returns undefined where the draft was changed meanwhile. */
  deploy(revision: PlanRevision, person: Person, readVersion?: number): Promise<Deployment | undefined>;
  /** Devices not yet told stay with what they have. */
  stop(id: string, person: Person): Promise<Deployment>;
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
  countsOf(deployment: Deployment): DeploymentCounts;
  close(): Promise<void>;
}

/** ms the devices of a wave get to fetch and answer before the next one begins without them. */
const wavePatience = 60_000;
/** ms that changes of the city are gathered: compiling costs 30 ms per thousand lamps. */
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
  const { clock, store, documents, log } = deps;
  const given = new Map(await store.devicePlans());
  const inForce = new Map(
    (await store.inForceAt(clock.now())).map((revision) => [revision.plan.id, revision] as const),
  );
  const open = new Map<string, OpenDeployment>(
    (await store.openDeployments()).map((deployment) => [
      deployment.id,
      { deployment, waveAt: clock.now(), cancelTimer: () => {} },
    ]),
  );
  const calendars = new Map<string, Calendar>();
  /** Two deployments at once would each give what the other is about to change. */
  const oneAtATime = createOneAtATime();
  let fleet: Parameters<Deployments["attach"]>[0] | undefined;
  let target: Compiled = { documents: new Map(), devices: new Map(), lamps: new Map() };
  let cancelStep: (() => void) | undefined;
  let cancelRenewal: (() => void) | undefined;
  let closed = false;

  const isOpen = ({ state }: Deployment) => state === "running" || state === "stopped";

  /** Devices whose wave has not begun. */
  function heldBack(): Set<string> {
    return new Set([...open.values()].flatMap(({ deployment: { devices, given } }) => devices.slice(given)));
  }

  /** Devices that are given something else by these plans than they have. */
  function changedBy({ devices }: Compiled): string[] {
    const everybody = new Set([...given.keys(), ...devices.keys()]);
    return [...everybody].filter((device) => !isSamePlan(given.get(device), devices.get(device)));
  }

  /** On disk first: a controller that dies here tells each device the same again, not something older. */
  async function give(devices: readonly string[]): Promise<void> {
    const plans = new Map(devices.map((device) => [device, target.devices.get(device)]));
    const needed = new Set([...plans.values()].flatMap((plan) => digestsOf(plan)));
    const bytes = [...needed].map((digest) => ({ digest, bytes: target.documents.get(digest)! }));
    await store.givePlans(plans, bytes);
    for (const one of bytes) documents.add(one.bytes);
    for (const [device, plan] of plans) {
      if (plan === undefined) given.delete(device);
      else given.set(device, plan);
    }
    await documents.use(new Set([...given.values()].flatMap(digestsOf)));
    fleet?.touch(devices);
  }

  async function beginWave(entry: OpenDeployment): Promise<void> {
    const { devices, given: before } = entry.deployment;
    const end = nextWaveEnd(devices.length, before);
    await give(devices.slice(before, end).filter((id) => !isSamePlan(given.get(id), target.devices.get(id))));
    entry.waveAt = clock.now();
    await change(entry, { given: end });
    entry.cancelTimer();
    entry.cancelTimer = clock.wakeAt(entry.waveAt + wavePatience, stepSoon);
    log.info({ deployment: entry.deployment.id, told: end, devices: devices.length }, "a wave of a plan is out");
  }

  async function change(entry: OpenDeployment, said: Partial<Deployment>): Promise<void> {
    entry.deployment = { ...entry.deployment, ...said };
    await store.updateDeployment(entry.deployment);
    if (entry.deployment.state !== "running") entry.cancelTimer();
    if (!isOpen(entry.deployment)) open.delete(entry.deployment.id);
  }

  function countsOf(deployment: Deployment): DeploymentCounts {
    const counts = { waiting: deployment.devices.length - deployment.given, told: 0, away: 0, holding: 0, refused: 0 };
    for (const device of deployment.devices.slice(0, deployment.given)) counts[standingOf(device)]++;
    return counts;
  }

  function standingOf(device: string): "told" | "away" | "holding" | "refused" {
    const holds = fleet?.twin(device)?.holds;
    if (fleet?.isConfigured(device)) {
      // reference 0 stands for what is no directive: configuration and calendars
      if (holds?.refused?.some(({ ref }) => ref === 0)) return "refused";
      if ((holds?.waiting ?? []).length === 0) return "holding";
    }
    return fleet?.isOnline(device) ? "told" : "away";
  }

  async function step(): Promise<void> {
    for (const entry of [...open.values()]) {
      if (entry.deployment.state !== "running" || closed) continue;
      const patient = clock.now() < entry.waveAt + wavePatience;
      switch (nextStep(entry.deployment, countsOf(entry.deployment), patient)) {
        case "nextWave":
          await beginWave(entry);
          stepSoon();
          break;
        case "stop":
          await change(entry, { state: "stopped", stoppedBy: "refusals" });
          log.warn({ deployment: entry.deployment.id }, "a plan is stopped: too many devices cannot use it");
          break;
        case "done":
          await change(entry, { state: "done", endedAt: clock.now() });
          break;
        default:
      }
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
    target = deps.compile([...inForce.values()]);
    const later = heldBack();
    const changed = changedBy(target).filter((device) => !later.has(device));
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
    const next = new Map([...inForce, [planId, revision]]);
    const compiled = deps.compile([...next.values()]);
    const deployment: Deployment = {
      id: deps.newId(),
      planId,
      revision: revision.revision,
      startedAt: clock.now(),
      personId: person.id,
      personName: person.name,
      state: "running",
      // spread over the city, so that the first wave is not one street
      devices: changedBy(compiled).sort((a, b) => hashId(a) - hashId(b) || (a < b ? -1 : 1)),
      given: 0,
    };
    if (!(await store.deploy(revision, deployment, readVersion))) return undefined;
    inForce.set(planId, revision);
    target = compiled;
    for (const entry of [...open.values()]) {
      if (entry.deployment.planId === planId) await change(entry, { state: "superseded", endedAt: clock.now() });
    }
    const entry: OpenDeployment = { deployment, waveAt: clock.now(), cancelTimer: () => {} };
    open.set(deployment.id, entry);
    if (deployment.devices.length > 0) await beginWave(entry);
    stepSoon();
    return entry.deployment;
  }

  async function stop(id: string, person: Person): Promise<Deployment> {
    const entry = open.get(id);
    if (entry?.deployment.state !== "running") {
      throw new ControllerError("plans/ended", "This deployment has ended already.", { params: { id } });
    }
    await change(entry, { state: "stopped", stoppedBy: { personId: person.id, personName: person.name } });
    return entry.deployment;
  }

  return {
    async attach(given) {
      fleet = given;
      // devices keep what they were given: no plan is a reason not to start
      await oneAtATime(renew).catch((error) => log.error(error, "compiling the plans in force"));
      stepSoon();
    },
    planOf: (device) => given.get(device),
    lampPlan: (lampId) => target.lamps.get(lampId),
    calendarOf(digest) {
      const known = calendars.get(digest);
      if (known !== undefined) return known;
      const bytes = documents.bytesOf(digest);
      const decoded = bytes && decodeCalendar(bytes);
      if (!decoded?.ok) return undefined;
      calendars.set(digest, decoded.calendar);
      return decoded.calendar;
    },
    deploy: (revision, person, readVersion) => oneAtATime(() => deploy(revision, person, readVersion)),
    stop: (id, person) => oneAtATime(() => stop(id, person)),
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
    countsOf,
    async close() {
      closed = true;
      cancelStep?.();
      cancelRenewal?.();
      for (const { cancelTimer } of open.values()) cancelTimer();
      await oneAtATime(async () => {});
    },
  };
}

function digestsOf(plan: DevicePlan | undefined): string[] {
  return (plan?.calendars ?? []).map(({ document }) => document.digest);
}
