/** Finds a thing in use by what a file calls it: its id, or its name where only one has it. */

import type { Inventory, Thing, ThingSort } from "../model.ts";
import { fold } from "../search.ts";
import { inUse } from "../snapshot.ts";
import { idFrom } from "./cells.ts";

export type Named = { readonly id: string } | { readonly ids: readonly string[] } | undefined;

/** @returns the id; or the ids of several with that name; undefined where nothing is called so. */
export type FindNamed = (sort: ThingSort, text: string) => Named;

export function createFindNamed(inventory: Inventory): FindNamed {
  const byName = new Map<ThingSort, ReadonlyMap<string, readonly Thing[]>>();
  const named = (sort: ThingSort) => {
    const known = byName.get(sort);
    if (known !== undefined) return known;
    const things: Thing[] = [...inventory[sort].values()].filter(({ retiredAt }) => retiredAt === undefined);
    const built = Map.groupBy(things, ({ name }) => fold(name));
    byName.set(sort, built);
    return built;
  };
  return (sort, text) => {
    for (const id of [text, idFrom(text)]) if (inUse(inventory, sort, id) !== undefined) return { id };
    const [only, ...others] = named(sort).get(fold(text)) ?? [];
    if (only === undefined) return undefined;
    return others.length === 0 ? { id: only.id } : { ids: [only, ...others].map(({ id }) => id) };
  };
}
