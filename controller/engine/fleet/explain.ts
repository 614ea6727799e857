/** Answers "why" for now: gathers what the core needs to explain one lamp. `explain-at.ts` does so for other times. */
import { levelOf } from "#protocol/behavior/light.ts";
import { nightAt } from "#protocol/behavior/night.ts";
import type { Clock } from "../../clock.ts";
import { supplyOf } from "../../core/fleet/supply.ts";
import { stateOf } from "../../core/fleet/twin.ts";
import { explain, type Why } from "../../core/fleet/why.ts";
import type { Lamp } from "../../core/inventory/model.ts";
import type { Order } from "../../core/orders/order.ts";
import { boundsOfLamp } from "../../core/plans/bounds-of-lamp.ts";
import type { CalendarName } from "../../core/plans/night-of-lamp.ts";
import { type PlanRevision, revisionName } from "../../core/plans/plan-revision.ts";
import { ControllerError } from "../../errors.ts";
import { createDecider, type DecideDeps } from "./decide-output.ts";

export interface ExplainDeps extends DecideDeps {
  readonly clock: Clock;
  readonly isOnline: (device: string) => boolean;
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

export function createExplainer(deps: ExplainDeps): Explainer {
  const { clock } = deps;
  const decide = createDecider(deps);

  return {
    expectedLevel(lamp) {
      const feed = deps.index().segmentOf(lamp);
      const cabinet = feed?.device === undefined ? undefined : deps.twin(feed.device.id);
      const supply = supplyOf(feed && { cabinetId: feed.cabinet.id, output: feed.output }, cabinet);
      return supply.kind === "open" ? 0 : levelOf(decide.lamp(lamp, clock.now()).decision.target);
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
      const { config, decision } = decide.lamp(lamp, now);
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
