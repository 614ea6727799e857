/** What the live stream tells of overrides that wait for a second person, to whoever may read where they reach. */
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory } from "../../core/inventory/model.ts";
import { areasOfSelection } from "../../core/orders/part-of-order.ts";
import { lampsOfWaiting, showWaiting, type WaitingOrder } from "../../core/orders/waiting-order.ts";
import type { Live } from "../live/live.ts";

export interface WaitingFeedDeps {
  readonly live: Pick<Live, "publish">;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
}

/** Told when one was asked for, given, taken back or turned down. Nobody is told that one is over: its end says so. */
export type WaitingFeed = (waiting: WaitingOrder) => void;

export function createWaitingFeed({ live, inventory, index }: WaitingFeedDeps): WaitingFeed {
  return (waiting) => {
    const { selection } = waiting.request;
    const pointedAt = selection === undefined ? [] : areasOfSelection(selection, inventory(), index());
    const lampIds = lampsOfWaiting(waiting, inventory(), index());
    const areaIds = [...new Set([...lampIds.map((id) => inventory().lamp.get(id)!.areaId), ...pointedAt])];
    const data = (seen: readonly string[]) => {
      const shown = new Set(seen);
      return showWaiting(waiting, inventory(), index(), (areaId) => shown.has(areaId));
    };
    live.publish({ kind: "waiting", key: waiting.id, areaIds, data });
  };
}
