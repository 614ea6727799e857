/** One step that changes many things: what is sent, what it will do, and which thing a complaint is about. No components here. */
import { isSame } from "../form/changes-of.ts";
import type { Place, Thing, ThingSort, Values } from "../thing.ts";

export type ChangeRequest =
  | {
      readonly do: "change";
      readonly sort: ThingSort;
      readonly id: string;
      readonly version: number;
      readonly set: Values;
    }
  | { readonly do: "retire"; readonly sort: ThingSort; readonly id: string; readonly version: number };

/** @param set fields to change, null removes. @returns a request for each thing that is not so already. */
export function changeRequests(sort: ThingSort, things: readonly Thing[], set: Values): ChangeRequest[] {
  return things.flatMap((thing): ChangeRequest[] => {
    const differing = Object.entries(set).filter(([field, value]) => !isSame(thing[field], value));
    if (thing.retiredAt !== undefined || differing.length === 0) return [];
    return [{ do: "change", sort, id: thing.id, version: thing.version, set: Object.fromEntries(differing) }];
  });
}

export const retireRequests = (sort: ThingSort, things: readonly Thing[]): ChangeRequest[] =>
  things
    .filter(({ retiredAt }) => retiredAt === undefined)
    .map(({ id, version }) => ({ do: "retire", sort, id, version }));

/** @returns a request that puts lamps into a listed group or takes them out; none where that changes nothing. */
export function memberRequests(group: Thing, lampIds: readonly string[], isIn: boolean): ChangeRequest[] {
  const before = (group.lampIds as readonly string[] | undefined) ?? [];
  const meant = new Set(lampIds);
  const after = isIn ? [...new Set([...before, ...lampIds])] : before.filter((id) => !meant.has(id));
  if (after.length === before.length) return [];
  return [{ do: "change", sort: "group", id: group.id, version: group.version, set: { lampIds: after } }];
}

/** How many things go from one value to another. */
export interface Move {
  readonly field: string;
  /** undefined: nothing was said. */
  readonly from: unknown;
  /** null: nothing will be said. */
  readonly to: unknown;
  readonly count: number;
}

/** @returns every move of the step, the widest first within each field. */
export function movesOf(things: readonly Thing[], set: Values): Move[] {
  const inUse = things.filter(({ retiredAt }) => retiredAt === undefined);
  return Object.entries(set).flatMap(([field, to]) => {
    const leaving = inUse.filter((thing) => !isSame(thing[field], to));
    const groups = Map.groupBy(leaving, (thing) => thing[field]);
    return [...groups]
      .map(([from, { length: count }]) => ({ field, from, to, count }))
      .sort((a, b) => b.count - a.count);
  });
}

/** @returns the request a complaint is about; undefined where it is about the step as a whole. */
export function requestOf(place: Place, requests: readonly ChangeRequest[]): ChangeRequest | undefined {
  const number = /changes\[(\d+)\]/.exec(place.path)?.[1];
  return number === undefined ? undefined : requests[Number(number)];
}
