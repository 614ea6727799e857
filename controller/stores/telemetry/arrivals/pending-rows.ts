/**
 * Rows that are on disk among the arrivals and not yet in the series: so that they are read seconds after they came,
 * the series need not be written for every message. Keeps where each device's messages lie, and decodes them when asked.
 */
import type { DatabaseSync } from "node:sqlite";
import { decodeMessage } from "#protocol/wire/codec.ts";
import type { EventRow, Sample } from "#protocol/wire/samples.ts";
import type { Stream } from "#protocol/wire/vocabulary.ts";
import { dateRow } from "../../../core/telemetry/dating.ts";
import { batchesOf } from "../../../core/telemetry/rows.ts";
import { slotOf } from "../file/partitions.ts";
import { noOutput } from "../file/schema.ts";
import type { Row, Statements } from "../file/statements.ts";
import type { SampleRows } from "../series/sample-rows.ts";
import { PackReader } from "./arrival-pack.ts";
import { createArrivals, rowsPerMessage } from "./arrivals.ts";

/**
 * Messages looked after, the newest. So many wait only while many times more come than a town sends; then the fold is at
 * work, and those between are read when it has come to them.
 */
const mostMessages = 200_000;

export interface PendingRow {
  stream: Stream;
  output: number;
  at: number;
  epoch: number;
  sequence: number;
  row: Sample | EventRow;
}

export interface PendingRows {
  /** Sees what was committed and folded since. In the transaction of what is read beside it. */
  refresh(): void;
  /** Dated rows of a device, in the order they came; some may be in the series already, some come twice. */
  of(device: number): readonly PendingRow[];
}

/** Where a message lies: first number of its pack, offset in it, and its own number. */
interface Place {
  first: number;
  offset: number;
  number: number;
}

export function createPendingRows(db: DatabaseSync, statements: Statements): PendingRows {
  const arrivals = createArrivals(db);
  const places = new Map<number, Place[]>();
  const decoded = new Map<number, PendingRow[]>();
  let folded = 0;
  let seen = 0;

  const bootBegan = (device: number, bootCount: number) =>
    statements.first("SELECT beganAt FROM boots WHERE device = ? AND bootCount = ?", device, bootCount)?.[0] as
      | number
      | undefined;

  const decode = (device: number): PendingRow[] => {
    const rows: PendingRow[] = [];
    for (const { first, offset, number } of places.get(device) ?? []) {
      const pack = statements.first("SELECT pack FROM arrivals WHERE first = ?", first)?.[0] as Uint8Array | undefined;
      if (pack === undefined) continue;
      const reader = new PackReader(pack, offset);
      reader.next();
      const message = decodeMessage(reader.kind, reader.message());
      if (!message.ok) continue;
      let pseudo = number * rowsPerMessage;
      for (const { stream, epoch, after, rows: sent } of batchesOf(message.message)) {
        let sequence = epoch === 0 ? pseudo : after + 1;
        for (const row of sent) {
          const dated = dateRow(row, reader.receivedAt, epoch !== 0, (bootCount) => bootBegan(device, bootCount));
          if (!("aside" in dated)) {
            rows.push({ stream, output: row.output ?? noOutput, at: dated.at, epoch, sequence, row });
          }
          sequence++;
        }
        if (epoch === 0) pseudo += sent.length;
      }
    }
    return rows;
  };

  return {
    refresh() {
      const nowFolded = arrivals.folded();
      const last = arrivals.last();
      if (nowFolded === folded && last === seen) return;
      decoded.clear();
      if (nowFolded !== folded) {
        for (const [device, list] of places) {
          const rest = list.filter(({ number }) => number > nowFolded);
          if (rest.length === 0) places.delete(device);
          else places.set(device, rest);
        }
        folded = nowFolded;
      }
      const from = Math.max(seen, folded, last - mostMessages);
      for (const { first, pack } of arrivals.after(from, Number.POSITIVE_INFINITY)) {
        const reader = new PackReader(pack);
        let number = first;
        for (let offset = 0; reader.next(); offset = reader.end) {
          if (number > from) {
            const list = places.get(reader.device);
            if (list === undefined) places.set(reader.device, [{ first, offset, number }]);
            else list.push({ first, offset, number });
          }
          number++;
        }
      }
      seen = last;
    },
    of(device) {
      if (!places.has(device)) return [];
      let rows = decoded.get(device);
      if (rows === undefined) {
        rows = decode(device);
        // a question about a whole town asks for each device once; memory stays small
        if (decoded.size >= 256) decoded.clear();
        decoded.set(device, rows);
      }
      return rows;
    },
  };
}

/** Rows of the series and those on their way there, as if they were one. */
export function withPending(stored: SampleRows, pending: PendingRows): SampleRows {
  return {
    extent(device, output) {
      let extent = stored.extent(device, output);
      for (const row of pending.of(device)) {
        if (row.output !== output || row.stream === "events") continue;
        const slot = slotOf(row.at);
        const { first = slot, last = slot, lastRaw } = extent ?? {};
        const raw = row.stream === "raw" ? Math.max(lastRaw ?? slot, slot) : lastRaw;
        extent = {
          first: Math.min(first, slot),
          last: Math.max(last, slot),
          ...(raw === undefined ? {} : { lastRaw: raw }),
        };
      }
      return extent;
    },
    ofSlot(kind, slot, device, output, columns) {
      const rows = stored.ofSlot(kind, slot, device, output, columns);
      const more = pending.of(device).filter((row) => {
        return row.output === output && row.stream === kind && slotOf(row.at) === slot;
      });
      if (more.length === 0) return rows;
      return inOrder([...rows, ...more.map((row) => toRow(row, columns))]);
    },
  };
}

/** Ascending by at, epoch and sequence; a row with the place of the one before is the same. */
export function inOrder(rows: Row[]): Row[] {
  const key = (row: Row) => row as [number, number, number];
  rows.sort((a, b) => {
    const [at, epoch, sequence] = key(a);
    const [otherAt, otherEpoch, otherSequence] = key(b);
    return at - otherAt || epoch - otherEpoch || sequence - otherSequence;
  });
  return rows.filter((row, n) => {
    const before = rows[n - 1];
    return before === undefined || before[0] !== row[0] || before[1] !== row[1] || before[2] !== row[2];
  });
}

function toRow({ at, epoch, sequence, row }: PendingRow, columns: readonly string[]): Row {
  const values = row as Record<string, string | number | boolean | undefined>;
  return [
    at,
    epoch,
    sequence,
    ...columns.map((name) => {
      const value = values[name];
      return typeof value === "boolean" ? Number(value) : (value ?? null);
    }),
  ];
}
