/** What the live stream tells of orders: that one was given, tried or ended, where it reaches. What it is, is asked for. */
import type { Inventory } from "../../core/inventory/model.ts";
import { areasOfOrder } from "../../core/orders/areas-of-order.ts";
import type { Order } from "../../core/orders/order.ts";
import type { Live } from "../live/live.ts";

export interface OrderFeedDeps {
  readonly live: Pick<Live, "publish">;
  readonly inventory: () => Inventory;
}

/** Nobody is told that one has run out: its end says so. */
export type OrderFeed = (order: Order) => void;

export function createOrderFeed({ live, inventory }: OrderFeedDeps): OrderFeed {
  return (order) => {
    const { id, kind, ended } = order;
    const data = () => ({ id, kind, open: ended === undefined });
    live.publish({ kind: "order", key: id, areaIds: [...areasOfOrder(order, inventory())], data });
  };
}
