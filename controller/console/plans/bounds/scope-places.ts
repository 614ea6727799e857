/** The places a scope names, each of its sort, and how a scope is written once they change. */
import type { Place } from "../../order/place.ts";
import type { Scope } from "../plan.ts";

const fields = {
  area: "areaIds",
  road: "roadIds",
  circuit: "circuitIds",
  group: "groupIds",
  lamp: "lampIds",
} as const satisfies Partial<Record<Place["sort"], keyof Scope>>;

export type ScopeSort = keyof typeof fields;
export const scopeSorts = Object.keys(fields) as ScopeSort[];

export interface ScopePlace extends Place {
  readonly sort: ScopeSort;
}

export const placesOf = (scope: Scope): ScopePlace[] =>
  scopeSorts.flatMap((sort) => (scope[fields[sort]] ?? []).map((id) => ({ sort, id })));

/** No place means everywhere, which is written as nothing. */
export function inPlaces({ use }: Scope, places: readonly Place[]): Scope {
  const lists = scopeSorts.flatMap((sort) => {
    const ids = new Set(places.filter((place) => place.sort === sort).map(({ id }) => id));
    return ids.size === 0 ? [] : [[fields[sort], [...ids]] as const];
  });
  return { use, ...Object.fromEntries(lists) };
}
