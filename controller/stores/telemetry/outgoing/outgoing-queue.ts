/**
 * New rows on their way to InfluxDB: written in the transaction that puts them into the series, so that each row is
 * queued exactly when it is in the journal, once and with the time it has there. Belongs to the one writer of the file.
 */
import type { DatabaseSync } from "node:sqlite";
import { zstdCompressSync } from "node:zlib";
import type { EventRow } from "#protocol/wire/samples.ts";
import type { OutgoingFigures, OutgoingMark, RefusedRow } from "../../../core/telemetry/ports.ts";
import { eventLine, sampleLine } from "../influx/line.ts";
import type { PlacedRow } from "../series/series-rows.ts";

export interface OutgoingQueue {
  figures(): OutgoingFigures;
  /** A row was put into the series at `at`. */
  put(placed: PlacedRow, at: number): void;
  /** Writes what was put; before the transaction ends. */
  flush(): void;
  /** The transaction came to nothing. */
  discard(): void;
  aim(target: string | undefined): number;
  begin(): void;
  settle(mark: OutgoingMark, refused: readonly Omit<RefusedRow, "number">[]): void;
  settleAudit(upTo: number): void;
  release(numbers: readonly number[]): void;
}

/**
 * @param maxBytes of the queue. Beyond, it is dropped and nothing is queued until the target answers again; then the
 * series, which hold the same rows, are read from their beginning.
 */
export function createOutgoingQueue(
  db: DatabaseSync,
  deviceId: (number: number) => string,
  maxBytes: number,
): OutgoingQueue {
  const insert = db.prepare("INSERT INTO outgoing (rows, receivedAt, lines) VALUES (?, ?, ?)");
  const forget = db.prepare("DELETE FROM outgoing WHERE number <= ?");
  const amount = db.prepare(
    "SELECT total(rows) AS rows, total(length(lines)) AS bytes FROM outgoing WHERE number <= ?",
  );
  const oldest = db.prepare("SELECT receivedAt FROM outgoing ORDER BY number LIMIT 1");
  const setPast = db.prepare("UPDATE forwarding SET past = ? WHERE past = ?");
  // a row of the queue can come once more out of the series
  const insertRefused = db.prepare(
    "INSERT INTO refused_rows (at, reason, line) VALUES (?, ?, ?) ON CONFLICT (line) DO UPDATE SET at = excluded.at, reason = excluded.reason",
  );
  const forgetRefused = db.prepare("DELETE FROM refused_rows WHERE number = ?");
  let overflows = 0;
  let figures = read();
  let lines: string[] = [];
  let receivedAt = Number.POSITIVE_INFINITY;

  function read(): OutgoingFigures {
    const forwarding = db.prepare("SELECT recording, past, audited FROM forwarding").get();
    const queue = db.prepare("SELECT total(rows) AS rows, total(length(lines)) AS bytes FROM outgoing").get()!;
    const first = oldest.get()?.receivedAt as number | undefined;
    return {
      recording: forwarding?.recording === 1,
      backfilling: typeof forwarding?.past === "string",
      rows: queue.rows as number,
      bytes: queue.bytes as number,
      ...(first === undefined ? {} : { oldestAt: first }),
      overflows,
      refused: db.prepare("SELECT count(*) AS count FROM refused_rows").get()!.count as number,
      audited: (forwarding?.audited as number | undefined) ?? 0,
    };
  }

  const drop = () => {
    db.exec("DELETE FROM outgoing; UPDATE forwarding SET recording = 0, past = NULL");
    overflows++;
    figures = read();
  };

  const forgetUpTo = (number: number) => {
    const { rows, bytes } = amount.get(number) as { rows: number; bytes: number };
    forget.run(number);
    const { oldestAt: _, ...rest } = figures;
    const first = oldest.get()?.receivedAt as number | undefined;
    figures = {
      ...rest,
      rows: figures.rows - rows,
      bytes: figures.bytes - bytes,
      ...(first === undefined ? {} : { oldestAt: first }),
    };
  };

  return {
    figures: () => figures,

    put({ device, stream, epoch, sequence, receivedAt: came, row }, at) {
      if (!figures.recording) return;
      const place = { stream, device: deviceId(device), output: row.output, at, epoch, sequence };
      lines.push(stream === "events" ? eventLine(place, row as EventRow) : sampleLine(place, row));
      receivedAt = Math.min(receivedAt, came);
    },

    flush() {
      if (lines.length === 0) return;
      const packed = zstdCompressSync(lines.join("\n"));
      insert.run(lines.length, receivedAt, packed);
      figures = {
        ...figures,
        rows: figures.rows + lines.length,
        bytes: figures.bytes + packed.length,
        oldestAt: figures.oldestAt ?? receivedAt,
      };
      lines = [];
      receivedAt = Number.POSITIVE_INFINITY;
      if (figures.bytes > maxBytes) drop();
    },

    discard() {
      lines = [];
      receivedAt = Number.POSITIVE_INFINITY;
      figures = read();
    },

    aim(target) {
      const known = db.prepare("SELECT target FROM forwarding").get()?.target;
      if (known === target) return 0;
      const dropped = figures.rows + figures.refused;
      db.exec("DELETE FROM outgoing; DELETE FROM refused_rows; DELETE FROM forwarding");
      if (target !== undefined) {
        db.prepare("INSERT INTO forwarding (target, recording, past, audited) VALUES (?, 0, NULL, 0)").run(target);
      }
      figures = read();
      return dropped;
    },

    begin() {
      db.exec("DELETE FROM outgoing; UPDATE forwarding SET recording = 1, past = '', audited = 0");
      figures = read();
    },

    settle(mark, refused) {
      for (const { at, reason, line } of refused) insertRefused.run(at, reason, line);
      // a mark of before an overflow finds the series at another place, and leaves them there
      if (mark.from === "series") setPast.run(mark.to ?? null, mark.after);
      else forgetUpTo(mark.upTo);
      if (mark.from === "series" || refused.length > 0) figures = read();
    },

    settleAudit(upTo) {
      db.prepare("UPDATE forwarding SET audited = ?").run(upTo);
      figures = { ...figures, audited: upTo };
    },

    release(numbers) {
      for (const number of numbers) forgetRefused.run(number);
      figures = read();
    },
  };
}
