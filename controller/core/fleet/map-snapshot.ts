/** The whole fleet at one instant in columns, as a map wants it: a lamp is a row number, everything else points at it. */
import { sources } from "#protocol/wire/vocabulary.ts";
import type { Cabinet, Circuit, Group, Inventory, Lamp, Road, Thing } from "../inventory/model.ts";
import { codeOf, type LampNowDeps, lampNow, lampStates } from "./lamp-state.ts";

/** Columns of equal length; a number in `area`, `road`, `circuit` and `model` is a position in the list of that name. */
export interface LampColumns {
  readonly id: string[];
  readonly name: string[];
  /** Degrees WGS 84, six decimals. */
  readonly lon: number[];
  readonly lat: number[];
  readonly area: number[];
  readonly model: number[];
  /** -1: none. */
  readonly road: number[];
  /** -1: none. */
  readonly circuit: number[];
  /** 1: decorative, 0: road. */
  readonly decorative: number[];
  /** Position in `states`. */
  readonly state: number[];
  /** Percent last reported; -1: never. */
  readonly level: number[];
  /** Position in `sources`; -1: nothing known. */
  readonly source: number[];
}

export interface MapSnapshot {
  readonly states: readonly string[];
  readonly sources: readonly string[];
  readonly areas: readonly { id: string; name: string; parentId?: string }[];
  readonly roads: readonly {
    id: string;
    name: string;
    areaId: string;
    path?: readonly (readonly [number, number])[];
  }[];
  readonly cabinets: readonly {
    id: string;
    name: string;
    areaId: string;
    lon: number;
    lat: number;
    /** Absent: it has no controller of its own. */
    online?: boolean;
  }[];
  readonly circuits: readonly { id: string; name: string; cabinetId: string; kind: string; segment?: number }[];
  readonly models: readonly { id: string; name: string }[];
  /** `lamps`: row numbers of members that are shown. */
  readonly groups: readonly { id: string; name: string; areaId: string; lamps: number[] }[];
  readonly lamps: LampColumns;
}

export interface MapSnapshotDeps extends LampNowDeps {
  readonly inventory: Inventory;
  /** Whether things of an area are shown. */
  readonly shows: (areaId: string) => boolean;
}

/** Things in use of the areas shown, in the order of the inventory. */
export function takeMapSnapshot(deps: MapSnapshotDeps): MapSnapshot {
  const { inventory, shows, isOnline } = deps;
  const areas = listOf(inventory.area.values(), ({ id }) => shows(id));
  const roads = listOf(inventory.road.values(), ({ areaId }) => shows(areaId));
  const cabinets = listOf(inventory.cabinet.values(), ({ areaId }) => shows(areaId));
  const circuits = listOf(inventory.circuit.values(), ({ cabinetId }) => cabinets.places.has(cabinetId));
  const models = listOf(inventory.lampModel.values(), () => true);
  const { lamps, rows } = lampColumns(deps, {
    area: areas.places,
    road: roads.places,
    circuit: circuits.places,
    model: models.places,
  });
  return {
    states: lampStates,
    sources,
    areas: areas.things.map(({ id, name, parentId }) => ({
      id,
      name,
      ...(parentId === undefined ? {} : { parentId }),
    })),
    roads: roads.things.map(roadRow),
    cabinets: cabinets.things.map((cabinet) => cabinetRow(cabinet, isOnline)),
    circuits: circuits.things.map(circuitRow),
    models: models.things.map(({ id, name }) => ({ id, name })),
    groups: listOf(inventory.group.values(), ({ areaId }) => shows(areaId)).things.map((group) =>
      groupRow(group, rows),
    ),
    lamps,
  };
}

type Places = ReadonlyMap<string, number>;

function listOf<T extends Thing>(all: Iterable<T>, isShown: (thing: T) => boolean): { things: T[]; places: Places } {
  const things: T[] = [];
  const places = new Map<string, number>();
  for (const thing of all) {
    if (thing.retiredAt === undefined && isShown(thing)) places.set(thing.id, things.push(thing) - 1);
  }
  return { things, places };
}

function lampColumns(deps: MapSnapshotDeps, places: Record<"area" | "road" | "circuit" | "model", Places>) {
  const rows = new Map<string, number>();
  const lamps: LampColumns = {
    id: [],
    name: [],
    lon: [],
    lat: [],
    area: [],
    model: [],
    road: [],
    circuit: [],
    decorative: [],
    state: [],
    level: [],
    source: [],
  };
  for (const lamp of deps.inventory.lamp.values()) {
    const area = places.area.get(lamp.areaId);
    if (lamp.retiredAt !== undefined || area === undefined) continue;
    rows.set(lamp.id, lamps.id.length);
    addLamp(lamps, lamp, area, places, deps);
  }
  return { lamps, rows };
}

function addLamp(
  lamps: LampColumns,
  lamp: Lamp,
  area: number,
  { road, circuit, model }: Record<"road" | "circuit" | "model", Places>,
  deps: MapSnapshotDeps,
): void {
  const { state, level, source } = codeOf(lampNow(lamp, deps));
  lamps.id.push(lamp.id);
  lamps.name.push(lamp.name);
  lamps.lon.push(rounded(lamp.lon));
  lamps.lat.push(rounded(lamp.lat));
  lamps.area.push(area);
  lamps.model.push(model.get(lamp.modelId) ?? -1);
  lamps.road.push((lamp.roadId === undefined ? undefined : road.get(lamp.roadId)) ?? -1);
  lamps.circuit.push((lamp.circuitId === undefined ? undefined : circuit.get(lamp.circuitId)) ?? -1);
  lamps.decorative.push(lamp.use === "decorative" ? 1 : 0);
  lamps.state.push(state);
  lamps.level.push(level);
  lamps.source.push(source);
}

/** A decimetre: what a map can show, and a fifth less to send than all digits. */
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

function roadRow({ id, name, areaId, path }: Road) {
  if (path === undefined) return { id, name, areaId };
  return { id, name, areaId, path: path.map(([lon, lat]): [number, number] => [rounded(lon), rounded(lat)]) };
}

function cabinetRow({ id, name, areaId, lon, lat, deviceId }: Cabinet, isOnline: (device: string) => boolean) {
  return { id, name, areaId, lon, lat, ...(deviceId === undefined ? {} : { online: isOnline(deviceId) }) };
}

function circuitRow({ id, name, cabinetId, kind, segment }: Circuit) {
  return { id, name, cabinetId, kind, ...(segment === undefined ? {} : { segment }) };
}

function groupRow({ id, name, areaId, lampIds }: Group, rows: Places) {
  return { id, name, areaId, lamps: lampIds.map((lampId) => rows.get(lampId)).filter((row) => row !== undefined) };
}
