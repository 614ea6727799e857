/** A file as rows of cells, whatever its format was, and what is wrong with it. Files of lamps unless it says otherwise. */
import type { ErrorCode } from "../../../errors.ts";
import type { ThingSort } from "../model.ts";
import type { ImportColumn } from "./columns.ts";

export interface ImportRow<Column extends string = ImportColumn> {
  /** Line of the file, or number of the feature, from 1. */
  readonly at: number;
  /** Trimmed; an empty cell is absent. */
  readonly cells: Readonly<Partial<Record<Column, string>>>;
}

export interface ImportTable<Column extends string = ImportColumn> {
  readonly unit: "line" | "feature";
  /** The columns it has, as its own header calls them. */
  readonly headers: ReadonlyMap<Column, string>;
  /** Headers nobody here reads. */
  readonly ignored: readonly string[];
  readonly rows: readonly ImportRow<Column>[];
  /** Rows that could not be read at all, and columns that stand twice. */
  readonly problems: readonly ImportProblem<Column, TableReason>[];
}

/** Why a row cannot be read at all. */
export type TableReason = "doubledColumn" | "cellCount" | "notAPoint";

/** Why a row is refused before its things are even judged. */
export type ImportReason =
  | TableReason
  | "missingColumn"
  | "emptyCell"
  | "notANumber"
  | "unknownWord"
  | "unknownName"
  | "severalNames"
  | "doubledLamp"
  | "differs"
  | "circuitWithoutCabinet";

export interface ImportProblem<Column extends string = ImportColumn, Reason extends string = ImportReason> {
  /** As `ImportRow.at`; 1 for the header. */
  readonly at: number;
  readonly column?: Column;
  readonly reason: Reason;
  readonly params: Readonly<Record<string, string | number>> & { readonly sort?: ThingSort };
}

/** The code of all of them: the file is wrong, nothing was changed. */
export const importRejected: ErrorCode = "inventory/import-rejected";
