/** Where a thing lies for the rights of people: which areas somebody must hold to see or to change it. */
import { hasEverywhere } from "../people/grants.ts";
import { may, mayIn, type Person, type Power } from "../people/model.ts";
import { createInventoryIndex, type InventoryIndex } from "./index.ts";
import type { Inventory, ThingChange, ThingOf, ThingSort } from "./model.ts";
import { withChanges } from "./snapshot.ts";

/** Areas of a thing; `everywhere`: it concerns the whole city; none at all: spare hardware, which lies nowhere. */
type Places = readonly string[] | "everywhere";

/** The areas a person has a power in, asked many times over. */
export type Reach = (areaId: string) => boolean;

export function reachOf(person: Person, power: Power, inventory: Inventory): Reach {
  if (hasEverywhere(person, power)) return () => true;
  const known = new Map<string, boolean>();
  return (areaId) => {
    const answer = known.get(areaId) ?? mayIn(person, power, areaId, inventory.area);
    known.set(areaId, answer);
    return answer;
  };
}

/**
 * @param areaId this area and everything below it; absent: everywhere.
 * @returns the areas there in which the person has the power; undefined where that is the whole city.
 */
export function areasInReach(
  person: Person,
  power: Power,
  inventory: Inventory,
  index: InventoryIndex,
  areaId?: string,
): readonly string[] | undefined {
  if (areaId === undefined && hasEverywhere(person, power)) return undefined;
  const asked = areaId === undefined ? [...inventory.area.keys()] : index.areaAndBelow(areaId);
  return asked.filter(reachOf(person, power, inventory));
}

/** Models are seen by everybody, spare devices by those who keep the inventory somewhere, the rest where it lies. */
export function isVisible<S extends ThingSort>(
  sort: S,
  thing: ThingOf[S],
  person: Person,
  reach: Reach,
  inventory: Inventory,
  index: InventoryIndex,
): boolean {
  if (sort === "area") return reach(thing.id);
  const places = placesOf(sort, thing, inventory, index);
  if (places === "everywhere") return true;
  return places.length === 0 ? may(person, "inventory") : places.some(reach);
}

/** Things the person may not touch, whatever is to be done to them: where they lie is not his. */
export function thingsOutside(
  person: Person,
  inventory: Inventory,
  index: InventoryIndex,
  things: readonly { readonly sort: ThingSort; readonly thing: ThingOf[ThingSort] }[],
): OutsideChange[] {
  const reach = reachOf(person, "inventory", inventory);
  return things.flatMap(({ sort, thing }): OutsideChange[] => {
    const places = placesOf(sort, thing, inventory, index);
    const change = { sort, before: thing, after: thing };
    if (places === "everywhere") return hasEverywhere(person, "inventory") ? [] : [{ change }];
    const areaId = places.find((place) => !reach(place));
    return areaId === undefined ? [] : [{ change, areaId }];
  });
}

export interface OutsideChange {
  readonly change: ThingChange;
  /** One area that is not the person's; absent: it concerns the whole city. */
  readonly areaId?: string;
}

/**
 * Changes the person may not make: where the thing lay, and where it would lie, must be his.
 * @param changes only those that were asked for, not the groups that follow.
 */
export function changesOutside(person: Person, inventory: Inventory, changes: readonly ThingChange[]): OutsideChange[] {
  if (hasEverywhere(person, "inventory")) return [];
  const after = withChanges(inventory, changes);
  const states = [inventory, after].map((state) => ({
    state,
    index: createInventoryIndex(state),
    reach: reachOf(person, "inventory", state),
  }));
  return changes.flatMap((change): OutsideChange[] => {
    for (const { state, index, reach } of states) {
      const thing = state === after ? change.after : change.before;
      if (thing === undefined) continue;
      const places = placesToChange(change, thing, state, index);
      if (places === "everywhere") return [{ change }];
      const areaId = places.find((place) => !reach(place));
      if (areaId !== undefined) return [{ change, areaId }];
    }
    return [];
  });
}

/** An area's own people may rename it; to make, move or retire it is its parent's business. */
function placesToChange(
  change: ThingChange,
  thing: ThingOf[ThingSort],
  inventory: Inventory,
  index: InventoryIndex,
): Places {
  if (change.sort !== "area") return placesOf(change.sort, thing, inventory, index);
  const { parentId } = thing as ThingOf["area"];
  const renamed =
    change.before !== undefined &&
    (change.before as ThingOf["area"]).parentId === (change.after as ThingOf["area"]).parentId &&
    change.before.retiredAt === change.after.retiredAt;
  if (renamed) return [thing.id];
  return parentId === undefined ? "everywhere" : [parentId];
}

/** Areas a thing belongs to, for the log of what was done; none for what concerns the whole city. */
export function areasOf(
  sort: ThingSort,
  thing: ThingOf[ThingSort],
  inventory: Inventory,
  index: InventoryIndex,
): readonly string[] {
  const places = placesOf(sort, thing, inventory, index);
  return places === "everywhere" ? [] : places;
}

function placesOf(sort: ThingSort, thing: ThingOf[ThingSort], inventory: Inventory, index: InventoryIndex): Places {
  if ("areaId" in thing) return [thing.areaId];
  switch (sort) {
    case "area":
      return [thing.id];
    case "circuit": {
      const cabinet = inventory.cabinet.get((thing as ThingOf["circuit"]).cabinetId);
      return cabinet === undefined ? [] : [cabinet.areaId];
    }
    case "device":
      return [...index.lampsOfDevice(thing.id), ...index.cabinetsOfDevice(thing.id)].map(({ areaId }) => areaId);
    default:
      return "everywhere";
  }
}
