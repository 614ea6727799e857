/** What lamps should give in the time of an order that nobody has given yet: the question its judges ask. */
import type { Lamp } from "../inventory/model.ts";
import type { Order } from "./order.ts";

export interface LightThen {
  /** Percent; 0 too where its segment gives it no supply. */
  readonly level: number;
  /** EpochMs, later than the instant asked about; nothing changes before. */
  readonly until: number;
}

/** @param at EpochMs */
export type LightAt = (lamp: Lamp, at: number) => LightThen;

/** The same decision twice: plans, floors and other orders as they are, with the order in question and without it. */
export interface Outlook {
  readonly with: LightAt;
  readonly without: LightAt;
}

/** @returns EpochMs, half-open; empty for what has no end, or is over. @param now EpochMs */
export function periodOf({ issuedAt, from, until }: Pick<Order, "issuedAt" | "from" | "until">, now: number) {
  return { begin: Math.max(from ?? issuedAt, now), end: until ?? now };
}
