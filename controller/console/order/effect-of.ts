/** What a wish does to the streets in the words consent is taken by. */
import type { Effect } from "../consent/risk.ts";
import type { OrderEffects } from "./use-order.ts";

/** Other lamps that would light are asked about as darkness is: nobody meant them. */
export function effectOf({
  darker,
  darkCabinets,
  closes,
}: Pick<OrderEffects, "darker" | "darkCabinets" | "closes">): Effect {
  if (darkCabinets > 1) return "cabinetsDark";
  return darker > 0 || othersOf(closes) > 0 ? "darker" : "brighter";
}

/** @returns lamps nobody meant that get supply. */
export function othersOf(closes: OrderEffects["closes"]): number {
  return closes.reduce((sum, { otherLamps }) => sum + otherLamps, 0);
}
