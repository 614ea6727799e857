/** A simulated city as the controller's inventory holds it. */
import type { Inventory, ThingOf, ThingSort } from "../../controller/core/inventory/model.ts";
import type { Assignment } from "../../controller/core/inventory/ports.ts";
import { inventoryOf } from "../../controller/core/inventory/snapshot.ts";
import type { City } from "../../simulator/city/city.ts";

/** @param assignments what lamps hang on now, where devices were replaced since the city was made. */
export function inventoryOfCity(city: City, assignments: readonly Assignment[] = []): Inventory {
  const now = new Map(assignments.filter(({ to }) => to === undefined).map(({ lampId, device }) => [lampId, device]));
  const lists: Partial<Record<ThingSort, readonly { id: string }[]>> = {
    area: city.areas,
    supplyPoint: city.supplyPoints,
    cabinet: city.cabinets,
    circuit: city.circuits,
    road: city.roads,
    lampModel: city.lampModels,
    device: city.devices,
    lamp: city.lamps.map((lamp) => ({ ...lamp, ...(now.has(lamp.id) && { deviceId: now.get(lamp.id) }) })),
  };
  return inventoryOf(
    <S extends ThingSort>(sort: S) =>
      new Map(
        (lists[sort] ?? []).map((thing) => [thing.id, { version: 1, topicNumber: 1, ...thing }]),
      ) as unknown as ReadonlyMap<string, ThingOf[S]>,
  );
}
