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
