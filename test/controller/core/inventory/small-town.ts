/** A town small enough to know by heart, and a way to say snapshots in tests without spelling every field. */
import {
  type Area,
  type Cabinet,
  type Circuit,
  type Device,
  type Group,
  type Inventory,
  type Lamp,
  type LampModel,
  type Road,
  type SupplyPoint,
  type Thing,
  type ThingOf,
  type ThingSort,
  thingSorts,
} from "../../../../controller/core/inventory/model.ts";

type Said<T extends Thing> = Partial<T> & { id: string };
export type SaidThings = { [S in ThingSort]?: Said<ThingOf[S]>[] };

let topicNumber = 0;
const defaults: { [S in ThingSort]: () => Omit<ThingOf[S], "id" | "name"> } = {
  area: (): Omit<Area, "id" | "name"> => ({ version: 1, topicNumber: ++topicNumber }),
  supplyPoint: (): Omit<SupplyPoint, "id" | "name"> => ({ version: 1, areaId: "city" }),
  cabinet: (): Omit<Cabinet, "id" | "name"> => ({ version: 1, areaId: "city", lon: 106.7, lat: 10.98 }),
  circuit: (): Omit<Circuit, "id" | "name"> => ({
    version: 1,
    cabinetId: "cabinet",
    kind: "wholeNight",
    topicNumber: ++topicNumber,
  }),
  road: (): Omit<Road, "id" | "name"> => ({ version: 1, areaId: "city" }),
  lampModel: (): Omit<LampModel, "id" | "name"> => ({
    version: 1,
    outputKind: "white",
    curve: "dali",
    nominalPower: 100,
    powerAtMinimumDimLevel: 12,
    minLevel: 10,
  }),
  device: (): Omit<Device, "id" | "name"> => ({ version: 1, profile: "W", outputs: 1 }),
  lamp: (): Omit<Lamp, "id" | "name"> => ({
    version: 1,
    areaId: "city",
    use: "road",
    modelId: "model",
    lon: 106.7,
    lat: 10.98,
  }),
  group: (): Omit<Group, "id" | "name"> => ({ version: 1, areaId: "city", lampIds: [], topicNumber: ++topicNumber }),
};

/** A snapshot of exactly these things; what a thing does not say is filled with something plain. */
export function snapshot(said: SaidThings): Inventory {
  const maps = thingSorts.map((sort) => [
    sort,
    new Map((said[sort] ?? []).map((thing) => [thing.id, { name: thing.id, ...defaults[sort](), ...thing }])),
  ]);
  return Object.fromEntries(maps);
}

/** Two districts under a city; one cabinet of three relays with a whole-night, a half-night and an always-live circuit. */
export const smallTown: Inventory = snapshot({
  area: [
    { id: "city" },
    { id: "north", parentId: "city" },
    { id: "south", parentId: "city" },
    { id: "harbour", parentId: "south" },
    { id: "old-ward", parentId: "north", retiredAt: 1_700_000_000_000 },
  ],
  supplyPoint: [{ id: "meter-1", areaId: "north", utilityCode: "PB0501", factor: 40 }],
  lampModel: [{ id: "model" }, { id: "rgbw", outputKind: "colour", curve: "linear" }],
  device: [
    { id: "cab-dev", profile: "R", outputs: 3 },
    { id: "twin", outputs: 2 },
    { id: "dev-3" },
    { id: "node", profile: "C", outputs: 8 },
    { id: "spare" },
  ],
  cabinet: [{ id: "cabinet", areaId: "north", deviceId: "cab-dev", supplyPointId: "meter-1" }],
  circuit: [
    { id: "whole", segment: 0 },
    { id: "half", kind: "halfNight", segment: 1 },
    { id: "live", kind: "alwaysLive" },
  ],
  road: [{ id: "dai-lo", areaId: "north" }],
  lamp: [
    {
      id: "l2",
      areaId: "north",
      roadId: "dai-lo",
      order: 1,
      arm: 2,
      circuitId: "half",
      phase: 2,
      deviceId: "twin",
      output: 1,
    },
    {
      id: "l1",
      areaId: "north",
      roadId: "dai-lo",
      order: 1,
      arm: 1,
      circuitId: "whole",
      phase: 1,
      deviceId: "twin",
      output: 0,
    },
    {
      id: "l3",
      areaId: "north",
      roadId: "dai-lo",
      order: 2,
      circuitId: "whole",
      phase: 1,
      deviceId: "dev-3",
      output: 0,
    },
    { id: "dumb", areaId: "harbour", circuitId: "live" },
    { id: "bridge-1", areaId: "harbour", use: "decorative", modelId: "rgbw", deviceId: "node", output: 0 },
    { id: "gone", areaId: "north", circuitId: "whole", roadId: "dai-lo", order: 3, retiredAt: 1_700_000_000_000 },
  ],
  group: [{ id: "corner", areaId: "city", lampIds: ["l1", "dumb"] }],
});
