/** What bounds the light of one lamp at one instant, with the names people gave: floors, curfews, limits, approvals. */
import { localMinute, type Offsets } from "#protocol/behavior/civil-time.ts";
import { covers } from "#protocol/behavior/floor.ts";
import type { Night } from "#protocol/behavior/night.ts";
import type { InventoryIndex } from "../inventory/index.ts";
import type { Inventory, Lamp } from "../inventory/model.ts";
import type { Approval } from "./approval.ts";
import { inOrder } from "./assign.ts";
import { isAlternate, minuteOf } from "./compile-floors.ts";
import { dayOf } from "./days.ts";
import type { ClockTime, Plan, Scope } from "./plan.ts";
import { lampsInScope } from "./scope.ts";

export const boundKinds = ["floor", "curfew", "campaign", "limit"] as const;
export type BoundKind = (typeof boundKinds)[number];

/** A part of a plan that holds light up or down. */
export interface BoundName {
  readonly kind: BoundKind;
  readonly planId: string;
  readonly planName: string;
  readonly id: string;
  readonly name: string;
  /** Least percent of a floor, highest of everything else. */
  readonly percent: number;
  readonly documentNumber?: string;
}

/** An approval because of which a floor or curfew does not hold now. */
export interface ApprovalName {
  readonly planId: string;
  readonly id: string;
  readonly name: string;
  /** What it excepts from. */
  readonly kind: "floor" | "curfew";
  /** Percent without it. */
  readonly percent: number;
  /** Percent that holds instead, of a floor. */
  readonly level?: number;
  readonly personName: string;
  /** EpochMs at which it was given. */
  readonly at: number;
  readonly why: string;
  readonly documentNumber?: string;
}

export interface LampBounds {
  readonly floors: readonly BoundName[];
  readonly caps: readonly BoundName[];
  readonly approvals: readonly ApprovalName[];
}

export const noBounds: LampBounds = { floors: [], caps: [], approvals: [] };

export interface BoundsInput {
  /** In force side by side. */
  readonly plans: readonly Plan[];
  readonly inventory: Inventory;
  readonly index: InventoryIndex;
  readonly offsets: Offsets;
  /** The night of the lamp's own place around `at`. */
  readonly night: Night;
  /** EpochMs */
  readonly at: number;
}

export function boundsOfLamp(lamp: Lamp, input: BoundsInput): LampBounds {
  const { plans, inventory, index, offsets, night, at } = input;
  const minute = localMinute(offsets, at);
  const bounds = { floors: [] as BoundName[], caps: [] as BoundName[], approvals: [] as ApprovalName[] };
  const isHour = ({ from, to }: { from: ClockTime; to: ClockTime }) =>
    covers({ fromMinute: minuteOf(from), toMinute: minuteOf(to) }, minute);
  const isNight = ({ from, to }: Pick<Approval, "from" | "to">) => dayOf(from) <= night.date && night.date <= dayOf(to);
  for (const plan of inOrder(plans).filter(({ areaId }) => index.areaAndAbove(lamp.areaId).includes(areaId))) {
    const isMeant = (scope: Scope | undefined) =>
      scope === undefined || lampsInScope(scope, plan.areaId, inventory, index).has(lamp.id);
    const given = <T extends Approval>(approvals: readonly T[] = []) =>
      approvals.filter((each) => each.approved !== undefined && isNight(each) && isMeant(each.scope));
    const nameIt = (kind: BoundKind, part: { id: string; name: string; documentNumber?: string }, percent: number) =>
      boundName(kind, plan, part, percent);

    for (const floor of isDark(night, at) && lamp.use === "road" ? plan.roadFloors : []) {
      if (lamp.roadId === undefined || !floor.roadIds.includes(lamp.roadId)) continue;
      const span = floor.spans.find((each) => isHour(each) && !isAlternate(lamp, each.mayBeDark));
      if (span === undefined || span.level === 0) continue;
      const [lowest] = given(floor.approvals)
        .filter(({ level }) => level < span.level)
        .toSorted((a, b) => a.level - b.level);
      if (lowest === undefined) bounds.floors.push(nameIt("floor", floor, span.level));
      else {
        const { level } = lowest;
        bounds.approvals.push({ ...approvalName("floor", plan, lowest, span.level), level });
        if (level > 0) bounds.floors.push(nameIt("floor", floor, level));
      }
    }
    for (const curfew of plan.curfews) {
      if (!isHour(curfew) || !isMeant(curfew.scope)) continue;
      const approvals = given(curfew.approvals);
      if (approvals.length === 0) bounds.caps.push(nameIt("curfew", curfew, curfew.percent));
      bounds.approvals.push(...approvals.map((each) => approvalName("curfew", plan, each, curfew.percent)));
    }
    for (const campaign of plan.campaigns.filter((each) => isNight(each) && isMeant(each.scope))) {
      for (const curfew of (campaign.curfews ?? []).filter((each) => isHour(each) && isMeant(each.scope)))
        bounds.caps.push(nameIt("campaign", campaign, curfew.percent));
    }
    for (const limit of plan.limits) {
      if (limit.from <= at && at < limit.until && isMeant(limit.scope))
        bounds.caps.push(nameIt("limit", limit, limit.percent));
    }
  }
  return bounds;
}

function isDark({ civilDusk, civilDawn }: Night, at: number): boolean {
  return civilDusk <= at && at < civilDawn;
}

function boundName(
  kind: BoundKind,
  plan: Plan,
  { id, name, documentNumber }: { id: string; name: string; documentNumber?: string },
  percent: number,
): BoundName {
  return {
    kind,
    planId: plan.id,
    planName: plan.name,
    id,
    name,
    percent,
    ...(documentNumber === undefined ? {} : { documentNumber }),
  };
}

function approvalName(kind: ApprovalName["kind"], plan: Plan, approval: Approval, percent: number): ApprovalName {
  const { id, name, why, documentNumber, approved } = approval;
  return {
    planId: plan.id,
    id,
    name,
    kind,
    percent,
    personName: approved!.personName,
    at: approved!.at,
    why,
    ...(documentNumber === undefined ? {} : { documentNumber }),
  };
}
