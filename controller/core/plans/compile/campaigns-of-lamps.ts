/** Which campaigns change the calendar of which lamp, as they are laid. */
import type { InventoryIndex } from "../../inventory/index.ts";
import type { Inventory } from "../../inventory/model.ts";
import { inOrder } from "../assign.ts";
import { secondsOfChecked } from "../clock-time.ts";
import { type DayRange, dayOf } from "../days.ts";
import { type Campaign, type Plan, partKey } from "../plan.ts";
import { lampsInScope } from "../scope.ts";
import type { LaidCampaign } from "./lay-campaigns.ts";

/** Campaigns laid over one lamp's calendar; lamps of equal lists share a `key`. */
export interface LaidOver {
  readonly key: string;
  readonly campaigns: readonly LaidCampaign[];
}

const none: LaidOver = { key: "", campaigns: [] };

/** @returns for a lamp the campaigns with a night in the window, by their first night and then by plan and list. */
export function campaignsOfLamps(
  plans: readonly Plan[],
  inventory: Inventory,
  index: InventoryIndex,
  window: DayRange,
): (lampId: string) => LaidOver {
  const laid = inOrder(plans)
    .flatMap((plan) => plan.campaigns.map((campaign) => ({ plan, campaign, nights: nightsOf(campaign) })))
    .filter(({ nights }) => nights[1] >= window[0] && nights[0] <= window[1])
    .toSorted((a, b) => a.nights[0] - b.nights[0])
    .map(({ plan, campaign, nights }) => {
      const lampsOf = (scope: Campaign["scope"]) => lampsInScope(scope, plan.areaId, inventory, index);
      const reductions = (campaign.reductions ?? []).map(({ from, to, byPercent, scope }) => ({
        lamps: scope && lampsOf(scope),
        reduction: { from: secondsOfChecked(from), to: secondsOfChecked(to), byPercent },
      }));
      const { shift } = campaign;
      return { key: partKey(plan.id, campaign.id), nights, shift, lamps: lampsOf(campaign.scope), reductions };
    });
  const shared = new Map<string, LaidOver>([["", none]]);
  return (lampId) => {
    const parts = laid.map(({ lamps, shift, reductions }) => {
      if (!lamps.has(lampId)) return "";
      const mine = reductions.map((reduction) => ((reduction.lamps?.has(lampId) ?? true) ? 1 : 0));
      return shift === undefined && !mine.includes(1) ? "" : `+${mine.join("")}`;
    });
    const key = parts.every((part) => part === "") ? "" : parts.join(",");
    let over = shared.get(key);
    if (over === undefined) {
      const campaigns = laid.flatMap(({ key: name, nights, shift, reductions }, n): LaidCampaign[] => {
        const part = parts[n]!;
        if (part === "") return [];
        const mine = reductions.filter((_, r) => part[r + 1] === "1").map(({ reduction }) => reduction);
        return [{ key: name, nights, reductions: mine, ...(shift !== undefined && { shift }) }];
      });
      over = { key, campaigns };
      shared.set(key, over);
    }
    return over;
  };
}

function nightsOf({ from, to }: Campaign): DayRange {
  return [dayOf(from), dayOf(to)];
}
