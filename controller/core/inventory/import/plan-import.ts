/**
 * Turns a file of lamps into requests: a row describes one light point and names its surroundings.
 * Lamps that exist are changed where a cell says otherwise; an empty cell says nothing. Roads, cabinets, circuits and
 * devices that are not in use yet are made on the way; those that are in use are only named and never changed.
 * Areas and models must exist. A file that was imported before changes nothing.
 */
import type { OutputKind, Profile } from "#protocol/wire/vocabulary.ts";
import { runSteps, type Steps } from "../../steps.ts";
import type { Draft } from "../change-request.ts";
import type { InventoryIndex } from "../index.ts";
import type { Inventory, Lamp } from "../model.ts";
import { fold } from "../search.ts";
import { inUse } from "../snapshot.ts";
import { circuitKindWords, idFrom, phaseWords, profileWords, useWords } from "./cells.ts";
import { type ImportColumn, namesOf } from "./columns.ts";
import { createFindNamed } from "./names.ts";
import { createNewThings, createOrRestore, type NewThings, type Source, type SourcedRequest } from "./new-things.ts";
import { type RowReader, readRow } from "./read-row.ts";
import type { ImportProblem, ImportTable } from "./table.ts";

/** For rows that say nothing about it. */
export interface ImportDefaults {
  readonly areaId?: string;
  readonly modelId?: string;
}

export interface ImportPlan {
  /** Of the rows without problems. */
  readonly requests: readonly SourcedRequest[];
  readonly problems: readonly ImportProblem[];
  /** Lamps that are already as the file says. */
  readonly unchanged: number;
}

/** Everything at once. */
export function planImport(...asked: Parameters<typeof planImportSteps>): ImportPlan {
  return runSteps(planImportSteps(...asked));
}

/** About a millisecond. */
const rowsPerStep = 50;

/** In small steps, for a shell that has other things to do in between. */
export function* planImportSteps(
  inventory: Inventory,
  index: InventoryIndex,
  table: ImportTable,
  defaults: ImportDefaults,
): Steps<ImportPlan> {
  const context = {
    inventory,
    index,
    defaults,
    made: createNewThings(inventory, table.unit),
    outputsOf: yield* outputsNamed(table),
    headers: table.headers,
    missing: new Set<ImportColumn>(),
  };
  const findNamed = createFindNamed(inventory);
  const rowOf = new Map<string, number>();
  const lamps: SourcedRequest[] = [];
  const problems: ImportProblem[] = [...table.problems];
  let unchanged = 0;
  for (const [n, row] of table.rows.entries()) {
    if (n % rowsPerStep === 0) yield;
    const reader = readRow(row, findNamed);
    const wish = readLamp(reader, context);
    const other = wish === undefined ? undefined : rowOf.get(wish.id);
    if (wish !== undefined && other !== undefined) {
      reader.refuse("lamp", "doubledLamp", { id: wish.id, unit: table.unit, other });
    } else if (wish !== undefined) rowOf.set(wish.id, row.at);
    problems.push(...reader.problems);
    if (wish === undefined || reader.problems.length > 0 || reader.isSkipped()) continue;
    const request = requestFor(wish, inventory, reader);
    if (request === undefined) unchanged++;
    else lamps.push(request);
  }
  for (const column of context.missing) {
    problems.push({ at: 1, reason: "missingColumn", params: { column, names: namesOf(column) } });
  }
  return { requests: [...context.made.requests(), ...lamps], problems, unchanged };
}

interface Context {
  readonly inventory: Inventory;
  readonly index: InventoryIndex;
  readonly defaults: ImportDefaults;
  readonly made: NewThings;
  /** Outputs a device must have for its rows. */
  readonly outputsOf: ReadonlyMap<string, number>;
  readonly headers: ImportTable["headers"];
  /** Columns that new lamps need and the file does not have: told once, not once a row. */
  readonly missing: Set<ImportColumn>;
}

/** What a row says of its lamp. */
type LampWish = Pick<Lamp, "id"> & Partial<Draft<"lamp">>;

const lampColumns: Source["columns"] = {
  id: "lamp",
  name: "name",
  areaId: "area",
  use: "use",
  modelId: "model",
  lon: "lon",
  lat: "lat",
  roadId: "road",
  order: "order",
  arm: "arm",
  pole: "pole",
  circuitId: "circuit",
  phase: "phase",
  deviceId: "device",
  output: "output",
};

function readLamp(row: RowReader, context: Context): LampWish | undefined {
  const written = row.text("lamp");
  const id = idFrom(written ?? "");
  if (written === undefined || id === "") {
    refuseEmpty(row, "lamp", context);
    return undefined;
  }
  const existing = inUse(context.inventory, "lamp", id);
  const areaId = row.named("area", "area") ?? existing?.areaId ?? context.defaults.areaId;
  const modelId = row.named("model", "lampModel") ?? existing?.modelId ?? context.defaults.modelId;
  const position = { lon: row.number("lon"), lat: row.number("lat") };
  if (existing === undefined) {
    const needed = { area: areaId, model: modelId, lon: row.text("lon"), lat: row.text("lat") };
    for (const [column, value] of Object.entries(needed) as [ImportColumn, string | undefined][]) {
      const refused = row.problems.some((problem) => problem.column === column);
      if (value === undefined && !refused) refuseEmpty(row, column, context);
    }
  }
  const output = row.number("output");
  const use = row.word("use", useWords);
  const own = {
    id,
    name: row.text("name") ?? (existing === undefined ? written : undefined),
    areaId: existing === undefined || row.text("area") !== undefined ? areaId : undefined,
    modelId: existing === undefined || row.text("model") !== undefined ? modelId : undefined,
    use: use ?? (existing === undefined ? "road" : undefined),
    ...position,
    order: row.number("order"),
    arm: row.number("arm"),
    pole: row.text("pole"),
    phase: row.word("phase", phaseWords),
  };
  const around = { areaId: areaId ?? "", ...position };
  const deviceId = readDevice(row, context, modelId);
  const named = {
    roadId: readRoad(row, context, around),
    circuitId: readCircuit(row, context, around),
    deviceId,
    output: output ?? (deviceId === undefined || deviceId === existing?.deviceId ? undefined : 0),
  };
  const said = Object.entries({ ...own, ...named }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as unknown as LampWish;
}

function refuseEmpty(row: RowReader, column: ImportColumn, { headers, missing }: Context): void {
  if (headers.has(column)) row.refuse(column, "emptyCell");
  else {
    missing.add(column);
    row.skip();
  }
}

interface Surroundings {
  readonly areaId: string;
  readonly lon: number | undefined;
  readonly lat: number | undefined;
}

function readRoad(row: RowReader, { made }: Context, { areaId }: Surroundings): string | undefined {
  const name = row.text("road");
  if (name === undefined) return undefined;
  const known = row.namedOrNew("road", "road");
  if (known !== undefined) return known;
  const id = idFrom(name);
  made.put(row, "road", { id, name, areaId }, {}, { id: "road", name: "road", areaId: "area" });
  return id;
}

/** A new cabinet stands where the file says, else where its first lamp stands. */
function readCabinet(row: RowReader, { made }: Context, around: Surroundings): string | undefined {
  const name = row.text("cabinet");
  const position = { lon: row.number("cabinetLon"), lat: row.number("cabinetLat") };
  if (name === undefined) return undefined;
  const known = row.namedOrNew("cabinet", "cabinet");
  if (known !== undefined) return known;
  const id = idFrom(name);
  const lon = position.lon ?? around.lon ?? Number.NaN;
  const lat = position.lat ?? around.lat ?? Number.NaN;
  const from = position.lon === undefined ? ({ lon: "lon", lat: "lat" } as const) : cabinetPosition;
  const columns = { id: "cabinet", name: "cabinet", areaId: "area", ...from } as const;
  made.put(row, "cabinet", { id, name, areaId: around.areaId, lon, lat }, stated(position), columns);
  return id;
}

const cabinetPosition = { lon: "cabinetLon", lat: "cabinetLat" } as const;

/** Circuits are called alike in every cabinet ("Lộ 1"), so the cabinet of the row tells which one is meant. */
function readCircuit(row: RowReader, context: Context, around: Surroundings): string | undefined {
  const cabinetId = readCabinet(row, context, around);
  const kind = row.word("circuitKind", circuitKindWords);
  const segment = row.number("segment");
  const name = row.text("circuit");
  if (name === undefined) return undefined;
  if (cabinetId === undefined) {
    const known = row.namedOrNew("circuit", "circuit");
    if (known === undefined && row.problems.every(({ column }) => column !== "circuit")) {
      row.refuse("circuit", "circuitWithoutCabinet", { value: name });
    }
    return known;
  }
  const ofCabinet = context.index.circuitsOfCabinet(cabinetId);
  const known = ofCabinet.find((one) => one.id === name || one.id === idFrom(name) || fold(one.name) === fold(name));
  if (known !== undefined) return known.id;
  const id = idFrom(`${cabinetId}-${name}`);
  const columns = {
    id: "circuit",
    name: "circuit",
    cabinetId: "cabinet",
    kind: "circuitKind",
    segment: "segment",
  } as const;
  const draft = { id, name, cabinetId, kind: kind ?? "wholeNight" } as const;
  // "k-1" + "2" and "k" + "1-2" give one id: the cabinet is compared too, so that two circuits never become one
  context.made.put(row, "circuit", draft, stated({ cabinetId, kind, segment }), columns);
  return id;
}

const profileFor: Record<OutputKind, Profile> = { relay: "R", white: "W", colour: "C", pixels: "C" };

/** The id is what the hardware calls itself: only capitals are made small. */
function readDevice(
  row: RowReader,
  { inventory, made, outputsOf }: Context,
  modelId: string | undefined,
): string | undefined {
  const written = row.text("device");
  const said = { profile: row.word("profile", profileWords), outputs: row.number("outputs") };
  if (written === undefined) return undefined;
  const id = written.toLowerCase();
  if (inUse(inventory, "device", id) !== undefined) return id;
  const kind = modelId === undefined ? undefined : inventory.lampModel.get(modelId)?.outputKind;
  const draft = { id, name: written, profile: profileFor[kind ?? "white"], outputs: outputsOf.get(id) ?? 1 };
  made.put(row, "device", draft, stated(said), {
    id: "device",
    name: "device",
    profile: "profile",
    outputs: "outputs",
  });
  return id;
}

/** One more than the highest output that any row names, by device. */
function* outputsNamed({ rows }: ImportTable): Steps<Map<string, number>> {
  const outputs = new Map<string, number>();
  for (const [n, { cells }] of rows.entries()) {
    if (n % rowsPerStep === 0) yield;
    if (cells.device === undefined) continue;
    const id = cells.device.toLowerCase();
    const output = Number(cells.output ?? 0);
    if (Number.isInteger(output)) outputs.set(id, Math.max(outputs.get(id) ?? 1, output + 1));
  }
  return outputs;
}

/** @returns undefined when the lamp is already as the row says. */
function requestFor(wish: LampWish, inventory: Inventory, { at }: RowReader): SourcedRequest | undefined {
  const source = { at, columns: lampColumns };
  const { id, ...said } = wish;
  const existing = inUse(inventory, "lamp", id);
  if (existing === undefined) return { request: createOrRestore(inventory, "lamp", wish as Draft<"lamp">), source };
  const stored: Readonly<Record<string, unknown>> = { ...existing };
  const set = Object.fromEntries(Object.entries(said).filter(([field, value]) => stored[field] !== value));
  if (Object.keys(set).length === 0) return undefined;
  return { request: { do: "change", sort: "lamp", id, version: existing.version, set }, source };
}

function stated<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
