/**
 * What an order leaves of the roads it touches, each at the hour that is worst for it: the average along the road, and
 * the lamps that no pattern allows to be dark, held against the road's floor of that hour.
 */
import { floorAt } from "#protocol/behavior/floor.ts";
import type { Night, Site } from "#protocol/behavior/night.ts";
import type { InventoryIndex } from "../inventory/index.ts";
import type { Inventory, Lamp } from "../inventory/model.ts";
import type { LampFloor } from "../plans/compile/compile-floors.ts";
import type { Steps } from "../steps.ts";
import type { Order } from "./order.ts";
import { type LightAt, type Outlook, periodOf } from "./outlook.ts";
import { rememberedNights } from "./remembered-nights.ts";

export interface RoadLight {
  readonly roadId: string;
  readonly roadName: string;
  /** Road lamps along it. */
  readonly lamps: number;
  /** EpochMs: the hour of the order that is worst for it. */
  readonly at: number;
  /** Averages along the road at that hour in percent of its full flux, to a tenth: without the order, with it, and what the floor asks for; 0: no floor. */
  readonly before: number;
  readonly after: number;
  readonly floor: number;
  /** Lamps the order darkens though the floor allows no darkness there. */
  readonly dark: number;
}

export interface RoadsLeft {
  /** Roads that lose light by it. */
  readonly roads: number;
  /** Those of them that fall below their floor. */
  readonly below: number;
  /** The worst first, twenty at most. */
  readonly worst: readonly RoadLight[];
}

export interface RoadContext {
  readonly inventory: Pick<Inventory, "lamp" | "lampModel" | "road">;
  readonly index: Pick<InventoryIndex, "lampsOfRoad">;
  readonly outlook: Outlook;
  /** Floors of each lamp by the plans in force. */
  readonly floors: ReadonlyMap<string, readonly LampFloor[]>;
  readonly site: Site;
  /** EpochMs */
  readonly now: number;
}

const toldAtMost = 20;
/** Percent; covers the steps of the wire. */
const slack = 0.5;

/** @returns roads of the order's road lamps. */
export function roadsOf({ lampIds }: Pick<Order, "lampIds">, { lamp }: Pick<Inventory, "lamp">): string[] {
  const roads = new Set<string>();
  for (const id of lampIds) {
    const { roadId, use } = lamp.get(id) ?? {};
    if (roadId !== undefined && use === "road") roads.add(roadId);
  }
  return [...roads];
}

/** Road by road: a district has hundreds. */
export function* roadsLeft(
  order: Pick<Order, "lampIds" | "issuedAt" | "from" | "until">,
  context: RoadContext,
): Steps<RoadsLeft> {
  const { inventory, now } = context;
  const { begin, end } = periodOf(order, now);
  const nights = rememberedNights(context.site);
  const found: RoadLight[] = [];
  for (const roadId of roadsOf(order, inventory)) {
    const worst = worstOf(roadId, begin, end, nights, context);
    if (worst !== undefined) found.push(worst);
    yield;
  }
  found.sort(worstFirst);
  return { roads: found.length, below: found.filter(isBelow).length, worst: found.slice(0, toldAtMost) };
}

export const isBelow = ({ floor, after, dark }: Pick<RoadLight, "floor" | "after" | "dark">): boolean =>
  dark > 0 || after < floor - slack;

/** Below the floor before everything else, then how far from it, then how little is left. */
function worstFirst(a: RoadLight, b: RoadLight): number {
  return (
    Number(isBelow(b)) - Number(isBelow(a)) ||
    b.floor - b.after - (a.floor - a.after) ||
    b.before - a.before ||
    a.at - b.at
  );
}

/** @returns undefined where the order takes no light from it at any time. */
function worstOf(
  roadId: string,
  begin: number,
  end: number,
  nights: (at: number) => Night,
  { inventory, index, outlook, floors, site }: RoadContext,
): RoadLight | undefined {
  const lamps = index.lampsOfRoad(roadId).filter(({ use }) => use === "road");
  const weights = weightsOf(lamps, inventory);
  const road = { roadId, roadName: inventory.road.get(roadId)?.name ?? roadId, lamps: lamps.length };
  let worst: RoadLight | undefined;
  for (let at = begin; at < end; ) {
    const night = nights(at);
    const before = along(lamps, outlook.without, at);
    const after = along(lamps, outlook.with, at);
    const floor = floorsAlong(lamps, floors, site, night, at);
    const dark = lamps.filter((_, n) => floor.levels[n]! > 0 && after.levels[n] === 0 && before.levels[n]! > 0).length;
    const mean = ({ levels }: Along) => round(levels.reduce((sum, level, n) => sum + level * weights[n]!, 0));
    const moment = { ...road, at, before: mean(before), after: mean(after), floor: mean(floor), dark };
    const takes = moment.after < moment.before - slack || dark > 0;
    if (takes && (worst === undefined || worstFirst(moment, worst) < 0)) worst = moment;
    at = Math.min(before.until, after.until, floor.until, night.nextNoon);
  }
  return worst;
}

/** A tenth of a percent is what anybody reads. */
const round = (percent: number) => Math.round(percent * 10) / 10;

/** Share of each lamp in the flux of the road; equal shares where a model names no flux. */
function weightsOf(lamps: readonly Lamp[], { lampModel }: Pick<Inventory, "lampModel">): number[] {
  const fluxes = lamps.map(({ modelId }) => lampModel.get(modelId)?.luminousFlux);
  const known = fluxes.filter((flux) => flux !== undefined);
  const weights = known.length === lamps.length ? known : lamps.map(() => 1);
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** One level for each lamp, and until when they stand at least. */
interface Along {
  readonly levels: readonly number[];
  /** EpochMs */
  readonly until: number;
}

function along(lamps: readonly Lamp[], lightAt: LightAt, at: number): Along {
  let until = Number.POSITIVE_INFINITY;
  const levels = lamps.map((lamp) => {
    const light = lightAt(lamp, at);
    until = Math.min(until, light.until);
    return light.level;
  });
  return { levels, until };
}

/** Lamps of a road hold one or two lists of floors between them, so each list is asked once. */
function floorsAlong(
  lamps: readonly Lamp[],
  floors: RoadContext["floors"],
  { offsets }: Site,
  night: Night,
  at: number,
): Along {
  const asked = new Map<readonly LampFloor[], number>();
  let until = Number.POSITIVE_INFINITY;
  const levels = lamps.map(({ id }) => {
    const own = floors.get(id);
    if (own === undefined) return 0;
    const known = asked.get(own);
    if (known !== undefined) return known;
    const entries = own.map((floor) => ({ ...floor, outputs: [0] }));
    const { percent, nextChangeAt } = floorAt(entries, 0, offsets, night, at);
    until = Math.min(until, nextChangeAt);
    asked.set(own, percent);
    return percent;
  });
  return { levels, until };
}
