/** Writes rows into the series: samples by stream, events, and those that stand aside until their time is known. */
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { EventRow, Sample } from "#protocol/wire/samples.ts";
import type { Stream } from "#protocol/wire/vocabulary.ts";
import { dateRow } from "../../core/telemetry/dating.ts";
import { noOutput, sampleColumns, sampleTables } from "./schema.ts";

/** One row with its place in a log. */
export interface PlacedRow {
  device: number;
  stream: Stream;
  epoch: number;
  sequence: number;
  /** EpochMs */
  receivedAt: number;
  row: Sample | EventRow;
}

export interface SeriesRows {
  /** Writes one row where its time puts it. A double falls out. @returns false if it stands aside. */
  put(placed: PlacedRow): boolean;
  /** Moves rows of this boot that had no date into the series. @returns how many are settled. */
  dateAside(device: number, bootCount: number): number;
}

export function createSeriesRows(
  db: DatabaseSync,
  bootBegan: (device: number, bootCount: number) => number | undefined,
  onPut: (placed: PlacedRow, at: number) => void,
): SeriesRows {
  /** A device measures the same few quantities in every row: one statement for each set of them. */
  const inserts = { raw: new Map<string, StatementSync>(), halfHours: new Map<string, StatementSync>() };
  const insertEvent = db.prepare(
    "INSERT OR IGNORE INTO events (device, output, at, epoch, sequence, type, state, value) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  );
  const insertAside = db.prepare(
    "INSERT OR IGNORE INTO aside (device, stream, epoch, sequence, reason, bootCount, receivedAt, row) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  );
  const selectAside = db.prepare(
    "SELECT stream, epoch, sequence, receivedAt, row FROM aside WHERE device = ? AND bootCount = ? AND reason = 'undated'",
  );
  const deleteAside = db.prepare("DELETE FROM aside WHERE device = ? AND stream = ? AND epoch = ? AND sequence = ?");

  const putSample = (stream: "raw" | "halfHours", at: number, { device, epoch, sequence, row }: PlacedRow) => {
    const values: SQLInputValue[] = [device, row.output ?? noOutput, at, epoch, sequence];
    const columns: string[] = [];
    for (const [name, value] of Object.entries(row)) {
      if (value === undefined || !sampleColumns.has(name)) continue;
      columns.push(name);
      values.push(typeof value === "boolean" ? Number(value) : value);
    }
    const key = columns.join();
    let insert = inserts[stream].get(key);
    if (insert === undefined) {
      const names = ["device", "output", "at", "epoch", "sequence", ...columns];
      insert = db.prepare(
        `INSERT OR IGNORE INTO ${sampleTables[stream]} (${names.join()}) VALUES (${names.map(() => "?").join()})`,
      );
      inserts[stream].set(key, insert);
      // hostile rows could name every subset of the quantities
      if (inserts[stream].size > 256) inserts[stream].delete(inserts[stream].keys().next().value!);
    }
    insert.run(...values);
  };

  const put = (placed: PlacedRow): boolean => {
    const { device, stream, epoch, sequence, receivedAt, row } = placed;
    const dated = dateRow(row, receivedAt, epoch !== 0, (bootCount) => bootBegan(device, bootCount));
    if ("aside" in dated) {
      insertAside.run(
        device,
        stream,
        epoch,
        sequence,
        dated.aside,
        row.bootCount ?? null,
        receivedAt,
        JSON.stringify(row),
      );
      return false;
    }
    if (stream === "events") {
      const { type, state, value } = row as EventRow;
      insertEvent.run(device, row.output ?? noOutput, dated.at, epoch, sequence, type, state, value ?? null);
    } else {
      putSample(stream, dated.at, placed);
    }
    onPut(placed, dated.at);
    return true;
  };

  return {
    put,
    dateAside(device, bootCount) {
      const waiting = selectAside.all(device, bootCount);
      for (const found of waiting) {
        const { stream, epoch, sequence, receivedAt, row } = found as unknown as PlacedRow & { row: string };
        deleteAside.run(device, stream, epoch, sequence);
        put({ device, stream, epoch, sequence, receivedAt, row: JSON.parse(row) });
      }
      return waiting.length;
    },
  };
}
