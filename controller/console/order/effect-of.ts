/** What a wish does to the streets in the words consent is taken by. */
import type { Effect } from "../consent/risk.ts";
import type { OrderEffects, Wish } from "./use-order.ts";

export interface Judged {
  readonly wish: Pick<Wish, "darken">;
  readonly effects: Pick<OrderEffects, "darker" | "reasons" | "closes">;
}

/** Other lamps that would light are asked about as darkness is: nobody meant them. */
export function effectOf({ wish: { darken }, effects: { darker, reasons, closes } }: Judged): Effect {
  // what takes two people is asked about at any time of day: lamps that are off now may be meant for tonight
  const [first] = reasons;
  if (first !== undefined) return first.code;
  if (darker > 0 && darken === true) return "belowFloor";
  return darker > 0 || othersOf(closes) > 0 ? "darker" : "brighter";
}

/** @returns lamps nobody meant that get supply. */
export function othersOf(closes: OrderEffects["closes"]): number {
  return closes.reduce((sum, { otherLamps }) => sum + otherLamps, 0);
}
