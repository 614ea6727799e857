/** Answers "why" for now: gathers what the core needs to explain one lamp. `explain-at.ts` does so for other times. */
import { levelOf } from "#protocol/behavior/light.ts";
import { nightAt } from "#protocol/behavior/night.ts";
import type { Calendar } from "#protocol/wire/calendar.ts";
import type { Clock } from "../../clock.ts";
import { configFor, type Site } from "../../core/fleet/configure.ts";
import { directivesFor } from "../../core/fleet/desired.ts";
import type { DeviceOrder } from "../../core/fleet/device-orders.ts";
import { type DevicePlan, noPlan } from "../../core/fleet/device-plan.ts";
import { capabilityOf, expectOutput } from "../../core/fleet/expect.ts";
import { supplyOf } from "../../core/fleet/supply.ts";
import { stateOf, type Twin } from "../../core/fleet/twin.ts";
import { explain, type Why } from "../../core/fleet/why.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory, Lamp } from "../../core/inventory/model.ts";
import type { Order } from "../../core/orders/order.ts";
import { boundsOfLamp } from "../../core/plans/bounds-of-lamp.ts";
import type { CalendarName } from "../../core/plans/night-of-lamp.ts";
import { type PlanRevision, revisionName } from "../../core/plans/plan-revision.ts";
import { ControllerError } from "../../errors.ts";

export interface ExplainDeps {
  readonly clock: Clock;
  readonly site: () => Site;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  readonly twin: (device: string) => Twin | undefined;
  readonly isOnline: (device: string) => boolean;
  readonly ordersOf: (device: string) => readonly DeviceOrder[];
  /** What the plans in force give a device. */
  readonly planOf: (device: string) => DevicePlan | undefined;
  /** A calendar devices are given, by the digest of its document. */
  readonly calendarOf: (digest: string) => Calendar | undefined;
  /** Which part of a plan decides for a lamp now. */
  readonly calendarName: (lamp: Lamp) => CalendarName | undefined;
  /** Revisions of plans in force. */
  readonly inForce: () => readonly PlanRevision[];
  readonly orderByRef: (ref: number) => Order | undefined;
  /** Writes an instant as people of the site read it. */
  readonly writeTime: (at: number) => string;
}

export interface Explainer {
  /** @throws ControllerError `inventory/unknown`. */
  why(lampId: string): Why;
  /** Percent a lamp should give now, by the same decision; 0 where its cabinet gives it no supply. */
  expectedLevel(lamp: Lamp): number;
}

/** Decides for a lamp that nothing switches: only sun and site matter there. */
const nobody = { id: "", outputs: 1 };

export function createExplainer(deps: ExplainDeps): Explainer {
  const { clock } = deps;

  function decide(lamp: Lamp, now: number) {
    const inventory = deps.inventory();
    const model = inventory.lampModel.get(lamp.modelId)!;
    const device = lamp.deviceId === undefined ? undefined : inventory.device.get(lamp.deviceId);
    const feed = deps.index().segmentOf(lamp);
    // a lamp without electronics shows what its segment gives it
    const decider = device ?? feed?.device;
    const output = device === undefined ? (feed?.output ?? 0) : (lamp.output ?? 0);
    const twin = decider && deps.twin(decider.id);
    const capability = device === undefined ? { outputKind: "relay" as const } : capabilityOf(twin, output, model);
    const deviceId = decider?.id ?? "";
    const plan = deps.planOf(deviceId) ?? noPlan;
    const config = configFor(decider ?? nobody, inventory, deps.index(), deps.site(), plan);
    const { calendars } = plan;
    const directives = directivesFor(deps.ordersOf(deviceId), { config, calendars }, now).directives;
    const followed = calendars.find(({ outputs }) => outputs.includes(output));
    const calendar = followed && deps.calendarOf(followed.document.digest);
    const common = { config, output, deviceId, capability, directives, twin, now };
    return { config, decision: expectOutput(calendar === undefined ? common : { ...common, calendar }) };
  }

  return {
    expectedLevel(lamp) {
      const feed = deps.index().segmentOf(lamp);
      const cabinet = feed?.device === undefined ? undefined : deps.twin(feed.device.id);
      const supply = supplyOf(feed && { cabinetId: feed.cabinet.id, output: feed.output }, cabinet);
      return supply.kind === "open" ? 0 : levelOf(decide(lamp, clock.now()).decision.target);
    },
    why(lampId) {
      const now = clock.now();
      const inventory = deps.inventory();
      const lamp = inventory.lamp.get(lampId);
      if (lamp === undefined) {
        throw new ControllerError("inventory/unknown", `there is no lamp ${lampId}`, { params: { id: lampId } });
      }
      const feed = deps.index().segmentOf(lamp);
      const cabinet = feed?.device === undefined ? undefined : deps.twin(feed.device.id);
      const twin = lamp.deviceId === undefined ? undefined : deps.twin(lamp.deviceId);
      const state = stateOf(twin, lamp.output ?? 0);
      const { config, decision } = decide(lamp, now);
      const { offsets } = config;
      const night = nightAt(config, now);
      const revisions = deps.inForce();
      const plans = revisions.map(({ plan }) => plan);
      return explain({
        lampId,
        lampName: lamp.name,
        at: now,
        tense: "now",
        night,
        decision,
        revisionOf: (planId) => revisionName(revisions, planId),
        bounds: boundsOfLamp(lamp, { plans, inventory, index: deps.index(), offsets, night, at: now }),
        supply: supplyOf(feed && { cabinetId: feed.cabinet.id, output: feed.output }, cabinet),
        cabinetName: (id) => inventory.cabinet.get(id)?.name ?? id,
        calendar: deps.calendarName(lamp),
        orderByRef: deps.orderByRef,
        writeTime: deps.writeTime,
        reported:
          state === undefined || twin === undefined || lamp.deviceId === undefined
            ? undefined
            : {
                at: twin.reportedAt,
                level: state.level,
                target: levelOf(state.target ?? { level: state.level }),
                source: state.source,
                settled: state.settled,
                online: deps.isOnline(lamp.deviceId),
                ...(state.ref === undefined ? {} : { ref: state.ref }),
                ...(state.activePower === undefined ? {} : { activePower: state.activePower }),
              },
      });
    },
  };
}
