/** Reads one row of a file: values where the cells have some, problems where they make no sense. */
import type { ThingSort } from "../model.ts";
import { numberIn, type Words, wordIn } from "./cells.ts";
import type { ImportColumn } from "./columns.ts";
import type { FindNamed } from "./names.ts";
import type { ImportProblem, ImportReason, ImportRow } from "./table.ts";

export interface RowReader {
  readonly at: number;
  readonly problems: ImportProblem[];
  text(column: ImportColumn): string | undefined;
  number(column: ImportColumn): number | undefined;
  word<T>(column: ImportColumn, words: Words<T>): T | undefined;
  /** Id of a thing that must exist. */
  named(column: ImportColumn, sort: ThingSort): string | undefined;
  /** Id of a thing that may be new: undefined where nothing is called so. */
  namedOrNew(column: ImportColumn, sort: ThingSort): string | undefined;
  refuse(column: ImportColumn, reason: ImportReason, params?: ImportProblem["params"]): void;
  /** The row cannot be used, for a reason that is told elsewhere. */
  skip(): void;
  isSkipped(): boolean;
}

export function readRow({ at, cells }: ImportRow, findNamed: FindNamed): RowReader {
  const problems: ImportProblem[] = [];
  let skipped = false;
  const reader: RowReader = {
    at,
    problems,
    text: (column) => cells[column],
    number(column) {
      const cell = cells[column];
      if (cell === undefined) return undefined;
      const value = numberIn(cell);
      if (value === undefined) reader.refuse(column, "notANumber", { value: cell });
      return value;
    },
    word(column, words) {
      const cell = cells[column];
      if (cell === undefined) return undefined;
      const value = wordIn(cell, words);
      if (value === undefined) {
        const known = [...new Set(Object.values(words).map(String))].join(", ");
        reader.refuse(column, "unknownWord", { value: cell, words: known });
      }
      return value;
    },
    named(column, sort) {
      const cell = cells[column];
      if (cell === undefined) return undefined;
      const before = problems.length;
      const id = reader.namedOrNew(column, sort);
      if (id === undefined && problems.length === before) reader.refuse(column, "unknownName", { value: cell, sort });
      return id;
    },
    namedOrNew(column, sort) {
      const cell = cells[column];
      const found = cell === undefined ? undefined : findNamed(sort, cell);
      if (found === undefined || cell === undefined) return undefined;
      if ("id" in found) return found.id;
      reader.refuse(column, "severalNames", { value: cell, sort, ids: found.ids.slice(0, 5).join(", ") });
      return undefined;
    },
    skip() {
      skipped = true;
    },
    isSkipped: () => skipped,
    refuse: (column, reason, params = {}) => void problems.push({ at, column, reason, params }),
  };
  return reader;
}
