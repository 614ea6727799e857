/** Curfews, campaign curfews and limits as each lamp has them: what may not be passed after arbitration. */
import type { InventoryIndex } from "../../inventory/index.ts";
import type { Inventory } from "../../inventory/model.ts";
import { inOrder } from "../assign.ts";
import { type DayRange, dayOf, firstDay, lastDay, withoutRanges } from "../days.ts";
import { type Campaign, type Curfew, type Plan, partKey } from "../plan.ts";
import { lampsInScope } from "../scope.ts";
import { minuteOf, shareEqual } from "./compile-floors.ts";

/** A nightly cap on the local clock, past midnight where the second minute is smaller. */
export interface Ceiling {
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly percent: number;
  /** Nights on which it holds, first and last included; absent: all. */
  readonly nights?: readonly DayRange[] | undefined;
}

/** A cap over one span of time, EpochMs. */
export interface Span {
  readonly percent: number;
  readonly from: number;
  readonly until: number;
}

/** A cap of one lamp and the part of a plan it comes from. */
export interface LampCap {
  /** `planId/` and the id of the curfew, campaign or limit. */
  readonly key: string;
  readonly ceiling?: Ceiling;
  readonly span?: Span;
}

/** @param window nights before it are past: what has ended by then is left out. @returns caps by lamp, equal lists shared. */
export function compileCaps(
  plans: readonly Plan[],
  inventory: Inventory,
  index: InventoryIndex,
  window: DayRange,
): Map<string, readonly LampCap[]> {
  const caps = new Map<string, LampCap[]>();
  const add = (lampIds: Iterable<string>, cap: LampCap) => {
    for (const id of lampIds) {
      const list = caps.get(id);
      if (list === undefined) caps.set(id, [cap]);
      else list.push(cap);
    }
  };
  for (const plan of inOrder(plans)) {
    const lampsOf = (scope: Curfew["scope"]) => lampsInScope(scope, plan.areaId, inventory, index);
    for (const curfew of plan.curfews) addCurfew(plan, curfew, lampsOf, window, add);
    for (const campaign of plan.campaigns) addCampaign(plan, campaign, lampsOf, window, add);
    for (const { id, scope, percent, from, until } of plan.limits) {
      if (until > window[0] * 86_400_000)
        add(lampsOf(scope), { key: partKey(plan.id, id), span: { percent, from, until } });
    }
  }
  return shareEqual(caps);
}

type LampsOf = (scope: Curfew["scope"]) => ReadonlySet<string>;
type Add = (lampIds: Iterable<string>, cap: LampCap) => void;

/** Lamps with the same approvals share a cap; one that was given takes its nights out for the lamps it names. */
function addCurfew(plan: Plan, curfew: Curfew, lampsOf: LampsOf, window: DayRange, add: Add): void {
  const approvals = (curfew.approvals ?? [])
    .filter(({ approved }) => approved !== undefined)
    .map(({ from, to, scope }) => ({
      nights: [dayOf(from), dayOf(to)] as const,
      lamps: scope && lampsOf(scope),
    }))
    .filter(({ nights }) => nights[1] >= window[0]);
  const byApprovals = new Map<string, { nights: DayRange[]; lampIds: string[] }>();
  for (const id of lampsOf(curfew.scope)) {
    const nights = approvals.filter(({ lamps }) => lamps?.has(id) ?? true).map((approval) => approval.nights);
    const key = JSON.stringify(nights);
    const alike = byApprovals.get(key);
    if (alike === undefined) byApprovals.set(key, { nights, lampIds: [id] });
    else alike.lampIds.push(id);
  }
  for (const { nights, lampIds } of byApprovals.values()) {
    const ceiling = {
      ...hoursOf(curfew),
      ...(nights.length > 0 && { nights: withoutRanges([firstDay, lastDay], nights) }),
    };
    add(lampIds, { key: partKey(plan.id, curfew.id), ceiling });
  }
}

function addCampaign(plan: Plan, campaign: Campaign, lampsOf: LampsOf, window: DayRange, add: Add): void {
  const nights: DayRange = [dayOf(campaign.from), dayOf(campaign.to)];
  if (nights[1] < window[0]) return;
  const all = lampsOf(campaign.scope);
  for (const curfew of campaign.curfews ?? []) {
    const lampIds = curfew.scope === undefined ? all : intersection(all, lampsOf(curfew.scope));
    add(lampIds, { key: partKey(plan.id, campaign.id), ceiling: { ...hoursOf(curfew), nights: [nights] } });
  }
}

const hoursOf = ({ from, to, percent }: Pick<Curfew, "from" | "to" | "percent">) => ({
  fromMinute: minuteOf(from),
  toMinute: minuteOf(to),
  percent,
});

const intersection = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...a].filter((id) => b.has(id));
