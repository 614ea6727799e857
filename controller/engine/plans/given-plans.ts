/**
 * What each device is given of the plans: its calendars, floors and ceilings, on disk before it is told, with the
 * documents it will fetch. Who is given what, and when, is decided by deployments.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import { type Calendar, decodeCalendar } from "#protocol/wire/calendar.ts";
import { type DevicePlan, isSamePlan } from "../../core/fleet/device-plan.ts";
import type { CompiledPlans } from "../../core/plans/compile/compile-plans.ts";
import type { PlanStore } from "../../core/plans/ports.ts";
import type { Steps } from "../../core/steps.ts";
import type { Documents } from "../fleet/documents.ts";

/** What of compiled plans goes to devices, and what it means for lamps. */
export type Compiled = Pick<CompiledPlans, "documents" | "devices" | "lamps">;

export interface GivenPlansDeps {
  readonly store: Pick<PlanStore, "devicePlans" | "givePlans">;
  readonly documents: Documents;
}

export interface GivenPlans {
  /** What a device is given now; the same value until that changes. */
  planOf(device: string): DevicePlan | undefined;
  /** A calendar devices are given, by the digest of its document. */
  calendarOf(digest: string): Calendar | undefined;
  /** Devices that are given something else by these plans than they have, in small steps. */
  changedBy(compiled: Compiled): Steps<string[]>;
  /**
   * Some at a time, each part on disk before `onGiven` tells its devices: a controller that dies in between tells each
   * device the same again, not something older. Devices that have it already are left alone.
   */
  give(devices: readonly string[], compiled: Compiled, onGiven: (devices: readonly string[]) => void): Promise<void>;
}

/** Devices compared in one step, about a millisecond. */
const comparedPerStep = 100;
/** Devices given something in one transaction: it costs some milliseconds, in which nobody else has a turn. */
const givenAtOnce = 200;

export async function createGivenPlans({ store, documents }: GivenPlansDeps): Promise<GivenPlans> {
  const given = new Map(await store.devicePlans());
  const calendars = new Map<string, Calendar>();

  async function giveSome(plans: ReadonlyMap<string, DevicePlan | undefined>, compiled: Compiled): Promise<void> {
    const needed = new Set([...plans.values()].flatMap(digestsOf));
    const bytes = [...needed].map((digest) => ({ digest, bytes: compiled.documents.get(digest)! }));
    await store.givePlans(plans, bytes);
    for (const one of bytes) documents.add(one.bytes);
    for (const [device, plan] of plans) {
      if (plan === undefined) given.delete(device);
      else given.set(device, plan);
    }
  }

  return {
    planOf: (device) => given.get(device),
    calendarOf(digest) {
      const known = calendars.get(digest);
      if (known !== undefined) return known;
      const bytes = documents.bytesOf(digest);
      const decoded = bytes && decodeCalendar(bytes);
      if (!decoded?.ok) return undefined;
      calendars.set(digest, decoded.calendar);
      return decoded.calendar;
    },
    *changedBy({ devices }) {
      const changed: string[] = [];
      let compared = 0;
      for (const device of new Set([...given.keys(), ...devices.keys()])) {
        if (compared++ % comparedPerStep === 0) yield;
        if (!isSamePlan(given.get(device), devices.get(device))) changed.push(device);
      }
      return changed;
    },
    async give(devices, compiled, onGiven) {
      let changed = 0;
      for (let n = 0; n < devices.length; n += givenAtOnce) {
        const some = devices
          .slice(n, n + givenAtOnce)
          .filter((device) => !isSamePlan(given.get(device), compiled.devices.get(device)));
        if (some.length > 0) await giveSome(new Map(some.map((id) => [id, compiled.devices.get(id)])), compiled);
        onGiven(some);
        changed += some.length;
        await nextTurn();
      }
      if (changed > 0) await documents.use(new Set([...given.values()].flatMap(digestsOf)));
    },
  };
}

function digestsOf(plan: DevicePlan | undefined): string[] {
  return (plan?.calendars ?? []).map(({ document }) => document.digest);
}
