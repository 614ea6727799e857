/** Turns what a person points at (an area, a circuit, a group, a road, a cabinet, a supply point, some lamps) into the lamps meant. */
import type { InventoryIndex } from "./index.ts";
import type { Inventory, Lamp } from "./model.ts";

/**
 * What a person points at. Area, circuit, road, cabinet and supply point mean road lamps only: a bridge's colours must not follow a
 * street's dimming by accident. `decorative` ticked lets them join. Groups and listed lamps mean exactly their members.
 */
export type Selection =
  | { readonly areaId: string; readonly decorative?: boolean }
  | { readonly circuitId: string; readonly decorative?: boolean }
  | { readonly roadId: string; readonly decorative?: boolean }
  | { readonly cabinetId: string; readonly decorative?: boolean }
  | { readonly supplyPointId: string; readonly decorative?: boolean }
  | { readonly groupId: string }
  | { readonly lampIds: readonly string[] };

/**
 * The lamps meant, each once, an area with everything below it, retired lamps never.
 * @returns ids; empty where the thing pointed at is unknown or retired.
 */
export function selectLamps(inventory: Inventory, index: InventoryIndex, selection: Selection): string[] {
  if ("lampIds" in selection) return lampsInUse(inventory, selection.lampIds);
  if ("groupId" in selection) return lampsInUse(inventory, inUse(inventory.group, selection.groupId)?.lampIds ?? []);
  const { decorative = false } = selection;
  return lampsAt(inventory, index, selection)
    .filter((lamp) => decorative || lamp.use === "road")
    .map((lamp) => lamp.id);
}

type Place = Exclude<Selection, { groupId: string } | { lampIds: readonly string[] }>;

function lampsAt(inventory: Inventory, index: InventoryIndex, place: Place): readonly Lamp[] {
  if ("areaId" in place) return inUse(inventory.area, place.areaId) ? index.lampsOfArea(place.areaId) : [];
  if ("circuitId" in place) return index.lampsOfCircuit(place.circuitId);
  if ("roadId" in place) return index.lampsOfRoad(place.roadId);
  if ("cabinetId" in place) return index.lampsOfCabinet(place.cabinetId);
  return index.cabinetsOfSupplyPoint(place.supplyPointId).flatMap(({ id }) => index.lampsOfCabinet(id));
}

function lampsInUse(inventory: Inventory, ids: readonly string[]): string[] {
  return [...new Set(ids)].filter((id) => inUse(inventory.lamp, id) !== undefined);
}

function inUse<T extends { readonly retiredAt?: number }>(things: ReadonlyMap<string, T>, id: string): T | undefined {
  const thing = things.get(id);
  return thing?.retiredAt === undefined ? thing : undefined;
}
