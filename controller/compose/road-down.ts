/** From wishes to lamps: orders, plans and their deployment, the desired state of every device, and wide actions. */
import { randomInt, randomUUID } from "node:crypto";
import { createTopics } from "#protocol/wire/topics.ts";
import { planningSite } from "../core/fleet/configure.ts";
import { areaMoves } from "../core/orders/areas-of-order.ts";
import { compilePlanSteps } from "../core/plans/compile/compile-plans.ts";
import { createDownlink } from "../dispatch/downlink.ts";
import type { MqttLink } from "../dispatch/mqtt-link.ts";
import { createDocuments } from "../engine/fleet/documents.ts";
import { createFleet, type Fleet } from "../engine/fleet/fleet.ts";
import { createLampFeed } from "../engine/live/lamp-feed.ts";
import { createLiveFeed } from "../engine/live/live-feed.ts";
import { createEndings } from "../engine/orders/endings.ts";
import { createJobs, type Jobs } from "../engine/orders/jobs.ts";
import { createOrderEffects } from "../engine/orders/order-effects.ts";
import { createOrderFeed } from "../engine/orders/order-feed.ts";
import { createOrders } from "../engine/orders/orders.ts";
import { createPauses, keptBackFrom } from "../engine/orders/pauses.ts";
import { createWaitingFeed } from "../engine/orders/waiting-feed.ts";
import { createWaitingOrders } from "../engine/orders/waiting-orders.ts";
import { createDeploymentFeed } from "../engine/plans/deployment-feed.ts";
import { createDeployments, type Deployments } from "../engine/plans/deployments.ts";
import { createGivenPlans } from "../engine/plans/given-plans.ts";
import { createSiteKeeper } from "../engine/site.ts";
import { createEndStore } from "../stores/ends.ts";
import { createFleetStore } from "../stores/fleet.ts";
import { createJobStore } from "../stores/jobs.ts";
import { createOrderStore } from "../stores/orders.ts";
import { createPlanStore } from "../stores/plans.ts";
import { createWaitingOrderStore } from "../stores/waiting-orders.ts";
import type { City } from "./city.ts";
import type { Disk } from "./disk.ts";
import type { Wiring } from "./wiring.ts";

export type RoadDown = Awaited<ReturnType<typeof openRoadDown>>;

/** 0 names a refused configuration on the wire, so it is never drawn. */
export const draw = () => randomInt(1, 2 ** 32);

/** @param link the connection to the broker, once there is one: both roads share it. */
export async function openRoadDown(
  { config, clock, log, closers, inSlices }: Wiring,
  { db }: Disk,
  { audit, inventory, things, live }: City,
  link: () => MqttLink | undefined,
) {
  const topics = createTopics(config.topicRoot);
  const downlink = createDownlink(topics, (...message) => link()?.publish(...message));
  const site = createSiteKeeper(config, clock);
  const orderStore = createOrderStore(db);
  const orders = await createOrders({
    ...things,
    clock,
    store: orderStore,
    downlink,
    draw,
    newId: randomUUID,
    onChange: createOrderFeed({ live, inventory: things.inventory }),
  });
  const planStore = createPlanStore(db);
  const documents = await createDocuments({ clock, store: planStore, link: downlink, log });
  const given = await createGivenPlans({ store: planStore, documents });
  const deploymentFeed = createDeploymentFeed({ live, inventory: things.inventory });
  const jobStore = createJobStore(db);
  const endings = createEndings({
    clock,
    audit,
    store: createEndStore(db),
    jobs: jobStore,
    order: orders.find,
    plan: (planId) => deployments.inForce().find(({ plan }) => plan.id === planId)?.plan,
    inventory: things.inventory,
    log,
  });
  closers.push(() => endings.close());
  const deployments: Deployments = await createDeployments({
    clock,
    store: planStore,
    given,
    inSlices,
    compile: (plans) =>
      compilePlanSteps({
        plans,
        inventory: inventory.current(),
        index: inventory.index(),
        site: planningSite(site.current()),
        now: clock.now(),
      }),
    onProgress: deploymentFeed,
    onEnded: endings.soon,
    newId: randomUUID,
    log,
  });
  closers.push(() => deployments.close());
  const fleet: Fleet = await createFleet({
    ...things,
    clock,
    store: createFleetStore(db),
    downlink,
    site: site.current,
    ordersOf: orders.ordersOf,
    keptBack: keptBackFrom(orders.ordersOf, () => jobs),
    planOf: given.planOf,
    onWaiting: documents.awaited,
    untilOf: orders.untilOf,
    draw,
    log,
  });
  closers.push(() => fleet.close());
  const feed = createLiveFeed({ ...things, clock, live, fleet });
  closers.push(() => feed.close());
  const lampFeed = createLampFeed({ ...things, clock, live, fleet });
  closers.push(() => lampFeed.close());
  const jobs: Jobs = await createJobs({
    ...things,
    clock,
    store: jobStore,
    twin: fleet.twin,
    isCrowdedOut: fleet.isCrowdedOut,
    order: orders.known,
    onProgress: feed.jobChanged,
    onEnded: endings.soon,
    log,
  });
  closers.push(() => jobs.close());
  // what ended in the moment the last controller died, or while none was here
  endings.soon();
  const effects = createOrderEffects({
    ...things,
    clock,
    site: site.current,
    twin: fleet.twin,
    ordersOf: orders.ordersOf,
    planOf: given.planOf,
    calendarOf: given.calendarOf,
    orderByRef: orders.byRef,
    writeTime: site.writeTime,
    twoPeopleAbove: config.twoPeopleAbove,
    inForce: deployments.inForce,
    inSlices,
  });
  orders.attach({ fleet, jobs, effects });
  const waitingOrders = createWaitingOrders({
    clock,
    store: createWaitingOrderStore(db),
    orders,
    effects,
    newId: randomUUID,
    onChange: createWaitingFeed({ ...things, live }),
  });
  const pauses = createPauses({ ...things, clock, orders, jobs, fleet });
  await deployments.attach(fleet);
  fleet.onChange((device) => {
    jobs.deviceChanged(device);
    deployments.deviceChanged(device);
    feed.deviceChanged(device);
    lampFeed.deviceChanged(device);
  });
  const touchAll = () => fleet.touch(inventory.current().device.keys());
  inventory.onChange((changes) => {
    if (changes.some(({ sort }) => sort === "lamp" || sort === "cabinet" || sort === "circuit")) orders.respread();
    for (const [from, to] of areaMoves(changes)) {
      orderStore.thingsMoved(from, to).catch((error: unknown) => log.error(error, "orders of a moved area"));
    }
    deployments.renewSoon();
    lampFeed.inventoryChanged();
    touchAll();
  });
  return {
    topics,
    downlink,
    site,
    orders,
    effects,
    waitingOrders,
    orderStore,
    planStore,
    documents,
    deployments,
    given,
    fleet,
    jobs,
    pauses,
    touchAll,
  };
}
