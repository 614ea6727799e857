/** Lamps whose energy belongs to a place and a period: bills do not forget a lamp because it was retired since. */
import type { InventoryIndex } from "../inventory/index.ts";
import type { Inventory, Lamp } from "../inventory/model.ts";

/** Where energy is asked for. Decorative lamps are part of every place: the meter counts them too. */
export type EnergyPlace =
  | { readonly areaId: string }
  | { readonly supplyPointId: string }
  | { readonly cabinetId: string }
  | { readonly circuitId: string }
  | { readonly roadId: string }
  | { readonly groupId: string }
  | { readonly lampId: string };

/** The thing a place is, retired or not; undefined where there is none. */
export function thingAt(inventory: Inventory, place: EnergyPlace) {
  if ("areaId" in place) return inventory.area.get(place.areaId);
  if ("supplyPointId" in place) return inventory.supplyPoint.get(place.supplyPointId);
  if ("cabinetId" in place) return inventory.cabinet.get(place.cabinetId);
  if ("circuitId" in place) return inventory.circuit.get(place.circuitId);
  if ("roadId" in place) return inventory.road.get(place.roadId);
  if ("groupId" in place) return inventory.group.get(place.groupId);
  return inventory.lamp.get(place.lampId);
}

/** @param from EpochMs: lamps retired before are left out. @returns each lamp once. */
export function lampsAt(inventory: Inventory, index: InventoryIndex, place: EnergyPlace, from: number): Lamp[] {
  const belongs = membershipOf(inventory, index, place);
  const lamps: Lamp[] = [];
  for (const lamp of inventory.lamp.values()) {
    if ((lamp.retiredAt === undefined || lamp.retiredAt > from) && belongs(lamp)) lamps.push(lamp);
  }
  return lamps;
}

function membershipOf(inventory: Inventory, index: InventoryIndex, place: EnergyPlace): (lamp: Lamp) => boolean {
  if ("areaId" in place) {
    const areas = new Set(index.areaAndBelow(place.areaId));
    return ({ areaId }) => areas.has(areaId);
  }
  if ("groupId" in place) {
    const members = new Set(inventory.group.get(place.groupId)?.lampIds);
    return ({ id }) => members.has(id);
  }
  if ("roadId" in place) return ({ roadId }) => roadId === place.roadId;
  if ("circuitId" in place) return ({ circuitId }) => circuitId === place.circuitId;
  if ("lampId" in place) return ({ id }) => id === place.lampId;
  const cabinetOf = ({ circuitId }: Lamp) =>
    circuitId === undefined ? undefined : inventory.circuit.get(circuitId)?.cabinetId;
  if ("cabinetId" in place) return (lamp) => cabinetOf(lamp) === place.cabinetId;
  return (lamp) => inventory.cabinet.get(cabinetOf(lamp) ?? "")?.supplyPointId === place.supplyPointId;
}
