/** Reads a GeoJSON file of lamps (RFC 7946): points whose properties are called like the columns of a CSV file. */
import type { ImportColumn } from "../../core/inventory/import/columns.ts";
import type { ImportProblem, ImportRow, ImportTable, TableReason } from "../../core/inventory/import/table.ts";
import { fileRefusal, maxRows, textOf, tooManyRows } from "./file-refusal.ts";

/** How a property is understood; undefined: nobody reads it. */
type ColumnOf = (name: string) => ImportColumn | undefined;

/** @throws ControllerError `inventory/import-rejected` when the file as a whole cannot be read. */
export function readGeoJsonHeaders(bytes: Uint8Array): readonly string[] {
  const names = new Set<string>();
  for (const feature of featuresOf(textOf(bytes))) for (const [name] of plainProperties(feature)) names.add(name);
  return [...names];
}

/** @throws ControllerError `inventory/import-rejected` when the file as a whole cannot be read. */
export function readGeoJson(bytes: Uint8Array, columnOf: ColumnOf): ImportTable {
  const features = featuresOf(textOf(bytes));
  if (features.length > maxRows) throw tooManyRows();
  const headers = new Map<ImportColumn, string>([
    ["lon", "coordinates"],
    ["lat", "coordinates"],
  ]);
  const ignored = new Set<string>();
  const rows: ImportRow[] = [];
  const problems: ImportProblem<ImportColumn, TableReason>[] = [];
  for (const [place, feature] of features.entries()) {
    const at = place + 1;
    const position = positionOf(feature);
    if (position === undefined) {
      problems.push({ at, reason: "notAPoint", params: {} });
      continue;
    }
    const cells: Partial<Record<ImportColumn, string>> = { lon: position.lon, lat: position.lat };
    const names = new Map<ImportColumn, string>();
    for (const [name, value] of propertiesOf(feature, columnOf)) {
      const column = columnOf(name);
      if (column === undefined) ignored.add(name);
      else if (cells[column] === undefined) {
        names.set(column, name);
        headers.set(column, headers.get(column) ?? name);
        if (value !== "") cells[column] = value;
      } else {
        const first = names.get(column) ?? "coordinates";
        problems.push({ at, column, reason: "doubledColumn", params: { first, second: name } });
      }
    }
    rows.push({ at, cells });
  }
  return { unit: "feature", headers, ignored: [...ignored], rows, problems };
}

function featuresOf(text: string): readonly unknown[] {
  let file: unknown;
  try {
    // a byte order mark is no part of JSON, and editors on Windows write one
    file = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw fileRefusal("file", `is not JSON (${(error as Error).message})`, "tệp không phải JSON hợp lệ");
  }
  const { type, features } = asObject(file);
  if (type === "FeatureCollection" && Array.isArray(features)) return features;
  throw fileRefusal("file", "is not a GeoJSON FeatureCollection", "tệp không phải GeoJSON dạng FeatureCollection");
}

function positionOf(feature: unknown): { lon: string; lat: string } | undefined {
  const { type, coordinates } = asObject(asObject(feature).geometry);
  if (type !== "Point" || !Array.isArray(coordinates)) return undefined;
  const [lon, lat] = coordinates as unknown[];
  return Number.isFinite(lon) && Number.isFinite(lat)
    ? { lon: plain(lon as number), lat: plain(lat as number) }
    : undefined;
}

/** Properties with a plain value. */
function plainProperties(feature: unknown): [string, string][] {
  return Object.entries(asObject(asObject(feature).properties)).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" || typeof value === "number" ? [[name, plain(value).trim()]] : [],
  );
}

/** The same, and the feature's own id where no property names the lamp. */
function propertiesOf(feature: unknown, columnOf: ColumnOf): [string, string][] {
  const { id } = asObject(feature);
  const named = plainProperties(feature);
  const hasId = named.some(([name]) => columnOf(name) === "lamp");
  const own = typeof id === "string" || typeof id === "number" ? String(id) : undefined;
  return hasId || own === undefined ? named : [["id", own], ...named];
}

/** Without an exponent, which no cell of a file has. */
function plain(value: string | number): string {
  if (typeof value === "string") return value;
  const text = String(value);
  return text.includes("e") ? value.toFixed(12) : text;
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
