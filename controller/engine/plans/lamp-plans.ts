/** What plans mean for single lamps: now, in a night to come, or in one that is past, from what was in force then. */
import { calendarAt } from "#protocol/behavior/calendar.ts";
import type { Clock } from "../../clock.ts";
import { configFor, planningSite, type Site } from "../../core/fleet/configure.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory, Lamp } from "../../core/inventory/model.ts";
import { compileLamp, type LampCalendar } from "../../core/plans/compile/compile-lamp.ts";
import { coverageOf, type PlanCoverage } from "../../core/plans/coverage.ts";
import { type CalendarName, type LampNight, nameCalendar, nightOfLamp } from "../../core/plans/night-of-lamp.ts";
import { emptyPlan, type Plan } from "../../core/plans/plan.ts";
import type { PlanStore } from "../../core/plans/ports.ts";
import type { Deployments } from "./deployments.ts";

export interface LampPlansDeps {
  readonly clock: Clock;
  readonly store: Pick<PlanStore, "inForceAt">;
  readonly deployments: Pick<Deployments, "lampPlan" | "inForce">;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  readonly site: () => Site;
}

export interface LampPlans {
  /** @param at EpochMs. @returns undefined where no calendar covers or covered the lamp. */
  nightOf(lamp: Lamp, at: number): Promise<LampNight | undefined>;
  /** Which part of a plan decides for the lamp now. */
  nameOf(lamp: Lamp): CalendarName | undefined;
  /** Lamps in use that follow no calendar: they keep the fallback. */
  uncovered(): Lamp[];
  /** Who would follow what if these assignments were in force, saved or not, beside the other plans. */
  coverageOf(plan: Pick<Plan, "id" | "areaId" | "assignments">): PlanCoverage;
}

export function createLampPlans(deps: LampPlansDeps): LampPlans {
  const { clock, store, deployments } = deps;

  /** Where the lamp reckons its nights, as its device is told. */
  function siteOf(lamp: Lamp) {
    const inventory = deps.inventory();
    const device = lamp.deviceId === undefined ? undefined : inventory.device.get(lamp.deviceId);
    const { place, offsets } = configFor(device ?? { id: "", outputs: 1 }, inventory, deps.index(), deps.site());
    return { place, offsets };
  }

  async function calendarOf(lamp: Lamp, at: number): Promise<LampCalendar | undefined> {
    const revisions = await store.inForceAt(Math.min(at, clock.now()));
    const plans = revisions.map(({ plan }) => plan);
    const site = planningSite(deps.site());
    return compileLamp(lamp, { plans, inventory: deps.inventory(), index: deps.index(), site, now: at });
  }

  return {
    async nightOf(lamp, at) {
      const calendar = await calendarOf(lamp, at);
      const kind = deps.inventory().lampModel.get(lamp.modelId)?.outputKind ?? "white";
      return calendar && nightOfLamp(calendar, kind, siteOf(lamp), at);
    },
    nameOf(lamp) {
      const compiled = deployments.lampPlan(lamp.id)?.compiled;
      return compiled && nameCalendar(compiled, calendarAt(compiled.document, siteOf(lamp), clock.now()));
    },
    uncovered: () =>
      [...deps.inventory().lamp.values()].filter(
        ({ id, retiredAt }) => retiredAt === undefined && deployments.lampPlan(id)?.compiled === undefined,
      ),
    coverageOf({ id, areaId, assignments }) {
      const others = deployments.inForce().flatMap(({ plan }) => (plan.id === id ? [] : [plan]));
      return coverageOf({ ...emptyPlan(id, "", areaId), assignments }, others, deps.inventory(), deps.index());
    },
  };
}
