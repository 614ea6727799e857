/**
 * Fleet, orders and jobs as the controller runs them: real stores in memory, a clock that stands still, a street of
 * obedient devices at the other end of the way down.
 */
import type { Capability } from "#protocol/wire/hello.ts";
import { planningSite } from "../../controller/core/fleet/configure.ts";
import type { FleetStore } from "../../controller/core/fleet/ports.ts";
import { createInventoryIndex, type InventoryIndex } from "../../controller/core/inventory/index.ts";
import type { Inventory } from "../../controller/core/inventory/model.ts";
import { countWords, type JobCounts } from "../../controller/core/jobs/job.ts";
import type { Order } from "../../controller/core/orders/order.ts";
import type { OrderRequest } from "../../controller/core/orders/place-order.ts";
import type { OrderStore } from "../../controller/core/orders/ports.ts";
import type { AuditEntry } from "../../controller/core/people/audit.ts";
import { compilePlanSteps } from "../../controller/core/plans/compile/compile-plans.ts";
import { type ShownDeployment, showDeployment } from "../../controller/core/plans/deployment.ts";
import type { PlanStore } from "../../controller/core/plans/ports.ts";
import { validatePlanSteps } from "../../controller/core/plans/validate/validate-plan.ts";
import { createDocuments, type Documents } from "../../controller/engine/fleet/documents.ts";
import { createFleet, type Fleet } from "../../controller/engine/fleet/fleet.ts";
import { createInSlices, type InSlices } from "../../controller/engine/in-slices.ts";
import { createEndings, type Endings } from "../../controller/engine/orders/endings.ts";
import { createJobs, type Jobs } from "../../controller/engine/orders/jobs.ts";
import { createOrderEffects, type OrderEffects } from "../../controller/engine/orders/order-effects.ts";
import { createOrders, type Orders } from "../../controller/engine/orders/orders.ts";
import { createPauses, keptBackFrom, type Pauses } from "../../controller/engine/orders/pauses.ts";
import { createAudit } from "../../controller/engine/people/audit.ts";
import { createDeployments, type Deployments } from "../../controller/engine/plans/deployments.ts";
import { createGivenPlans, type GivenPlans } from "../../controller/engine/plans/given-plans.ts";
import { createLampPlans, type LampPlans } from "../../controller/engine/plans/lamp-plans.ts";
import { createPlans, type Plans } from "../../controller/engine/plans/plans.ts";
import { silentLog } from "../../controller/log.ts";
import { createAuditStore } from "../../controller/stores/audit.ts";
import { type Db, openDatabase } from "../../controller/stores/database.ts";
import { createEndStore } from "../../controller/stores/ends.ts";
import { createFleetStore } from "../../controller/stores/fleet.ts";
import { createJobStore } from "../../controller/stores/jobs.ts";
import { migrate } from "../../controller/stores/migrations.ts";
import { createOrderStore } from "../../controller/stores/orders.ts";
import { createPlanStore } from "../../controller/stores/plans.ts";
import { snapshot } from "../controller/core/inventory/small-town.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";
import { aPerson, evening, hour, site } from "./fleet-things.ts";
import { createObedientDevice, type ObedientDevice } from "./obedient-device.ts";
import { createRecordingDownlink, type RecordingDownlink } from "./recording-downlink.ts";

/** North: six poles and a lamp without electronics on segment 0 of a cabinet. South: two poles on an always-live feeder. */
export const street: Inventory = snapshot({
  area: [{ id: "city" }, { id: "north", parentId: "city" }, { id: "south", parentId: "city" }],
  lampModel: [{ id: "model" }],
  device: [
    { id: "cab", profile: "R", outputs: 2 },
    ...["n1", "n2", "n3", "n4", "n5", "n6", "s1", "s2"].map((id) => ({ id: `d-${id}` })),
    { id: "d-spare" },
  ],
  cabinet: [{ id: "cabinet", areaId: "north", deviceId: "cab" }],
  circuit: [
    { id: "whole", segment: 0 },
    { id: "rest", segment: 1 },
  ],
  lamp: [
    ...["n1", "n2", "n3", "n4", "n5", "n6"].map((id) => ({
      id,
      areaId: "north",
      circuitId: "whole",
      deviceId: `d-${id}`,
      output: 0,
    })),
    { id: "dumb", areaId: "north", circuitId: "whole" },
    ...["s1", "s2"].map((id) => ({ id, areaId: "south", deviceId: `d-${id}`, output: 0 })),
  ],
});

export interface ControlRoom extends AsyncDisposable {
  readonly clock: FakeClock;
  readonly db: Db;
  readonly sent: RecordingDownlink;
  /** The store behind the fleet; a test may let a call of it fail. */
  readonly fleetStore: FleetStore;
  readonly fleet: Fleet;
  readonly orders: Orders;
  /** Orders as they were told when somebody changed them, newest last. */
  readonly changed: Order[];
  readonly effects: OrderEffects;
  readonly orderStore: OrderStore;
  readonly planStore: PlanStore;
  readonly jobs: Jobs;
  readonly pauses: Pauses;
  readonly endings: Endings;
  readonly documents: Documents;
  readonly given: GivenPlans;
  readonly deployments: Deployments;
  /** Deployments as people were told them, newest last. */
  readonly told: ShownDeployment[];
  readonly plans: Plans;
  readonly lampPlans: LampPlans;
  /** Counts as people were told them, newest last. */
  readonly progress: JobCounts[];
  /** Jobs, orders and deployments that ended by themselves, as they were written down since this start, newest last. */
  readonly ended: AuditEntry[];
  device(id: string): ObedientDevice;
  inventory(): Inventory;
  index(): InventoryIndex;
  /** As the inventory engine does after a change. */
  change(inventory: Inventory): void;
  /** The device says hello and reports. */
  returns(id: string): void;
  /** Every reachable device says what it shows now. */
  everybodyReports(): void;
  /** Words of a job by lamp, `pending` where there is none. */
  words(jobId: string): Promise<Record<string, string>>;
  /** A controller started anew over the same database, after this one was closed or, without `close`, killed. */
  again(): Promise<ControlRoom>;
}

const white: Capability = { outputKind: "white", minLevel: 10, curve: "dali" };
/** Time a message needs down and its answer up, ms. */
const answerAfter = 200;

/** An override of the north to 30 % for an hour. */
export function aWish(said: Partial<OrderRequest> = {}): OrderRequest {
  return {
    kind: "override",
    selection: { areaId: "north" },
    target: { level: 30 },
    until: evening + hour,
    why: "test",
    ...said,
  };
}

export const administrator = aPerson("administrator");
/** Lamps above which less than a floor takes two people: the north has seven, the south two. */
export const twoPeopleAbove = 3;

export interface ControlRoomOptions {
  /** Nobody has said hello yet. */
  readonly quiet?: boolean;
  /** How long work is cut; absent: as in service. */
  readonly inSlices?: InSlices;
}

export async function openControlRoom(options: ControlRoomOptions = {}): Promise<ControlRoom> {
  const { quiet = false, inSlices = createInSlices(() => performance.now()) } = options;
  const db = openDatabase({ file: ":memory:" });
  await migrate(db);
  const devices = new Map<string, ObedientDevice>();
  for (const { id, outputs, profile } of street.device.values()) {
    const kind: Capability = profile === "R" ? { outputKind: "relay" } : white;
    devices.set(id, createObedientDevice(id, Array(outputs).fill(kind), devices.size + 1));
  }
  const room = await start(db, createFakeClock(evening), devices, street, inSlices);
  if (!quiet) {
    for (const id of devices.keys()) room.returns(id);
    await room.clock.settleBy(1000);
    room.sent.clear();
  }
  return room;
}

async function start(
  db: Db,
  clock: FakeClock,
  devices: ReadonlyMap<string, ObedientDevice>,
  city: Inventory,
  inSlices: InSlices,
): Promise<ControlRoom> {
  let inventory = city;
  let index = createInventoryIndex(city);
  let numbers = 1000;
  const draw = () => ++numbers + (clock.now() % 2 ** 31);
  const sent = createRecordingDownlink({
    desire({ device, desire }) {
      answer(devices.get(device), (one) => one.take(desire, clock.now()));
    },
    directive({ group, directive }) {
      for (const device of devices.values()) {
        if (device.belongsTo(group)) answer(device, (one) => one.takeDirective(group, directive, clock.now()));
      }
    },
  });

  function answer(device: ObedientDevice | undefined, take: (device: ObedientDevice) => void): void {
    if (device === undefined || !device.reachable) return;
    take(device);
    clock.wakeAt(clock.now() + answerAfter, () => fleet.report(device.id, device.report(clock.now()), "cbor"));
  }

  const things = { clock, inventory: () => inventory, index: () => index };
  const orderStore = createOrderStore(db);
  const changed: Order[] = [];
  const orders = await createOrders({
    ...things,
    store: orderStore,
    downlink: sent,
    draw,
    newId: () => `id-${clock.now()}-${++numbers}`,
    onChange: (order) => changed.push(order),
  });
  const planStore = createPlanStore(db);
  const documents = await createDocuments({ clock, store: planStore, link: sent, log: silentLog });
  const given = await createGivenPlans({ store: planStore, documents });
  const told: ShownDeployment[] = [];
  const ended: AuditEntry[] = [];
  const audit = await createAudit({ store: createAuditStore(db), areas: () => inventory.area });
  const jobStore = createJobStore(db);
  const endings = createEndings({
    ...things,
    audit: {
      async record(...entries) {
        await audit.record(...entries);
        ended.push(...entries);
      },
    },
    store: createEndStore(db),
    jobs: jobStore,
    order: orders.find,
    plan: (planId) => deployments.inForce().find(({ plan }) => plan.id === planId)?.plan,
    log: silentLog,
  });
  const deployments: Deployments = await createDeployments({
    clock,
    store: planStore,
    given,
    inSlices,
    compile: (plans) => compilePlanSteps({ plans, inventory, index, site: planningSite(site), now: clock.now() }),
    onProgress: (deployment, progress) => told.push(showDeployment(deployment, progress, (id) => id)),
    onEnded: endings.soon,
    newId: () => `deployment-${++numbers}`,
    log: silentLog,
  });
  const fleetStore = createFleetStore(db);
  const fleet = await createFleet({
    ...things,
    store: fleetStore,
    downlink: sent,
    site: () => site,
    ordersOf: orders.ordersOf,
    keptBack: keptBackFrom(orders.ordersOf, () => jobs),
    planOf: given.planOf,
    onWaiting: documents.awaited,
    untilOf: orders.untilOf,
    draw,
    log: silentLog,
  });
  const progress: JobCounts[] = [];
  const jobs: Jobs = await createJobs({
    ...things,
    store: jobStore,
    twin: fleet.twin,
    isCrowdedOut: fleet.isCrowdedOut,
    order: orders.known,
    onProgress: (job, words) => progress.push(countWords(job, words)),
    onEnded: endings.soon,
    log: silentLog,
  });
  const effects = createOrderEffects({
    ...things,
    site: () => site,
    twin: fleet.twin,
    ordersOf: orders.ordersOf,
    planOf: given.planOf,
    calendarOf: given.calendarOf,
    orderByRef: orders.byRef,
    writeTime: (at) => new Date(at).toISOString(),
    twoPeopleAbove,
    inForce: deployments.inForce,
    inSlices,
  });
  orders.attach({ fleet, jobs, effects });
  const pauses = createPauses({ ...things, orders, jobs, fleet });
  endings.soon();
  fleet.onChange(jobs.deviceChanged);
  fleet.onChange(deployments.deviceChanged);
  await deployments.attach(fleet);
  const plans = createPlans({
    clock,
    store: planStore,
    deployments,
    areas: () => inventory.area,
    problemsOf: (plan, others) =>
      inSlices(validatePlanSteps(plan, { inventory, index, others, site, now: clock.now() })),
    writeTime: (at) => new Date(at).toISOString(),
  });

  const lampPlans = createLampPlans({ ...things, store: planStore, deployments, site: () => site });

  return {
    clock,
    db,
    sent,
    fleetStore,
    fleet,
    orders,
    changed,
    effects,
    orderStore,
    planStore,
    jobs,
    pauses,
    endings,
    documents,
    given,
    deployments,
    told,
    plans,
    lampPlans,
    progress,
    ended,
    device: (id) => devices.get(id)!,
    inventory: () => inventory,
    index: () => index,
    change(changed) {
      inventory = changed;
      index = createInventoryIndex(changed);
      orders.respread();
      deployments.renewSoon();
      fleet.touch(changed.device.keys());
    },
    returns(id) {
      const device = devices.get(id)!;
      fleet.hello(id, device.hello(clock.now()), "cbor");
      fleet.report(id, device.report(clock.now()), "cbor");
    },
    everybodyReports() {
      for (const device of devices.values()) {
        if (device.reachable) fleet.report(device.id, device.report(clock.now()), "cbor");
      }
    },
    async words(jobId) {
      const { job, words } = (await jobs.find(jobId))!;
      return Object.fromEntries(job.lampIds.map((id) => [id, words.get(id)?.word ?? "pending"]));
    },
    again: () => start(db, clock, devices, inventory, inSlices),
    async [Symbol.asyncDispose]() {
      await jobs.close();
      await endings.close();
      await deployments.close();
      await fleet.close();
      await db.destroy();
    },
  };
}
