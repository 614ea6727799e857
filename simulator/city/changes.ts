/** A city as requests to the public inventory API: things in the order in which they refer to each other. */
import type { City } from "./city.ts";

export interface InventoryChange {
  readonly do: "create";
  readonly sort: string;
  readonly thing: { readonly id: string };
}

/** @returns one change per thing; what a thing refers to stands before it. */
export function inventoryChanges(city: City): InventoryChange[] {
  const of = (sort: string, things: readonly { readonly id: string }[]) =>
    things.map((thing) => ({ do: "create" as const, sort, thing }));
  return [
    ...of("area", city.areas),
    ...of("lampModel", city.lampModels),
    ...of("device", city.devices),
    ...of("supplyPoint", city.supplyPoints),
    ...of("cabinet", city.cabinets),
    ...of("circuit", city.circuits),
    ...of("road", city.roads),
    ...of("lamp", city.lamps),
  ];
}
