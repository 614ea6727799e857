/** Writes rows into the series: samples by stream, events, and those that stand aside until their time is known. */
import type { SQLInputValue } from "node:sqlite";
import type { EventRow, Sample } from "#protocol/wire/samples.ts";
import type { Stream } from "#protocol/wire/vocabulary.ts";
import { dateRow } from "../../../core/telemetry/dating.ts";
import { type Partitions, sampleColumns, slotOf, slotWidth } from "../file/partitions.ts";
import { noOutput } from "../file/schema.ts";
import type { Statements } from "../file/statements.ts";
import type { Touches } from "./touches.ts";

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
  /** Marks the roll-ups of what was put; before the transaction ends. */
  flush(): void;
  /** The transaction came to nothing. */
  discard(): void;
}

export interface SeriesRowsDeps {
  readonly partitions: Partitions;
  readonly statements: Statements;
  readonly touches: Touches;
  readonly bootBegan: (device: number, bootCount: number) => number | undefined;
  /** EpochMs before which rows of a stream were forgotten: one that comes later still stands aside. */
  readonly keptFrom: (stream: Stream) => number;
  /** A row was put into the series at `at`. */
  readonly onPut: (placed: PlacedRow, at: number) => void;
}

export function createSeriesRows(deps: SeriesRowsDeps): SeriesRows {
  const { partitions, statements, touches, bootBegan, keptFrom, onPut } = deps;
  /** A device measures the same few quantities in every row: one statement for each set of them. */
  const inserts = new Map<string, string>();

  const putSample = (stream: "raw" | "halfHours", at: number, { device, epoch, sequence, row }: PlacedRow) => {
    const output = row.output ?? noOutput;
    const slot = slotOf(at);
    const columns: string[] = [];
    const values: SQLInputValue[] = [slot, device, output, at, epoch, sequence];
    for (const [name, value] of Object.entries(row)) {
      if (value === undefined || !sampleColumns.has(name)) continue;
      columns.push(name);
      values.push(typeof value === "boolean" ? Number(value) : value);
    }
    const table = partitions.make(stream, at);
    const key = `${table} ${columns.join()}`;
    let insert = inserts.get(key);
    if (insert === undefined) {
      const names = ["slot", "device", "output", "at", "epoch", "sequence", ...columns];
      insert = `INSERT OR IGNORE INTO ${table} (${names.join()}) VALUES (${names.map(() => "?").join()})`;
      // hostile rows could name every subset of the quantities
      if (inserts.size >= 256) inserts.clear();
      inserts.set(key, insert);
    }
    statements.run(insert, ...values);
    touches.add(stream, device, output, slot * slotWidth);
  };

  const put = (placed: PlacedRow): boolean => {
    const { device, stream, epoch, sequence, receivedAt, row } = placed;
    let dated = dateRow(row, receivedAt, epoch !== 0, (bootCount) => bootBegan(device, bootCount));
    if (!("aside" in dated) && dated.at < keptFrom(stream)) dated = { aside: "past", at: dated.at };
    if ("aside" in dated) {
      statements.run(
        "INSERT OR IGNORE INTO aside (device, stream, epoch, sequence, reason, bootCount, receivedAt, row) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
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
      statements.run(
        `INSERT OR IGNORE INTO ${partitions.make("events", dated.at)} (device, output, at, epoch, sequence, type, state, value) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        device,
        row.output ?? noOutput,
        dated.at,
        epoch,
        sequence,
        type,
        state,
        value ?? null,
      );
    } else {
      putSample(stream, dated.at, placed);
    }
    onPut(placed, dated.at);
    return true;
  };

  return {
    put,
    dateAside(device, bootCount) {
      const waiting = statements.all(
        "SELECT stream, epoch, sequence, receivedAt, row FROM aside WHERE device = ? AND bootCount = ? AND reason = 'undated'",
        device,
        bootCount,
      );
      for (const [stream, epoch, sequence, receivedAt, row] of waiting as [Stream, number, number, number, string][]) {
        statements.run(
          "DELETE FROM aside WHERE device = ? AND stream = ? AND epoch = ? AND sequence = ?",
          device,
          stream,
          epoch,
          sequence,
        );
        put({ device, stream, epoch, sequence, receivedAt, row: JSON.parse(row) });
      }
      return waiting.length;
    },
    flush: touches.flush,
    discard() {
      touches.discard();
      partitions.refresh();
    },
  };
}
