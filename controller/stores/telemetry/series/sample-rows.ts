/** Sampled rows of one output on disk, slot by slot, and from which slot to which there are any. */
import type { Partitions } from "../file/partitions.ts";
import { slotWidth } from "../file/partitions.ts";
import type { Row, Statements } from "../file/statements.ts";

/** Slots, both inclusive. */
export interface Extent {
  readonly first: number;
  readonly last: number;
  /** The last slot with a raw row; absent where there was never one. */
  readonly lastRaw?: number;
}

export interface SampleRows {
  extent(device: number, output: number): Extent | undefined;
  /** Rows of one slot in ascending time: at, epoch, sequence, then the columns asked for. */
  ofSlot(kind: "raw" | "halfHours", slot: number, device: number, output: number, columns: readonly string[]): Row[];
}

export function createStoredRows(partitions: Partitions, statements: Statements): SampleRows {
  return {
    extent(device, output) {
      const row = statements.first(
        "SELECT first, last, lastRaw FROM outputs WHERE device = ? AND output = ?",
        device,
        output,
      );
      if (row === undefined) return undefined;
      const [first, last, lastRaw] = row as [number, number, number | null];
      return { first, last, ...(lastRaw === null ? {} : { lastRaw }) };
    },
    ofSlot(kind, slot, device, output, columns) {
      const table = partitions.find(kind, slot * slotWidth);
      if (table === undefined) return [];
      return statements.all(
        `SELECT at, epoch, sequence${columns.map((name) => `, ${name}`).join("")} FROM ${table}
         WHERE slot = ? AND device = ? AND output = ? ORDER BY at, epoch, sequence`,
        slot,
        device,
        output,
      );
    },
  };
}
