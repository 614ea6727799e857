/** A file of lamps as rows of cells, whatever its format was, and what is wrong with it. */
import type { ErrorCode } from "../../../errors.ts";
import type { ThingSort } from "../model.ts";
import type { ImportColumn } from "./columns.ts";

export interface ImportRow {
  /** Line of the file, or number of the feature, from 1. */
  readonly at: number;
  /** Trimmed; an empty cell is absent. */
  readonly cells: Readonly<Partial<Record<ImportColumn, string>>>;
}

export interface ImportTable {
  readonly unit: "line" | "feature";
  /** The columns it has, as its own header calls them. */
  readonly headers: ReadonlyMap<ImportColumn, string>;
  /** Headers nobody here reads. */
  readonly ignored: readonly string[];
  readonly rows: readonly ImportRow[];
  /** Rows that could not be read at all, and columns that stand twice. */
  readonly problems: readonly ImportProblem[];
}

/** Why a row is refused before its things are even judged. */
export type ImportReason =
  | "missingColumn"
  | "doubledColumn"
  | "cellCount"
  | "notAPoint"
  | "emptyCell"
  | "notANumber"
  | "unknownWord"
  | "unknownName"
  | "severalNames"
  | "doubledLamp"
  | "differs"
  | "circuitWithoutCabinet";

export interface ImportProblem {
  /** As `ImportRow.at`; 1 for the header. */
  readonly at: number;
  readonly column?: ImportColumn;
  readonly reason: ImportReason;
  readonly params: Readonly<Record<string, string | number>> & { readonly sort?: ThingSort };
}

/** The code of all of them: the file is wrong, nothing was changed. */
export const importRejected: ErrorCode = "inventory/import-rejected";
