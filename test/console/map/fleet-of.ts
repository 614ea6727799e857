/** A small fleet as the API tells it, laid on a street; a test says only what matters to it. */
import type { FleetSnapshot } from "../../../controller/api/map-schemas.ts";
import { lampStates } from "../../../controller/core/fleet/lamp-state.ts";
import { sources } from "../../../firmware-protocol/wire/vocabulary.ts";

export interface LampOf {
  readonly id: string;
  readonly name?: string;
  readonly lon?: number;
  readonly lat?: number;
  readonly area?: number;
  readonly circuit?: number;
  readonly state?: (typeof lampStates)[number];
  readonly level?: number;
  readonly source?: (typeof sources)[number];
}

export const stateCode = (name: (typeof lampStates)[number]) => lampStates.indexOf(name);
export const sourceCode = (name: (typeof sources)[number]) => sources.indexOf(name);

/** Area 0 is the city, 1 and 2 lie in it; circuit 0 hangs on cabinet c0, 1 on c1. */
export function fleetOf(lamps: readonly LampOf[]): FleetSnapshot {
  return {
    at: 1,
    states: [...lampStates],
    sources: [...sources],
    areas: [
      { id: "city", name: "Thành phố" },
      { id: "north", name: "Bắc", parentId: "city" },
      { id: "south", name: "Nam", parentId: "city" },
    ],
    roads: [{ id: "road", name: "Đại lộ Bình Dương", areaId: "north" }],
    cabinets: [
      { id: "c0", name: "Tủ 0", areaId: "north", lon: 106.65, lat: 10.98, online: true },
      { id: "c1", name: "Tủ 1", areaId: "south", lon: 106.66, lat: 10.97 },
    ],
    circuits: [
      { id: "k0", name: "Lộ 1", cabinetId: "c0", kind: "wholeNight", segment: 0 },
      { id: "k1", name: "Lộ 1", cabinetId: "c1", kind: "alwaysLive" },
    ],
    models: [{ id: "led", name: "LED 75" }],
    groups: [{ id: "pair", name: "Đôi", areaId: "north", lamps: [0, 1] }],
    lamps: {
      id: lamps.map(({ id }) => id),
      name: lamps.map(({ id, name }) => name ?? id),
      lon: lamps.map(({ lon }, row) => lon ?? 106.65 + row * 0.0003),
      lat: lamps.map(({ lat }) => lat ?? 10.98),
      area: lamps.map(({ area }) => area ?? 1),
      model: lamps.map(() => 0),
      road: lamps.map(() => 0),
      circuit: lamps.map(({ circuit }) => circuit ?? 0),
      decorative: lamps.map(() => 0),
      state: lamps.map(({ state }) => stateCode(state ?? "lit")),
      level: lamps.map(({ level }) => level ?? 100),
      source: lamps.map(({ source }) => sourceCode(source ?? "calendar")),
    },
  };
}
