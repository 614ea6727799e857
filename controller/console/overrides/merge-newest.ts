/** Orders of all kinds as one list, newest first. */
import type { OrderKind } from "../order/kinds.ts";
import type { Order } from "./open-orders.ts";

/** Where the next page of each kind begins; kinds that are read to their end are absent. */
export type Cursors = Partial<Record<OrderKind, string>>;

export interface OrdersPage {
  readonly items: readonly Order[];
  readonly next: Cursors;
}

/**
 * @returns newest first, as far back as every kind is known: older ones of a rare kind would make those of a frequent
 * one seem to have stopped.
 */
export function mergeNewest(pages: readonly OrdersPage[]): readonly Order[] {
  const all = pages.flatMap(({ items }) => items).toSorted((a, b) => b.issuedAt - a.issuedAt);
  const unread = Object.keys(pages.at(-1)?.next ?? {});
  const horizon = Math.max(...unread.map((kind) => all.findLast((order) => order.kind === kind)?.issuedAt ?? 0), 0);
  return all.filter(({ issuedAt }) => issuedAt >= horizon);
}
