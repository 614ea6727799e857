/**
 * Answers "why" for another instant than now: of the past from what was deployed and ordered then, of the future from
 * what is in force and known now. Gathers what `core/fleet/why-plan.ts` explains.
 */

import { nightAt } from "#protocol/behavior/night.ts";
import type { Calendar } from "#protocol/wire/calendar.ts";
import type { Clock } from "../clock.ts";
import { configFor, planningSite, type Site } from "../core/fleet/configure.ts";
import { directivesFor } from "../core/fleet/desired.ts";
import { type DeviceOrder, spreadOrder } from "../core/fleet/device-orders.ts";
import { noPlan } from "../core/fleet/device-plan.ts";
import { capabilityOf } from "../core/fleet/expect.ts";
import { offsetsOf } from "../core/fleet/offsets.ts";
import type { Twin } from "../core/fleet/twin.ts";
import type { Measured, Why } from "../core/fleet/why.ts";
import { explainPlanned, type OutputThen } from "../core/fleet/why-plan.ts";
import { createInventoryIndex, type InventoryIndex } from "../core/inventory/index.ts";
import type { Device, Inventory, Lamp } from "../core/inventory/model.ts";
import { neighbourhoodOf } from "../core/inventory/neighbourhood.ts";
import type { Person } from "../core/people/model.ts";
import { boundsOfLamp } from "../core/plans/bounds-of-lamp.ts";
import { type CompiledPlans, compilePlans } from "../core/plans/compile-plans.ts";
import { type Order, segmentKey } from "../core/plans/order.ts";
import type { PlanStore } from "../core/plans/plan-ports.ts";
import { type PlanRevision, revisionAt, revisionName } from "../core/plans/plan-revision.ts";
import type { OrderStore } from "../core/plans/ports.ts";

export interface ExplainAtDeps {
  readonly clock: Clock;
  readonly site: () => Site;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  readonly twin: (device: string) => Twin | undefined;
  /** Open now, oldest first. */
  readonly openOrders: () => readonly Order[];
  readonly orderStore: Pick<OrderStore, "openAt">;
  readonly planStore: Pick<PlanStore, "inForceAt" | "deploymentOf" | "revisions">;
  /** A row of the lamp around an instant; undefined where there is none. */
  readonly measuredAt: (person: Person, lampId: string, at: number) => Promise<Measured | undefined>;
  readonly writeTime: (at: number) => string;
}

export interface TimeExplainer {
  /** @param lamp the person may read. @param at EpochMs, before now or after. */
  whyAt(person: Person, lamp: Lamp, at: number): Promise<Why>;
}

export function createTimeExplainer(deps: ExplainAtDeps): TimeExplainer {
  const { clock, orderStore, planStore } = deps;

  /**
   * What a device was given of each plan: the revision in force, or the one before it where the deployment ended before
   * its turn.
   */
  async function revisionsGiven(device: string, at: number): Promise<PlanRevision[]> {
    const inForce = await planStore.inForceAt(Math.min(at, clock.now()));
    const given = await Promise.all(inForce.map((revision) => lastGiven(device, revision)));
    return given.filter((revision) => revision !== undefined);
  }

  async function lastGiven(device: string, revision: PlanRevision): Promise<PlanRevision | undefined> {
    const { id } = revision.plan;
    const deployment = await planStore.deploymentOf(id, revision.revision);
    const isCut = deployment?.state === "stopped" || deployment?.state === "superseded";
    const isGiven = !isCut || deployment.devices.indexOf(device) < deployment.given;
    if (isGiven) return revision;
    const before = revisionAt(await planStore.revisions(id), revision.deployed!.at - 1);
    return before && lastGiven(device, before);
  }

  /** As it stood at `at`: what ended it later had not happened. */
  async function ordersAt(at: number): Promise<readonly Order[]> {
    if (at >= clock.now()) return deps.openOrders();
    return (await orderStore.openAt(at)).map(({ ended: _, ...order }) => order);
  }

  async function whyAt(person: Person, lamp: Lamp, at: number): Promise<Why> {
    const tense = at < clock.now() ? "past" : "future";
    const city = deps.inventory();
    const index = deps.index();
    const inventory = neighbourhoodOf(lamp, city, index);
    const nearby = createInventoryIndex(inventory);
    const now = deps.site();
    const site = { ...now, offsets: offsetsOf(now.timeZone, at) };
    const feed = index.segmentOf(lamp);
    const device = lamp.deviceId === undefined ? undefined : city.device.get(lamp.deviceId);
    const decider = device ?? feed?.device;
    const [revisions, orders] = await Promise.all([revisionsGiven(decider?.id ?? "", at), ordersAt(at)]);
    const measured = tense === "past" && device !== undefined ? await deps.measuredAt(person, lamp.id, at) : undefined;
    const plans = revisions.map(({ plan }) => plan);
    const compiled = compilePlans({ plans, inventory, index: nearby, site: planningSite(site), now: at });
    const spread = orders.map((order) => spreadOrder(order, city));
    const ordersOf = (id: string): DeviceOrder[] => spread.flatMap((devices) => devices.get(id) ?? []);
    const outputOf = (
      of: Device | undefined,
      output: number,
      follows: Calendar | undefined,
      kind: "lamp" | "relay",
    ) => {
      const id = of?.id ?? "";
      const plan = compiled.devices.get(id) ?? noPlan;
      // groups are not asked for here: only place, clock and bounds of the device count
      const config = configFor(of ?? nobody, city, index, site, plan);
      const { directives } = directivesFor(ordersOf(id), { config, calendars: plan.calendars }, at);
      const model = city.lampModel.get(lamp.modelId)!;
      const capability =
        kind === "relay" ? { outputKind: "relay" as const } : capabilityOf(deps.twin(id), output, model);
      return { config, output, capability, deviceId: id, directives, follows } satisfies OutputThen;
    };
    const own = calendarOf(compiled, lamp);
    const relay =
      feed &&
      outputOf(
        feed.device,
        feed.output,
        compiled.segments.get(segmentKey({ ...feed, cabinetId: feed.cabinet.id })),
        "relay",
      );
    const decides =
      device === undefined
        ? (relay ?? outputOf(undefined, 0, own?.document, "relay"))
        : outputOf(device, lamp.output ?? 0, own?.document, "lamp");
    const refs = new Map(
      orders.flatMap((order) => [[order.ref, order] as const, [order.companionRef ?? 0, order] as const]),
    );
    const night = nightAt(decides.config, at);
    return explainPlanned({
      lampId: lamp.id,
      lampName: lamp.name,
      at,
      tense,
      decides,
      compiled: own,
      cabinetName: (id) => city.cabinet.get(id)?.name ?? id,
      orderByRef: (ref) => refs.get(ref),
      revisionOf: (planId) => revisionName(revisions, planId),
      bounds: boundsOfLamp(lamp, { plans, inventory: city, index, offsets: decides.config.offsets, night, at }),
      writeTime: deps.writeTime,
      ...(device !== undefined && relay !== undefined && feed?.device !== undefined
        ? { feed: { ...relay, cabinetId: feed.cabinet.id } }
        : {}),
      ...(tense === "past" && device !== undefined ? { measured: measured ?? "nothing" } : {}),
    });
  }

  return { whyAt };
}

/** Decides for a lamp that nothing switches: only sun and site matter there. */
const nobody = { id: "", outputs: 1 };

/** More than a device can hold is never given. */
function calendarOf({ lamps }: CompiledPlans, lamp: Lamp) {
  const compiled = lamps.get(lamp.id)?.compiled;
  return compiled?.name === undefined ? undefined : compiled;
}
