/** Who points at whom: the references each sort of thing carries, and who in use depends on a thing. */
import type { InventoryIndex } from "./index.ts";
import type { Inventory, Thing, ThingOf, ThingSort } from "./model.ts";

export interface Reference {
  readonly field: string;
  readonly sort: ThingSort;
  readonly id: string;
}

type Fields<T> = readonly (readonly [field: keyof T & string, sort: ThingSort])[];

const fields: { readonly [S in ThingSort]: Fields<ThingOf[S]> } = {
  area: [["parentId", "area"]],
  supplyPoint: [["areaId", "area"]],
  cabinet: [
    ["areaId", "area"],
    ["supplyPointId", "supplyPoint"],
    ["deviceId", "device"],
  ],
  circuit: [["cabinetId", "cabinet"]],
  road: [["areaId", "area"]],
  lampModel: [],
  device: [],
  lamp: [
    ["areaId", "area"],
    ["modelId", "lampModel"],
    ["roadId", "road"],
    ["circuitId", "circuit"],
    ["deviceId", "device"],
  ],
  group: [["areaId", "area"]],
};

/** Everything this thing names, list members and patterns included. */
export function referencesOf<S extends ThingSort>(sort: S, thing: ThingOf[S]): Reference[] {
  const found: Reference[] = [];
  for (const [field, target] of fields[sort] as Fields<ThingOf[S]>) {
    const id = thing[field];
    if (typeof id === "string") found.push({ field, sort: target, id });
  }
  if (sort === "group") found.push(...referencesOfGroup(thing as ThingOf["group"]));
  return found;
}

function referencesOfGroup({ lampIds, pattern }: ThingOf["group"]): Reference[] {
  if (pattern === undefined) return lampIds.map((id) => ({ field: "lampIds", sort: "lamp", id }));
  return pattern.by === "order"
    ? pattern.roadIds.map((id) => ({ field: "pattern", sort: "road", id }))
    : pattern.circuitIds.map((id) => ({ field: "pattern", sort: "circuit", id }));
}

/** Things in use that cannot stay without this one. Members of groups are not among them: a group just shrinks. */
export function usersOf(
  sort: ThingSort,
  id: string,
  inventory: Inventory,
  index: InventoryIndex,
): readonly { readonly sort: ThingSort; readonly things: readonly Thing[] }[] {
  switch (sort) {
    case "area":
      return [
        { sort: "area", things: index.areasIn(id) },
        { sort: "supplyPoint", things: index.supplyPointsIn(id) },
        { sort: "cabinet", things: index.cabinetsIn(id) },
        { sort: "road", things: index.roadsIn(id) },
        { sort: "lamp", things: index.lampsIn(id) },
        { sort: "group", things: index.groupsIn(id) },
      ];
    case "supplyPoint":
      return [{ sort: "cabinet", things: index.cabinetsOfSupplyPoint(id) }];
    case "cabinet":
      return [{ sort: "circuit", things: index.circuitsOfCabinet(id) }];
    case "circuit":
      return [
        { sort: "lamp", things: index.lampsOfCircuit(id) },
        { sort: "group", things: patternGroupsNaming(id, "phase", inventory) },
      ];
    case "road":
      return [
        { sort: "lamp", things: index.lampsOfRoad(id) },
        { sort: "group", things: patternGroupsNaming(id, "order", inventory) },
      ];
    case "lampModel":
      return [{ sort: "lamp", things: index.lampsOfModel(id) }];
    case "device":
      return [
        { sort: "lamp", things: index.lampsOfDevice(id) },
        { sort: "cabinet", things: index.cabinetsOfDevice(id) },
      ];
    case "lamp":
    case "group":
      return [];
    default:
      return sort satisfies never;
  }
}

function patternGroupsNaming(id: string, by: "order" | "phase", inventory: Inventory): Thing[] {
  return [...inventory.group.values()].filter(
    ({ retiredAt, pattern }) =>
      retiredAt === undefined &&
      pattern?.by === by &&
      (pattern.by === "order" ? pattern.roadIds : pattern.circuitIds).includes(id),
  );
}
