/** A city while it is being drawn: records are added, roads grow, and nothing is handed out twice. */

import type { LinkClass, Profile } from "#protocol/wire/vocabulary.ts";
import { createRng, type Rng } from "../rng.ts";
import type {
  CityArea,
  CityCabinet,
  CityCircuit,
  CityDevice,
  CityHardware,
  CityLamp,
  CitySupplyPoint,
} from "./city.ts";
import { type Position, rounded } from "./geometry.ts";
import type { Place, PlaceArea } from "./place.ts";

/** A road whose line still grows. */
export interface DraftRoad {
  readonly id: string;
  readonly name: string;
  readonly areaId: string;
  readonly path: Position[];
  /** Poles so far. */
  poles: number;
}

export interface Draft {
  readonly place: Place;
  readonly rng: Rng;
  /** Every device on this kind of link; undefined: the mix of a real town. */
  readonly link: LinkClass | undefined;
  readonly areas: CityArea[];
  readonly supplyPoints: CitySupplyPoint[];
  readonly cabinets: CityCabinet[];
  readonly circuits: CityCircuit[];
  readonly roads: DraftRoad[];
  readonly devices: CityDevice[];
  readonly lamps: CityLamp[];
  readonly hardware: CityHardware[];
  readonly deviceIds: Set<string>;
  /** Numbers drawn so far per prefix. */
  readonly counters: Map<string, number>;
}

export function createDraft(place: Place, seed: number, link: LinkClass | undefined): Draft {
  return {
    place,
    rng: createRng(seed),
    link,
    areas: [],
    supplyPoints: [],
    cabinets: [],
    circuits: [],
    roads: [],
    devices: [],
    lamps: [],
    hardware: [],
    deviceIds: new Set(),
    counters: new Map(),
  };
}

/** 1, 2, 3 … for each prefix. */
export function nextNumber(draft: Draft, prefix: string): number {
  const number = (draft.counters.get(prefix) ?? 0) + 1;
  draft.counters.set(prefix, number);
  return number;
}

export function addRoad(draft: Draft, area: PlaceArea, name: string, start: Position): DraftRoad {
  const id = `${area.id}-r${nextNumber(draft, `${area.id}-r`)}`;
  const road: DraftRoad = { id, name, areaId: area.id, path: [rounded(start)], poles: 0 };
  draft.roads.push(road);
  return road;
}

/** The area's named roads first, then numbered ones. */
export function nextRoadName(draft: Draft, area: PlaceArea): string {
  const number = nextNumber(draft, `${area.id}-named`);
  const named = area.roads[number - 1];
  if (named !== undefined) return named;
  const prefix = draft.rng.pick(draft.place.numberedRoads);
  return `${prefix} ${String(nextNumber(draft, `${area.id}-${prefix}`)).padStart(3, "0")}`;
}

const days = 86_400;
/** Links of new street lighting, by how often they are chosen. */
const townLinks: readonly LinkClass[] = ["nbIot", "nbIot", "nbIot", "lteM", "lteM", "cellular"];

/** Draws hardware with an EUI-64 of its own, locally administered. */
export function addDevice(draft: Draft, profile: Profile, outputs: number): string {
  const { rng } = draft;
  let id: string;
  do {
    id = `02de${hex(rng.integer(0x1_0000_0000), 8)}${hex(rng.integer(0x1_0000), 4)}`;
  } while (draft.deviceIds.has(id));
  draft.deviceIds.add(id);
  draft.devices.push({ id, name: id.toUpperCase(), profile, outputs });
  const drift = Math.max(-40, Math.min(40, rng.normal() * 8));
  const link = draft.link ?? (profile === "C" ? "ethernet" : rng.pick(townLinks));
  // cabinets and bridge nodes have room for a large cell; one lamp controller in five has none at all
  const rtc = profile === "W" ? (rng.next() < 0.2 ? undefined : 14 * days) : 30 * days;
  draft.hardware.push({ deviceId: id, link, drift, ...(rtc === undefined ? {} : { rtc }) });
  return id;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}

/** A cabinet with its controller, on a supply point of its own or, now and then, on its neighbour's. */
export function addCabinet(
  draft: Draft,
  area: PlaceArea,
  at: Position,
  segments: number,
  bridge?: { readonly id: string; readonly name: string },
): CityCabinet {
  const { place, rng } = draft;
  const number = nextNumber(draft, `${area.id}-c`);
  const code = `${area.id.toUpperCase()}-${String(number).padStart(3, "0")}`;
  const [lon, lat] = rounded(at);
  const neighbour = draft.supplyPoints.at(-1);
  const shared = bridge === undefined && neighbour?.areaId === area.id && rng.next() < 0.25 ? neighbour : undefined;
  const supplyPoint: CitySupplyPoint = shared ?? {
    id: `${area.id}-s${nextNumber(draft, `${area.id}-s`)}`,
    name: `${place.words.supplyPoint} ${code}`,
    areaId: area.id,
    utilityCode: `PE${String(rng.integer(1e11)).padStart(11, "0")}`,
    meterSerial: String(10_000_000 + rng.integer(89_999_999)),
    factor: 1,
    lon,
    lat,
  };
  if (shared === undefined) draft.supplyPoints.push(supplyPoint);
  const cabinet: CityCabinet = {
    id: bridge === undefined ? `${area.id}-c${number}` : `${area.id}-c${number}-${bridge.id}`,
    name: `${place.words.cabinet} ${bridge?.name ?? code}`,
    areaId: area.id,
    supplyPointId: supplyPoint.id,
    deviceId: addDevice(draft, "R", segments),
    lon,
    lat,
  };
  draft.cabinets.push(cabinet);
  return cabinet;
}
