/**
 * Answers "why" for another instant than now: of the past from what was deployed and ordered then, of the future from
 * what is in force and known now. Gathers what `core/fleet/why-plan.ts` explains.
 */

import { nightAt } from "#protocol/behavior/night.ts";
import type { Calendar } from "#protocol/wire/calendar.ts";
import type { Capability } from "#protocol/wire/hello.ts";
import type { Clock } from "../../clock.ts";
import { configFor, planningSite, type Site } from "../../core/fleet/configure.ts";
import { directivesFor } from "../../core/fleet/desired.ts";
import { type DeviceOrder, spreadOrder } from "../../core/fleet/device-orders.ts";
import { noPlan } from "../../core/fleet/device-plan.ts";
import { capabilityOf } from "../../core/fleet/expect.ts";
import { offsetsOf } from "../../core/fleet/offsets.ts";
import type { Twin } from "../../core/fleet/twin.ts";
import type { Measured, Tense, Why } from "../../core/fleet/why.ts";
import { explainPlanned, type OutputThen } from "../../core/fleet/why-plan.ts";
import { createInventoryIndex, type InventoryIndex, type Segment } from "../../core/inventory/index.ts";
import type { Device, Inventory, Lamp } from "../../core/inventory/model.ts";
import { neighbourhoodOf } from "../../core/inventory/neighbourhood.ts";
import { type Order, segmentKey } from "../../core/orders/order.ts";
import type { OrderStore } from "../../core/orders/ports.ts";
import type { Person } from "../../core/people/model.ts";
import { boundsOfLamp } from "../../core/plans/bounds-of-lamp.ts";
import type { CompiledCalendar } from "../../core/plans/compile/calendar-book.ts";
import { type CompiledPlans, compilePlans } from "../../core/plans/compile/compile-plans.ts";
import { type PlanRevision, revisionAt, revisionName } from "../../core/plans/plan-revision.ts";
import type { PlanStore } from "../../core/plans/ports.ts";

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

  async function gather(person: Person, lamp: Lamp, at: number, tense: Tense): Promise<Gathered> {
    const city = deps.inventory();
    const now = deps.site();
    const feed = deps.index().segmentOf(lamp);
    const device = lamp.deviceId === undefined ? undefined : city.device.get(lamp.deviceId);
    const decider = device ?? feed?.device;
    const asksLamp = tense === "past" && device !== undefined;
    const [revisions, orders, row] = await Promise.all([
      revisionsGiven(decider?.id ?? "", at),
      ordersAt(at),
      asksLamp ? deps.measuredAt(person, lamp.id, at) : undefined,
    ]);
    const site = { ...now, offsets: offsetsOf(now.timeZone, at) };
    const inventory = neighbourhoodOf(lamp, city, deps.index());
    const compiled = compilePlans({
      plans: revisions.map(({ plan }) => plan),
      inventory,
      index: createInventoryIndex(inventory),
      site: planningSite(site),
      now: at,
    });
    const spread = orders.map((order) => spreadOrder(order, city));
    return {
      device,
      feed,
      site,
      revisions,
      compiled,
      orders,
      ordersOf: (id) => spread.flatMap((devices) => devices.get(id) ?? []),
      ...(asksLamp && { measured: row ?? ("nothing" as const) }),
    };
  }

  /** An output of a device as it stood; without a device only sun and site count. */
  function outputAt(
    at: number,
    { compiled, ordersOf, site }: Gathered,
    device: Device | undefined,
    output: number,
    capability: Capability,
    follows: Calendar | undefined,
  ): OutputThen {
    const deviceId = device?.id ?? "";
    const plan = compiled.devices.get(deviceId) ?? noPlan;
    const config = configFor(device ?? nobody, deps.inventory(), deps.index(), site, plan);
    const { directives } = directivesFor(ordersOf(deviceId), { config, calendars: plan.calendars }, at);
    return { config, output, capability, deviceId, directives, follows };
  }

  /** The relay in front of the lamp; undefined where nothing switches it. */
  function relayAt(at: number, gathered: Gathered): OutputThen | undefined {
    const { feed, compiled } = gathered;
    if (feed === undefined) return undefined;
    const { cabinet, output, device } = feed;
    const follows = compiled.segments.get(segmentKey({ cabinetId: cabinet.id, output }));
    return outputAt(at, gathered, device, output, { outputKind: "relay" }, follows);
  }

  function lampAt(at: number, lamp: Lamp, gathered: Gathered, follows: Calendar | undefined): OutputThen {
    const { device } = gathered;
    if (device === undefined) {
      return relayAt(at, gathered) ?? outputAt(at, gathered, undefined, 0, { outputKind: "relay" }, follows);
    }
    const output = lamp.output ?? 0;
    const model = deps.inventory().lampModel.get(lamp.modelId)!;
    return outputAt(at, gathered, device, output, capabilityOf(deps.twin(device.id), output, model), follows);
  }

  return {
    async whyAt(person, lamp, at) {
      const tense = at < clock.now() ? "past" : "future";
      const gathered = await gather(person, lamp, at, tense);
      const { device, feed, revisions, orders, measured } = gathered;
      const compiled = calendarOf(gathered.compiled, lamp);
      const decides = lampAt(at, lamp, gathered, compiled?.document);
      const relay = device !== undefined && feed?.device !== undefined ? relayAt(at, gathered) : undefined;
      const { offsets } = decides.config;
      const inventory = deps.inventory();
      return explainPlanned({
        lampId: lamp.id,
        lampName: lamp.name,
        at,
        tense,
        decides,
        compiled,
        cabinetName: (id) => inventory.cabinet.get(id)?.name ?? id,
        orderByRef: (ref) => orders.find((order) => order.ref === ref || order.companionRef === ref),
        revisionOf: (planId) => revisionName(revisions, planId),
        bounds: boundsOfLamp(lamp, {
          plans: revisions.map(({ plan }) => plan),
          inventory,
          index: deps.index(),
          offsets,
          night: nightAt(decides.config, at),
          at,
        }),
        writeTime: deps.writeTime,
        ...(relay !== undefined && { feed: { ...relay, cabinetId: feed!.cabinet.id } }),
        ...(measured !== undefined && { measured }),
      });
    },
  };
}

/** What stood at an instant, as far as it concerns one lamp. */
interface Gathered {
  readonly device: Device | undefined;
  readonly feed: Segment | undefined;
  /** With the offsets of that time. */
  readonly site: Site;
  readonly revisions: readonly PlanRevision[];
  /** Of the lamp's neighbourhood alone. */
  readonly compiled: CompiledPlans;
  readonly orders: readonly Order[];
  readonly ordersOf: (device: string) => DeviceOrder[];
  readonly measured?: Measured | "nothing";
}

/** Decides for a lamp that nothing switches: only sun and site matter there. */
const nobody = { id: "", outputs: 1 };

/** More than a device can hold is never given. */
function calendarOf({ lamps }: CompiledPlans, lamp: Lamp): CompiledCalendar | undefined {
  const compiled = lamps.get(lamp.id)?.compiled;
  return compiled?.name === undefined ? undefined : compiled;
}
