/** What bounds the light of one lamp at one instant, with the names people gave: floors, curfews, limits, approvals. */
import { localMinute, type Offsets } from "#protocol/behavior/civil-time.ts";
import { covers } from "#protocol/behavior/floor.ts";
import type { Night } from "#protocol/behavior/night.ts";
import type { InventoryIndex } from "../inventory/index.ts";
import type { Inventory, Lamp } from "../inventory/model.ts";
import type { Approval } from "./approval.ts";
import { inOrder } from "./assign.ts";
import { isAlternate, minuteOf } from "./compile/compile-floors.ts";
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
  const plans = inOrder(input.plans).filter(({ areaId }) => input.index.areaAndAbove(lamp.areaId).includes(areaId));
  const each = plans.map((plan) => {
    const questions = questionsOf(lamp, plan, input);
    const floors = isDark(input.night, input.at) && lamp.use === "road" ? floorsOf(lamp, plan, questions) : noBounds;
    return [floors, curfewsOf(plan, questions), datedCapsOf(plan, questions, input.at)];
  });
  const all = each.flat();
  return {
    floors: all.flatMap(({ floors = [] }) => floors),
    caps: all.flatMap(({ caps = [] }) => caps),
    approvals: all.flatMap(({ approvals = [] }) => approvals),
  };
}

/** What a part of a plan is asked at the instant in question. */
interface Questions {
  isHour(span: { from: ClockTime; to: ClockTime }): boolean;
  isNight(dated: Pick<Approval, "from" | "to">): boolean;
  isMeant(scope: Scope | undefined): boolean;
  /** Approvals that were given and hold now for the lamp. */
  given<T extends Approval>(approvals: readonly T[] | undefined): T[];
}

function questionsOf(lamp: Lamp, plan: Plan, { inventory, index, offsets, night, at }: BoundsInput): Questions {
  const minute = localMinute(offsets, at);
  const isNight: Questions["isNight"] = ({ from, to }) => dayOf(from) <= night.date && night.date <= dayOf(to);
  const isMeant: Questions["isMeant"] = (scope) =>
    scope === undefined || lampsInScope(scope, plan.areaId, inventory, index).has(lamp.id);
  return {
    isHour: ({ from, to }) => covers({ fromMinute: minuteOf(from), toMinute: minuteOf(to) }, minute),
    isNight,
    isMeant,
    given: (approvals = []) =>
      approvals.filter((each) => each.approved !== undefined && isNight(each) && isMeant(each.scope)),
  };
}

function floorsOf(lamp: Lamp, plan: Plan, { isHour, given }: Questions): Partial<LampBounds> {
  const floors: BoundName[] = [];
  const approvals: ApprovalName[] = [];
  for (const floor of plan.roadFloors) {
    if (lamp.roadId === undefined || !floor.roadIds.includes(lamp.roadId)) continue;
    const span = floor.spans.find((each) => isHour(each) && !isAlternate(lamp, each.mayBeDark));
    if (span === undefined) continue;
    const [lowest] = given(floor.approvals)
      .filter(({ level }) => level < span.level)
      .toSorted((a, b) => a.level - b.level);
    const level = lowest?.level ?? span.level;
    if (lowest !== undefined) approvals.push({ ...approvalName("floor", plan, lowest, span.level), level });
    if (level > 0) floors.push(boundName("floor", plan, floor, level));
  }
  return { floors, approvals };
}

function curfewsOf(plan: Plan, { isHour, isMeant, given }: Questions): Partial<LampBounds> {
  const now = plan.curfews.filter((curfew) => isHour(curfew) && isMeant(curfew.scope));
  const excepted = now.map((curfew) => ({ curfew, approvals: given(curfew.approvals) }));
  return {
    caps: excepted
      .filter(({ approvals }) => approvals.length === 0)
      .map(({ curfew }) => boundName("curfew", plan, curfew, curfew.percent)),
    approvals: excepted.flatMap(({ curfew, approvals }) =>
      approvals.map((each) => approvalName("curfew", plan, each, curfew.percent)),
    ),
  };
}

/** Curfews of campaigns, and limits. */
function datedCapsOf(plan: Plan, { isHour, isNight, isMeant }: Questions, at: number): Partial<LampBounds> {
  const campaigns = plan.campaigns.filter((campaign) => isNight(campaign) && isMeant(campaign.scope));
  const limits = plan.limits.filter(({ from, until, scope }) => from <= at && at < until && isMeant(scope));
  return {
    caps: [
      ...campaigns.flatMap((campaign) =>
        (campaign.curfews ?? [])
          .filter((curfew) => isHour(curfew) && isMeant(curfew.scope))
          .map(({ percent }) => boundName("campaign", plan, campaign, percent)),
      ),
      ...limits.map((limit) => boundName("limit", plan, limit, limit.percent)),
    ],
  };
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
