/** How much of an order is left. */
import type { Order } from "./open-orders.ts";

export type Remaining =
  /** It begins later. */
  | { readonly phase: "ahead"; readonly begin: number }
  /** Only a person ends it. */
  | { readonly phase: "open" }
  /** @property left ms @property share of its time that is left, 0 to 1. */
  | { readonly phase: "running"; readonly left: number; readonly share: number };

export function remainingOf(
  { issuedAt, from = issuedAt, until }: Pick<Order, "issuedAt" | "from" | "until">,
  now: number,
): Remaining {
  if (from > now && from > issuedAt) return { phase: "ahead", begin: from };
  if (until === undefined) return { phase: "open" };
  const left = Math.max(0, until - now);
  return { phase: "running", left, share: Math.min(1, left / Math.max(1, until - from)) };
}

/** Those that end first at the top, those without an end after them, what begins later last. */
export function inOrderOfEnd(orders: readonly Order[], now: number): readonly Order[] {
  const rank = (order: Order) => {
    const remaining = remainingOf(order, now);
    if (remaining.phase === "ahead") return 1e15 + remaining.begin;
    return remaining.phase === "open" ? 1e15 : (order.until ?? 0);
  };
  return orders.toSorted((a, b) => rank(a) - rank(b));
}
