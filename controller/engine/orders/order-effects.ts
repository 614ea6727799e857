/** What an order would do to the streets, judged before it is given: what it darkens, opens, closes and displaces, and whether it takes two people. */
import { nightAt } from "#protocol/behavior/night.ts";
import type { Clock } from "../../clock.ts";
import { planningSite } from "../../core/fleet/configure.ts";
import { lampsBelowFloor } from "../../core/orders/below-floor-of-order.ts";
import { type ClosedSegment, closedSegments, writeClosing } from "../../core/orders/closed-segments.ts";
import { darkCabinets } from "../../core/orders/dark-cabinets.ts";
import { darkHours } from "../../core/orders/dark-hours.ts";
import { darkerWithin, type LightChange, lightChange } from "../../core/orders/light-change.ts";
import { type Opening, opening, writeOpening } from "../../core/orders/opened-segments.ts";
import type { Order } from "../../core/orders/order.ts";
import { type PresentLight, presentLight, writePresent } from "../../core/orders/present-light.ts";
import { type RoadsLeft, roadsLeft, roadsOf } from "../../core/orders/road-light.ts";
import { canDarken, reasonsForTwo, type TwoPeopleReason } from "../../core/orders/two-people.ts";
import { compileFloors } from "../../core/plans/compile/compile-floors.ts";
import { lastDay } from "../../core/plans/days.ts";
import type { PlanRevision } from "../../core/plans/plan-revision.ts";
import type { DecideDeps } from "../fleet/decide-output.ts";
import { createLightAhead } from "../fleet/light-ahead.ts";
import type { InSlices } from "../in-slices.ts";

export interface OrderEffectsDeps extends DecideDeps {
  readonly clock: Clock;
  readonly orderByRef: (ref: number) => Order | undefined;
  /** Writes an instant as people of the site read it. */
  readonly writeTime: (at: number) => string;
  /** Lamps above which passing a road's floor takes two people. */
  readonly twoPeopleAbove: number;
  /** Revisions of plans in force. */
  readonly inForce: () => readonly PlanRevision[];
  readonly inSlices: InSlices;
}

export interface EffectsOfOrder extends LightChange, Opening {
  readonly lamps: number;
  /** Cabinets without any light on their roads at some time of it. */
  readonly darkCabinets: number;
  /** Lamps whose floor is above what is wanted at some time of it. */
  readonly belowFloor: number;
  /** Why one person may not give it alone; empty where one may. */
  readonly reasons: readonly TwoPeopleReason[];
  /** What is left of its roads, where it may pass a floor or takes two people. */
  readonly roads?: RoadsLeft;
  readonly closes: readonly ClosedSegment[];
  readonly present: readonly PresentLight[];
  /** What opens, closes and is displaced; empty where nothing is. */
  readonly sentence: { readonly vi: string; readonly en: string };
  /** What is displaced alone. */
  readonly presentSentence: { readonly vi: string; readonly en: string };
}

export interface OrderEffects {
  of(order: Order): Promise<EffectsOfOrder>;
  /** Why one person may not give it alone; empty where one may. */
  reasonsForTwo(order: Order): readonly TwoPeopleReason[];
  /** What is left of its roads: of orders that may pass a floor, or take two people. Done in slices. */
  roadsLeft(order: Order): Promise<RoadsLeft | undefined>;
}

export function createOrderEffects(deps: OrderEffectsDeps): OrderEffects {
  const { clock, inventory, index, twin, writeTime } = deps;
  const ahead = createLightAhead(deps);

  /** The judgements that look ahead share what they find out. */
  function judge(order: Order) {
    const site = planningSite(deps.site());
    const [outlook, hours] = [ahead.outlook(order), darkHours(order, site, clock.now())];
    const cabinets = canDarken(order) ? darkCabinets(order, inventory(), index(), outlook, hours) : 0;
    return { site, outlook, hours, cabinets, reasons: reasonsForTwo(order, deps.twoPeopleAbove, cabinets) };
  }

  async function roadsOfJudged(order: Order, { site, outlook, hours, reasons }: ReturnType<typeof judge>) {
    if (order.darken === undefined && reasons.length === 0) return undefined;
    const floors = floorsOf(roadsOf(order, inventory()), nightAt(site, clock.now()).date);
    const context = { inventory: inventory(), index: index(), outlook, floors, hours, offsets: site.offsets };
    return await deps.inSlices(roadsLeft(order, context));
  }

  /** @param today day of the night that is now: approvals that ended before it are left out. */
  function floorsOf(roadIds: readonly string[], today: number) {
    const touched = new Set(roadIds);
    const plans = deps.inForce().map(({ plan }) => ({
      ...plan,
      roadFloors: plan.roadFloors.map((floor) => ({
        ...floor,
        roadIds: floor.roadIds.filter((id) => touched.has(id)),
      })),
    }));
    return compileFloors(plans, inventory(), index(), [today, lastDay]);
  }

  return {
    reasonsForTwo: (order) => judge(order).reasons,
    roadsLeft: (order) => roadsOfJudged(order, judge(order)),
    async of(order) {
      const judged = judge(order);
      const roads = await roadsOfJudged(order, judged);
      const closes = closedSegments(order, inventory(), index(), twin);
      const present = presentLight(order, inventory(), twin, deps.orderByRef);
      const opened = opening(order, inventory(), index(), twin);
      const change = lightChange(order, inventory(), twin, darkerWithin(judged.outlook, judged.hours));
      const presentSentence = writePresent(present, writeTime);
      const said = [writeOpening(opened), writeClosing(closes), presentSentence];
      const join = (sentences: readonly string[]) => sentences.filter((each) => each !== "").join(" ");
      return {
        lamps: order.lampIds.length,
        ...change,
        ...(order.target === undefined && { darker: opened.goDark }),
        darkCabinets: judged.cabinets,
        belowFloor: lampsBelowFloor(order, inventory(), deps.planOf, judged.site, clock.now()),
        reasons: judged.reasons,
        ...(roads && { roads }),
        ...opened,
        closes,
        present,
        sentence: { vi: join(said.map(({ vi }) => vi)), en: join(said.map(({ en }) => en)) },
        presentSentence,
      };
    },
  };
}
