/** An order as far as somebody may see it: what it means within the areas shown, and nothing of where else it reaches. */
import type { InventoryIndex } from "../inventory/index.ts";
import type { Inventory, ThingOf, ThingSort } from "../inventory/model.ts";
import { areasOf, type Reach } from "../inventory/scope.ts";
import type { Selection } from "../inventory/select.ts";
import type { Order, SegmentName } from "./order.ts";
import { isBelow, type RoadsLeft } from "./road-light.ts";

/** @returns the same order where all of it is shown. */
export function partOfOrder(order: Order, inventory: Inventory, index: InventoryIndex, shows: Reach): Order {
  const { selection, roads, ...rest } = order;
  const ofLamps = (ids: readonly string[]) => lampsShown(ids, inventory, shows);
  const ofSegments = (segments: readonly SegmentName[]) =>
    segments.filter(({ cabinetId }) => shows(inventory.cabinet.get(cabinetId)?.areaId ?? ""));
  const shown = selection && partOfSelection(selection, inventory, index, shows);
  return {
    ...rest,
    ...(shown === undefined ? {} : { selection: shown }),
    ...(roads === undefined ? {} : { roads: partOfRoads(roads, inventory, shows) }),
    lampIds: ofLamps(order.lampIds),
    segments: ofSegments(order.segments),
    companions: ofSegments(order.companions),
  };
}

/** @returns those of the lamps that lie where it is shown. */
export function lampsShown(ids: readonly string[], { lamp }: Pick<Inventory, "lamp">, shows: Reach): readonly string[] {
  return ids.filter((id) => shows(lamp.get(id)?.areaId ?? ""));
}

/** Told are the worst alone: where some of them are cut off, those that stay are all that can be counted. */
function partOfRoads(roads: RoadsLeft, { road }: Pick<Inventory, "road">, shows: Reach): RoadsLeft {
  const worst = roads.worst.filter(({ roadId }) => shows(road.get(roadId)?.areaId ?? ""));
  if (worst.length === roads.worst.length) return roads;
  return { roads: worst.length, below: worst.filter(isBelow).length, worst };
}

const sortOf = {
  areaId: "area",
  circuitId: "circuit",
  roadId: "road",
  cabinetId: "cabinet",
  supplyPointId: "supplyPoint",
  groupId: "group",
} as const satisfies Record<string, ThingSort>;

/** What was pointed at; undefined where that itself lies outside. */
export function partOfSelection(
  selection: Selection,
  inventory: Inventory,
  index: InventoryIndex,
  shows: Reach,
): Selection | undefined {
  if ("lampIds" in selection) {
    const lampIds = lampsShown(selection.lampIds, inventory, shows);
    return lampIds.length === 0 ? undefined : { lampIds };
  }
  return areasOfSelection(selection, inventory, index).some(shows) ? selection : undefined;
}

/** @returns areas the thing itself lies in that was pointed at, wherever its lamps are; none for listed lamps. */
export function areasOfSelection(selection: Selection, inventory: Inventory, index: InventoryIndex): readonly string[] {
  const found = Object.entries(sortOf).find(([name]) => name in selection);
  if (found === undefined) return [];
  const [field, sort] = found;
  const thing: ThingOf[ThingSort] | undefined = inventory[sort].get(
    (selection as unknown as Record<string, string>)[field]!,
  );
  return thing === undefined ? [] : areasOf(sort, thing, inventory, index);
}
