/**
 * What is read from the series, row by row. Every query is a generator that rests now and then, so that one thread can
 * serve a long one and many short ones at the same time, and leave one nobody waits for.
 */
import { quantityNames } from "#protocol/wire/samples.ts";
import type { AsideCounts, EventPoint, Point, SourceSpan } from "../../../core/telemetry/ports.ts";
import { inOrder, type PendingRows } from "../arrivals/pending-rows.ts";
import { type Partitions, slotOf } from "../file/partitions.ts";
import { noOutput } from "../file/schema.ts";
import type { Row, Statements } from "../file/statements.ts";
import type { SampleRows } from "../series/sample-rows.ts";
import type { QueryOf, ResultOf } from "../thread-messages.ts";

/** Yields where it may rest. */
export type Steps<T> = Generator<void, T>;

export interface RowQueries {
  series(query: QueryOf<"series">): Steps<ResultOf<"series">>;
  events(query: QueryOf<"events">): Steps<ResultOf<"events">>;
  latest(sources: QueryOf<"latest">): Steps<ResultOf<"latest">>;
  asideOf(device: QueryOf<"asideOf">): Steps<ResultOf<"asideOf">>;
}

export interface RowQueriesDeps {
  readonly partitions: Partitions;
  readonly statements: Statements;
  readonly rows: SampleRows;
  readonly pending: PendingRows;
  readonly numberOf: (device: string) => number | undefined;
}

/** Slots or sources between two rests. */
const atOnce = 64;

/** A span of a device that has a number, within the period asked for. */
interface Part {
  device: number;
  output: number;
  from: number;
  to: number;
}

export function createRowQueries({ partitions, statements, rows, pending, numberOf }: RowQueriesDeps): RowQueries {
  const partsOf = (spans: readonly SourceSpan[], from: number, to: number): Part[] =>
    spans.flatMap((span) => {
      const device = numberOf(span.device);
      const part = { output: span.output ?? noOutput, from: Math.max(span.from, from), to: Math.min(span.to, to) };
      return device === undefined || part.from >= part.to ? [] : [{ device, ...part }];
    });

  return {
    *series({ spans, from, to, stream, limit }) {
      const parts = partsOf(spans, from, to).flatMap((part) => {
        const extent = rows.extent(part.device, part.output);
        if (extent === undefined) return [];
        const first = Math.max(slotOf(part.from), extent.first);
        return [{ ...part, first, last: Math.min(slotOf(part.to - 1), extent.last) }];
      });
      const points: Point[] = [];
      let looked = 0;
      for (let slot = firstOf(parts); slot !== undefined && points.length < limit; slot = nextOf(parts, slot)) {
        const found: Row[] = [];
        for (const part of parts) {
          if (slot < part.first || slot > part.last) continue;
          for (const row of rows.ofSlot(stream, slot, part.device, part.output, quantityNames)) {
            if ((row[0] as number) >= part.from && (row[0] as number) < part.to) found.push(row);
          }
        }
        if (parts.length > 1) found.sort((a, b) => (a[0] as number) - (b[0] as number));
        for (const row of found) points.push(toPoint(row));
        if (++looked % atOnce === 0) yield;
      }
      return points.slice(0, limit);
    },

    *events({ spans, from, to, limit }) {
      const found: Row[] = [];
      for (const part of partsOf(spans, from, to)) {
        const ofPart: Row[] = [];
        for (const { name } of partitions.between("events", part.from, part.to)) {
          const sql = `SELECT at, epoch, sequence, output, type, state, value FROM ${name}
            WHERE device = ? AND output = ? AND at >= ? AND at < ? ORDER BY at, epoch, sequence LIMIT ?`;
          ofPart.push(...statements.all(sql, part.device, part.output, part.from, part.to, limit));
          if (ofPart.length >= limit) break;
        }
        for (const { stream, output, at, epoch, sequence, row } of pending.of(part.device)) {
          if (stream !== "events" || output !== part.output || at < part.from || at >= part.to) continue;
          if (!("type" in row)) continue;
          ofPart.push([at, epoch, sequence, output, row.type, row.state, row.value ?? null]);
        }
        found.push(...inOrder(ofPart).slice(0, limit));
        yield;
      }
      found.sort((a, b) => (a[0] as number) - (b[0] as number));
      return found.slice(0, limit).map(toEvent);
    },

    *latest(sources) {
      const points: (Point | undefined)[] = [];
      for (const { device, output = noOutput } of sources) {
        const number = numberOf(device);
        const slot = number === undefined ? undefined : rows.extent(number, output)?.lastRaw;
        const row = slot === undefined ? undefined : rows.ofSlot("raw", slot, number!, output, quantityNames).at(-1);
        points.push(row === undefined ? undefined : toPoint(row));
        if (points.length % atOnce === 0) yield;
      }
      return points;
    },

    // biome-ignore lint/correctness/useYield: one look at an index is no work
    *asideOf(device) {
      const counts: AsideCounts = { undated: 0, future: 0, past: 0 };
      const sql = "SELECT reason, count(*) FROM aside WHERE device = ? GROUP BY reason";
      for (const [reason, count] of statements.all(sql, numberOf(device) ?? -1)) {
        counts[reason as keyof AsideCounts] = count as number;
      }
      return counts;
    },
  };
}

type Slots = { first: number; last: number };

function firstOf(parts: readonly Slots[]): number | undefined {
  const firsts = parts.filter(({ first, last }) => first <= last).map(({ first }) => first);
  return firsts.length === 0 ? undefined : Math.min(...firsts);
}

/** The slot after this one that any part has; stretches nobody has are left out. */
function nextOf(parts: readonly Slots[], slot: number): number | undefined {
  let next: number | undefined;
  for (const { first, last } of parts) {
    if (last <= slot) continue;
    const candidate = Math.max(first, slot + 1);
    if (next === undefined || candidate < next) next = candidate;
  }
  return next;
}

function toPoint(row: Row): Point {
  const point: Point = { at: row[0] as number };
  for (let n = 0; n < quantityNames.length; n++) {
    const value = row[n + 3];
    if (value !== null) point[quantityNames[n]!] = value as number;
  }
  return point;
}

function toEvent([at, , , output, type, state, value]: Row): EventPoint {
  return {
    at: at as number,
    ...(output === noOutput ? {} : { output: output as number }),
    type: type as EventPoint["type"],
    state: state as EventPoint["state"],
    ...(value === null ? {} : { value: value as number }),
  };
}
