/** The part of a city that decides about one lamp, as a small city of its own: for questions that would not need the rest. */
import type { InventoryIndex } from "./index.ts";
import type { Inventory, Lamp } from "./model.ts";

/**
 * Lamps on the same device and on the same segment, with the circuits of that segment; areas, roads, groups, cabinets and
 * models are those of the city. What plans come to for the lamp here is what they come to for it in the city.
 */
export function neighbourhoodOf(lamp: Lamp, inventory: Inventory, index: InventoryIndex): Inventory {
  const feed = index.segmentOf(lamp);
  const lamps = [
    lamp,
    ...(lamp.deviceId === undefined ? [] : index.lampsOfDevice(lamp.deviceId)),
    ...(feed === undefined ? [] : index.lampsOfSegment(feed.cabinet.id, feed.output)),
  ];
  const circuits = [...inventory.circuit.values()].filter(
    ({ cabinetId, segment }) => feed !== undefined && cabinetId === feed.cabinet.id && segment === feed.output,
  );
  return {
    ...inventory,
    lamp: new Map(lamps.map((each) => [each.id, each])),
    circuit: new Map(circuits.map((each) => [each.id, each])),
  };
}
