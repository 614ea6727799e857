/** The part of a city that decides about one lamp, as a small city of its own: for questions that would not need the rest. */
import type { InventoryIndex } from "./index.ts";
import type { Inventory, Lamp } from "./model.ts";

/**
 * Lamps on the same device and on the same segment, with their circuits; areas, roads, groups, cabinets and models are
 * those of the city. What plans come to for the lamp, its device and the relay that feeds it is the same here as there.
 */
export function neighbourhoodOf(lamp: Lamp, inventory: Inventory, index: InventoryIndex): Inventory {
  const feed = index.segmentOf(lamp);
  const lamps = [
    lamp,
    ...(lamp.deviceId === undefined ? [] : index.lampsOfDevice(lamp.deviceId)),
    ...(feed === undefined ? [] : index.lampsOfSegment(feed.cabinet.id, feed.output)),
  ];
  const circuits = lamps.flatMap(({ circuitId }) => inventory.circuit.get(circuitId ?? "") ?? []);
  return {
    ...inventory,
    lamp: new Map(lamps.map((each) => [each.id, each])),
    circuit: new Map(circuits.map((each) => [each.id, each])),
  };
}
