/** Finds the things a person asks for and may see, in a fixed order, for lists in pages. */
import type { Person } from "../people/model.ts";
import type { InventoryIndex } from "./index.ts";
import type { Inventory, ThingOf, ThingSort } from "./model.ts";
import { areasOf, isVisible, reachOf } from "./scope.ts";
import { matches } from "./search.ts";

/** Every part given must hold. */
export interface ThingFilter {
  /** In this area or below it. */
  readonly areaId?: string;
  /** Words, found anywhere in names, ids and codes; marks and capitals do not count. */
  readonly q?: string;
  /** Retired things too. */
  readonly retired?: boolean;
  /** Fields that must have exactly this value. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** @returns ascending by id. */
export function findThings<S extends ThingSort>(
  inventory: Inventory,
  index: InventoryIndex,
  person: Person,
  sort: S,
  { areaId, q, retired = false, fields = {} }: ThingFilter,
): ThingOf[S][] {
  const reach = reachOf(person, "read", inventory);
  const within = areaId === undefined ? undefined : new Set(index.areaAndBelow(areaId));
  const wanted = Object.entries(fields);
  return sorted(inventory[sort]).filter(
    (thing) =>
      (retired || thing.retiredAt === undefined) &&
      wanted.every(([field, value]) => (thing as unknown as Record<string, unknown>)[field] === value) &&
      (q === undefined || matches(thing, q)) &&
      (within === undefined || areasOf(sort, thing, inventory, index).some((id) => within.has(id))) &&
      isVisible(sort, thing, person, reach, inventory, index),
  );
}

/** @returns undefined for what does not exist and for what this person may not see: the two look the same. */
export function findThing<S extends ThingSort>(
  inventory: Inventory,
  index: InventoryIndex,
  person: Person,
  sort: S,
  id: string,
): ThingOf[S] | undefined {
  const thing = inventory[sort].get(id);
  if (thing === undefined) return undefined;
  return isVisible(sort, thing, person, reachOf(person, "read", inventory), inventory, index) ? thing : undefined;
}

/** Sorting 100,000 lamps takes 50 ms, and one sort of a snapshot is paged through many times. */
const sortedLists = new WeakMap<object, readonly { readonly id: string }[]>();

function sorted<T extends { readonly id: string }>(things: ReadonlyMap<string, T>): readonly T[] {
  const known = sortedLists.get(things) as readonly T[] | undefined;
  if (known !== undefined) return known;
  const list = [...things.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  sortedLists.set(things, list);
  return list;
}
