/** The fleet as the map holds it: one typed array per property, a lamp is a row. 100,000 lamps take about 5 MB. */
import type { FleetSnapshot, LampsChanged } from "../../../api/map-schemas.ts";
import type { Bounds } from "../geometry/camera.ts";
import { project } from "../geometry/mercator.ts";

export type LampState = FleetSnapshot["states"][number];

export interface FleetTable {
  readonly size: number;
  readonly ids: readonly string[];
  readonly names: readonly string[];
  /** World coordinates. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Positions in the lists of `around`; -1 none. */
  readonly area: Int32Array;
  readonly model: Int32Array;
  readonly road: Int32Array;
  readonly circuit: Int32Array;
  readonly decorative: Uint8Array;
  /** Positions in `around.states`. */
  readonly state: Uint8Array;
  /** Percent; -1 never reported. */
  readonly level: Float32Array;
  /** Positions in `around.sources`; -1 nothing known. */
  readonly source: Int8Array;
  /** Everything but the lamps. */
  readonly around: Omit<FleetSnapshot, "lamps">;
  /** World box around all lamps; undefined without lamps. */
  readonly bounds: Bounds | undefined;
  rowOf(id: string): number | undefined;
}

export function createFleetTable({ lamps, ...around }: FleetSnapshot): FleetTable {
  const size = lamps.id.length;
  const x = new Float64Array(size);
  const y = new Float64Array(size);
  const rows = new Map<string, number>();
  for (let row = 0; row < size; row++) {
    ({ x: x[row], y: y[row] } = project(lamps.lon[row]!, lamps.lat[row]!));
    rows.set(lamps.id[row]!, row);
  }
  return {
    size,
    ids: lamps.id,
    names: lamps.name,
    x,
    y,
    area: Int32Array.from(lamps.area),
    model: Int32Array.from(lamps.model),
    road: Int32Array.from(lamps.road),
    circuit: Int32Array.from(lamps.circuit),
    decorative: Uint8Array.from(lamps.decorative),
    state: Uint8Array.from(lamps.state),
    level: Float32Array.from(lamps.level),
    source: Int8Array.from(lamps.source),
    around,
    bounds: boundsOfColumns(x, y),
    rowOf: (id) => rows.get(id),
  };
}

function boundsOfColumns(x: Float64Array, y: Float64Array): Bounds | undefined {
  if (x.length === 0) return undefined;
  let [minX, minY, maxX, maxY] = [1, 1, 0, 0];
  for (let row = 0; row < x.length; row++) {
    minX = Math.min(minX, x[row]!);
    maxX = Math.max(maxX, x[row]!);
    minY = Math.min(minY, y[row]!);
    maxY = Math.max(maxY, y[row]!);
  }
  return { minX, minY, maxX, maxY };
}

/** Writes what the stream told into the columns; lamps that are not in the table are left out. @returns rows that changed. */
export function applyChange(table: FleetTable, { id, state, level, source }: LampsChanged): number[] {
  const changed: number[] = [];
  for (let at = 0; at < id.length; at++) {
    const row = table.rowOf(id[at]!);
    if (row === undefined) continue;
    const isNew = table.state[row] !== state[at] || table.level[row] !== level[at] || table.source[row] !== source[at];
    if (!isNew) continue;
    table.state[row] = state[at]!;
    table.level[row] = level[at]!;
    table.source[row] = source[at]!;
    changed.push(row);
  }
  return changed;
}

/** A lamp in full, for lists and panels. */
export interface LampRow {
  readonly row: number;
  readonly id: string;
  readonly name: string;
  readonly state: LampState;
  /** Percent; undefined where it was never reported. */
  readonly level: number | undefined;
  readonly source: FleetSnapshot["sources"][number] | undefined;
  readonly areaId: string | undefined;
  readonly areaName: string;
  readonly roadName: string | undefined;
  readonly modelName: string | undefined;
  readonly circuit: FleetSnapshot["circuits"][number] | undefined;
  /** Cabinet and circuit by name; a circuit whose name says its cabinet stands alone. */
  readonly feedName: string | undefined;
  readonly cabinet: FleetSnapshot["cabinets"][number] | undefined;
}

export function lampRow(table: FleetTable, row: number): LampRow {
  const { states, sources, areas, roads, models, circuits, cabinets } = table.around;
  const level = table.level[row]!;
  const circuit = circuits[table.circuit[row]!];
  const cabinet = circuit && cabinets.find(({ id }) => id === circuit.cabinetId);
  return {
    row,
    id: table.ids[row]!,
    name: table.names[row]!,
    state: states[table.state[row]!]!,
    level: level < 0 ? undefined : level,
    source: sources[table.source[row]!],
    areaId: areas[table.area[row]!]?.id,
    areaName: areas[table.area[row]!]?.name ?? "",
    roadName: roads[table.road[row]!]?.name,
    modelName: models[table.model[row]!]?.name,
    circuit,
    cabinet,
    feedName: circuit && feedName(cabinet?.name ?? "", circuit.name),
  };
}

/** Cabinet and circuit by name; a circuit whose name says its cabinet stands alone. */
export const feedName = (cabinet: string, circuit: string) =>
  circuit.includes(cabinet) ? circuit : `${cabinet} · ${circuit}`;
