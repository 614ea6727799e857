/** Reads what is to be forwarded: packs of the queue, and rows of the series as lines. On a connection of its own. */
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { zstdDecompressSync } from "node:zlib";
import type { OutgoingBatch, OutgoingMark, RefusedRow } from "../../../core/telemetry/ports.ts";
import { forwardableTables, noOutput } from "../file/schema.ts";
import { type EventValues, eventLine, sampleLine } from "../influx/line.ts";

export interface OutgoingReader {
  next(from: OutgoingMark["from"], rows: number): OutgoingBatch | undefined;
  refused(limit: number): RefusedRow[];
}

type Row = Record<string, SQLOutputValue>;

/** Keys the tables are clustered by, so that reading on from a row costs nothing. */
const keysOf = {
  events: ["device", "output", "at", "epoch", "sequence"],
  raw: ["slot", "device", "output", "at", "epoch", "sequence"],
  halfHours: ["slot", "device", "output", "at", "epoch", "sequence"],
} as const;

/** Where the reading of the series stands: a table, and the key of the last row that was read. */
interface Place {
  readonly table: string;
  readonly key: readonly number[];
}

export function createOutgoingReader(db: DatabaseSync): OutgoingReader {
  const selectPacks = db.prepare("SELECT number, rows, lines FROM outgoing ORDER BY number");
  const selectPast = db.prepare("SELECT past FROM forwarding");
  const selectDevices = db.prepare("SELECT number, id FROM devices");
  const devices = new Map<number, string>();
  const deviceId = (number: number): string => {
    if (!devices.has(number)) {
      for (const row of selectDevices.iterate()) devices.set(row.number as number, row.id as string);
    }
    return devices.get(number)!;
  };

  function nextOfQueue(atLeast: number): OutgoingBatch | undefined {
    const lines: string[] = [];
    let rows = 0;
    let upTo = 0;
    for (const pack of selectPacks.iterate()) {
      lines.push(zstdDecompressSync(pack.lines as Uint8Array).toString());
      rows += pack.rows as number;
      upTo = pack.number as number;
      if (rows >= atLeast) break;
    }
    return rows === 0 ? undefined : { lines: lines.join("\n"), rows, mark: { from: "queue", upTo } };
  }

  function nextOfSeries(atMost: number): OutgoingBatch | undefined {
    const after = selectPast.get()?.past;
    if (typeof after !== "string") return undefined;
    const lines: string[] = [];
    let { table, key } = parsePlace(after);
    for (const each of forwardableTables(db)) {
      if (each.name < table) continue;
      if (each.name > table) key = [];
      table = each.name;
      const columns = keysOf[each.stream];
      for (const row of rowsAfter(table, columns, key, atMost - lines.length)) {
        lines.push(lineOf(row, each.stream, deviceId(row.device as number)));
        key = columns.map((column) => row[column] as number);
      }
      if (lines.length === atMost) break;
    }
    const to = lines.length === atMost ? { to: [table, ...key].join(" ") } : {};
    return { lines: lines.join("\n"), rows: lines.length, mark: { from: "series", after, ...to } };
  }

  function rowsAfter(table: string, columns: readonly string[], key: readonly number[], limit: number): Row[] {
    const where = key.length === 0 ? "" : `WHERE (${columns}) > (${columns.map(() => "?")})`;
    return db.prepare(`SELECT * FROM ${table} ${where} ORDER BY ${columns} LIMIT ?`).all(...key, limit);
  }

  return {
    next: (from, rows) => (from === "queue" ? nextOfQueue(rows) : nextOfSeries(rows)),
    refused: (limit) =>
      db.prepare("SELECT number, at, reason, line FROM refused_rows ORDER BY number LIMIT ?").all(limit) as never,
  };
}

function parsePlace(text: string): Place {
  const [table = "", ...key] = text.split(" ");
  return { table, key: key.map(Number) };
}

function lineOf(row: Row, stream: "events" | "raw" | "halfHours", device: string): string {
  const { output, at, epoch, sequence } = row as Record<string, number>;
  const place = {
    stream,
    device,
    output: output === noOutput ? undefined : output,
    at: at!,
    epoch: epoch!,
    sequence: sequence!,
  };
  return stream === "events" ? eventLine(place, row as unknown as EventValues) : sampleLine(place, row);
}
