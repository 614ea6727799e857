/** What an order would do to the streets, judged before it is given: what it darkens, closes and displaces, and whether it takes two people. */
import type { Clock } from "../../clock.ts";
import { planningSite } from "../../core/fleet/configure.ts";
import { lampsBelowFloor } from "../../core/orders/below-floor-of-order.ts";
import { type ClosedSegment, closedSegments, writeClosing } from "../../core/orders/closed-segments.ts";
import { darkCabinets } from "../../core/orders/dark-cabinets.ts";
import { type LightChange, lightChange } from "../../core/orders/light-change.ts";
import type { Order } from "../../core/orders/order.ts";
import { type PresentLight, presentLight, writePresent } from "../../core/orders/present-light.ts";
import { canDarken, reasonsForTwo, type TwoPeopleReason } from "../../core/orders/two-people.ts";
import type { DecideDeps } from "../fleet/decide-output.ts";
import { createLightAhead } from "../fleet/light-ahead.ts";

export interface OrderEffectsDeps extends DecideDeps {
  readonly clock: Clock;
  readonly orderByRef: (ref: number) => Order | undefined;
  /** Writes an instant as people of the site read it. */
  readonly writeTime: (at: number) => string;
  /** Lamps above which passing a road's floor takes two people. */
  readonly twoPeopleAbove: number;
}

export interface EffectsOfOrder extends LightChange {
  readonly lamps: number;
  /** Cabinets without any light on their roads at some time of it. */
  readonly darkCabinets: number;
  /** Lamps whose floor is above what is wanted at some time of it. */
  readonly belowFloor: number;
  /** Why one person may not give it alone; empty where one may. */
  readonly reasons: readonly TwoPeopleReason[];
  readonly closes: readonly ClosedSegment[];
  readonly present: readonly PresentLight[];
  /** What closes and what is displaced; empty where nothing is. */
  readonly sentence: { readonly vi: string; readonly en: string };
}

export interface OrderEffects {
  of(order: Order): EffectsOfOrder;
  reasonsForTwo(order: Order): readonly TwoPeopleReason[];
}

export function createOrderEffects(deps: OrderEffectsDeps): OrderEffects {
  const { clock, inventory, index, twin, writeTime } = deps;
  const ahead = createLightAhead(deps);

  const darkened = (order: Order) =>
    canDarken(order) ? darkCabinets(order, inventory(), index(), ahead.outlook(order), clock.now()) : 0;
  const reasons = (order: Order, cabinets: number) => reasonsForTwo(order, deps.twoPeopleAbove, cabinets);

  return {
    reasonsForTwo: (order) => reasons(order, darkened(order)),
    of(order) {
      const cabinets = darkened(order);
      const closes = closedSegments(order, inventory(), index(), twin);
      const present = presentLight(order, inventory(), twin, deps.orderByRef);
      const [closing, others] = [writeClosing(closes), writePresent(present, writeTime)];
      const join = (...sentences: string[]) => sentences.filter((each) => each !== "").join(" ");
      return {
        lamps: order.lampIds.length,
        ...lightChange(order, inventory(), twin),
        darkCabinets: cabinets,
        belowFloor: lampsBelowFloor(order, inventory(), deps.planOf, planningSite(deps.site()), clock.now()),
        reasons: reasons(order, cabinets),
        closes,
        present,
        sentence: { vi: join(closing.vi, others.vi), en: join(closing.en, others.en) },
      };
    },
  };
}
