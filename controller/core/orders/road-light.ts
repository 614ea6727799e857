/**
 * What an order leaves of the roads it touches, each at the dark hour that is worst for it: the average along the road, and
 * the lamps that no pattern allows to be dark, held against the road's floor of that hour.
 */
import type { Offsets } from "#protocol/behavior/civil-time.ts";
import { floorAt } from "#protocol/behavior/floor.ts";
import type { Night } from "#protocol/behavior/night.ts";
import type { Floor } from "#protocol/wire/desire.ts";
import type { InventoryIndex } from "../inventory/index.ts";
import type { Inventory, Lamp } from "../inventory/model.ts";
import type { LampFloor } from "../plans/compile/compile-floors.ts";
import type { Steps } from "../steps.ts";
import type { DarkHours } from "./dark-hours.ts";
import type { Order } from "./order.ts";
import type { Outlook } from "./outlook.ts";

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
  /** Floors of each lamp by the plans in force; lamps of equal floors share one list. */
  readonly floors: ReadonlyMap<string, readonly LampFloor[]>;
  /** Hours of the order in which it is dark. */
  readonly hours: readonly DarkHours[];
  readonly offsets: Offsets;
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
export function* roadsLeft(order: Pick<Order, "lampIds">, context: RoadContext): Steps<RoadsLeft> {
  const found: RoadLight[] = [];
  for (const roadId of roadsOf(order, context.inventory)) {
    const worst = worstOf(roadId, context);
    if (worst !== undefined) found.push(worst);
    yield;
  }
  found.sort(worstFirst);
  return { roads: found.length, below: found.filter(isBelow).length, worst: found.slice(0, toldAtMost) };
}

export const isBelow = ({ floor, after, dark }: RoadLight): boolean => dark > 0 || after < floor - slack;

/** Below the floor before everything else, then how far from it, then how much is lost. */
function worstFirst(a: RoadLight, b: RoadLight): number {
  const below = Number(isBelow(b)) - Number(isBelow(a));
  return below || b.floor - b.after - (a.floor - a.after) || b.before - a.before || a.at - b.at;
}

/** @returns undefined where the order takes no light from it at any dark hour. */
function worstOf(roadId: string, context: RoadContext): RoadLight | undefined {
  const lamps = context.index.lampsOfRoad(roadId).filter(({ use }) => use === "road");
  const parts = partsOf(lamps, context);
  const road = { roadId, roadName: context.inventory.road.get(roadId)?.name ?? roadId, lamps: lamps.length };
  let worst: RoadLight | undefined;
  for (const { from, until: end, night } of context.hours) {
    for (let at = from; at < end; ) {
      const { until, ...figures } = figuresOf(parts, at, night, context);
      const moment = { ...road, at, ...figures };
      const takes = moment.after < moment.before - slack || moment.dark > 0;
      if (takes && (worst === undefined || worstFirst(moment, worst) < 0)) worst = moment;
      at = until;
    }
  }
  return worst;
}

/** Lamps of a road that show the same and are asked for the same. */
interface Part {
  /** One of them. */
  readonly lamp: Lamp;
  readonly floors: readonly Floor[];
  lamps: number;
  /** Share of the road's flux. */
  weight: number;
}

function partsOf(lamps: readonly Lamp[], { inventory, outlook, floors }: RoadContext): Part[] {
  const weights = weightsOf(lamps, inventory);
  const parts = new Map<string, Part>();
  const lists = new Map<readonly LampFloor[] | undefined, number>();
  for (const [n, lamp] of lamps.entries()) {
    const own = floors.get(lamp.id);
    const list = lists.get(own) ?? lists.size;
    lists.set(own, list);
    const key = `${list} ${outlook.kindOf(lamp)}`;
    const part = parts.get(key) ?? { lamp, floors: asOutput(own ?? []), lamps: 0, weight: 0 };
    part.lamps++;
    part.weight += weights[n]!;
    parts.set(key, part);
  }
  return [...parts.values()];
}

const asOutput = (floors: readonly LampFloor[]): Floor[] => floors.map((floor) => ({ ...floor, outputs: [0] }));

/** Share of each lamp in the flux of the road; equal shares where a model names no flux. */
function weightsOf(lamps: readonly Lamp[], { lampModel }: Pick<Inventory, "lampModel">): number[] {
  const fluxes = lamps.map(({ modelId }) => lampModel.get(modelId)?.luminousFlux);
  const known = fluxes.filter((flux) => flux !== undefined);
  const weights = known.length === lamps.length ? known : lamps.map(() => 1);
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** @returns the averages at an instant, and until when they stand at least. */
function figuresOf(parts: readonly Part[], at: number, night: Night, { outlook, offsets }: RoadContext) {
  let [before, after, floor, dark, until] = [0, 0, 0, 0, Number.POSITIVE_INFINITY];
  for (const { lamp, floors, lamps, weight } of parts) {
    const [without, withIt] = [outlook.without(lamp, at), outlook.with(lamp, at)];
    const kept = floorAt(floors, 0, offsets, night, at);
    before += weight * without.level;
    after += weight * withIt.level;
    floor += weight * kept.percent;
    if (kept.percent > 0 && withIt.level === 0 && without.level > 0) dark += lamps;
    until = Math.min(until, without.until, withIt.until, kept.nextChangeAt);
  }
  return { before: round(before), after: round(after), floor: round(floor), dark, until };
}

/** A tenth of a percent is what anybody reads. */
const round = (percent: number) => Math.round(percent * 10) / 10;
