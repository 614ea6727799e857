/** A file of lamps on its way: its format, how it is sent, and what the answer says of its rows. No components here. */
import type { z } from "zod";
import type { importAnswer } from "../../../api/routes/inventory-import.ts";
import type { Place } from "../thing.ts";

export type ImportAnswer = z.infer<typeof importAnswer>;
export type ImportedLamp = NonNullable<ImportAnswer["lamps"]>[number];

export type FileFormat = "csv" | "geojson";

/** By its name: what browsers say of a CSV file depends on which programs are installed. */
export const formatOf = (fileName: string): FileFormat => (/\.(geo)?json$/i.test(fileName) ? "geojson" : "csv");

const types = { csv: "text/csv", geojson: "application/geo+json" } as const;

export const bodyOf = (file: Blob, format: FileFormat): Blob => new Blob([file], { type: types[format] });

/** Bytes within which the first line of a table ends. */
const headBytes = 64 * 1024;

/** @returns as much of the file as tells its columns: whole lines of a table, all of a GeoJSON file. */
export async function headOf(file: Blob, format: FileFormat): Promise<Blob> {
  if (format === "geojson" || file.size <= headBytes) return file;
  const bytes = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
  // a cut inside a letter would be taken for another encoding
  return file.slice(0, bytes.lastIndexOf(0x0a) + 1 || headBytes);
}

/** A complaint about one cell or one row. */
export interface RowProblem {
  readonly key: string;
  /** Line of a CSV file with its header as 1, feature of a GeoJSON file from 1; undefined: the file as a whole. */
  readonly row: number | undefined;
  readonly column: string;
  readonly place: Place;
}

/** @returns complaints by row: "line 3, column Kinh độ". */
export function rowProblems(places: readonly Place[]): RowProblem[] {
  return places.map((place, n) => {
    const [, row, column = ""] = /^\S+ (\d+)(?:, column (.*))?$/.exec(place.path) ?? [];
    return { key: `${n}`, row: row === undefined ? undefined : Number(row), column, place };
  });
}

/** How many rows are wrong. */
export const wrongRows = (problems: readonly RowProblem[]): number => new Set(problems.map(({ row }) => row)).size;
