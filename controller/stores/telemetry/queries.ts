/** What is read from the series. Runs on a connection of its own, so that no query delays a commit. */
import type { DatabaseSync, SQLOutputValue, StatementSync } from "node:sqlite";
import { quantityNames } from "#protocol/wire/samples.ts";
import { SourceCombiner } from "../../core/telemetry/combine.ts";
import type { BucketQuery, EventPoint, Point, SourceBuckets, SourceSpan } from "../../core/telemetry/ports.ts";
import { bySource } from "../../core/telemetry/sources.ts";
import { bucketOf, Tally } from "../../core/telemetry/tally.ts";
import { noOutput, sampleTables } from "./schema.ts";
import type { QueryKind, QueryOf, ResultOf } from "./thread-messages.ts";

export type Queries = { [K in QueryKind]: (query: QueryOf<K>) => ResultOf<K> };

export function createQueries(db: DatabaseSync): Queries {
  const statements = new Map<string, StatementSync>();
  /** Rows come as arrays: objects of forty names cost three times as much. */
  const prepared = (sql: string): StatementSync => {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = db.prepare(sql);
      statement.setReturnArrays(true);
      // the sets of quantities people ask for are few
      if (statements.size >= 64) statements.clear();
      statements.set(sql, statement);
    }
    return statement;
  };
  const all = (sql: string, ...values: (string | number)[]) =>
    prepared(sql).all(...values) as unknown as SQLOutputValue[][];

  const numbers = new Map<string, number>();
  const numberOf = (device: string): number | undefined => {
    let number = numbers.get(device);
    if (number === undefined) {
      number = all("SELECT number FROM devices WHERE id = ?", device)[0]?.[0] as number | undefined;
      if (number !== undefined) numbers.set(device, number);
    }
    return number;
  };

  /** Rows of all spans within the period, each at most `limit`, merged by time. */
  const rowsOf = (sql: string, query: { spans: readonly SourceSpan[]; from: number; to: number; limit: number }) => {
    const rows: SQLOutputValue[][] = [];
    for (const span of query.spans) {
      const device = numberOf(span.device);
      const from = Math.max(span.from, query.from);
      const to = Math.min(span.to, query.to);
      if (device === undefined || from >= to) continue;
      for (const row of all(sql, device, span.output ?? noOutput, from, to, query.limit)) rows.push(row);
    }
    if (query.spans.length > 1) rows.sort((a, b) => (a[0] as number) - (b[0] as number));
    return rows.slice(0, query.limit);
  };

  return {
    series(query) {
      const sql = `SELECT at, ${quantityNames.join()} FROM ${sampleTables[query.stream]}
        WHERE device = ? AND output = ? AND at >= ? AND at < ? ORDER BY at LIMIT ?`;
      return rowsOf(sql, query).map(toPoint);
    },

    events(query) {
      const sql = `SELECT at, output, type, state, value FROM events
        WHERE device = ? AND output = ? AND at >= ? AND at < ? ORDER BY at LIMIT ?`;
      return rowsOf(sql, query).map(toEvent);
    },

    latest(sources) {
      const sql = `SELECT at, ${quantityNames.join()} FROM raw WHERE device = ? AND output = ? ORDER BY at DESC LIMIT 1`;
      return sources.map(({ device, output }) => {
        const number = numberOf(device);
        const row = number === undefined ? undefined : all(sql, number, output ?? noOutput)[0];
        return row === undefined ? undefined : toPoint(row);
      });
    },

    summaries: (query) => [...summarize(query)],

    aggregate(query) {
      const combiner = new SourceCombiner();
      for (const source of summarize(query)) combiner.add(source);
      return combiner.points();
    },
  };

  function* summarize({ spans, edges, quantities }: BucketQuery): Generator<SourceBuckets> {
    const sql = `SELECT at${quantities.map((name) => `, ${name}`).join("")} FROM raw
      WHERE device = ? AND output = ? AND at >= ? AND at < ?`;
    for (const [source, parts] of bySource(spans)) {
      const tallies = new Map<number, Tally>();
      for (const span of parts) {
        const device = numberOf(span.device);
        const from = Math.max(span.from, edges[0]!);
        const to = Math.min(span.to, edges.at(-1)!);
        if (device === undefined || from >= to) continue;
        for (const [at, ...values] of all(sql, device, span.output ?? noOutput, from, to)) {
          const n = bucketOf(edges, at as number);
          const tally = tallies.get(n) ?? new Tally();
          tallies.set(n, tally);
          tally.rows++;
          for (const [q, value] of values.entries()) {
            if (value !== null) tally.addValue(quantities[q]!, value as number);
          }
        }
      }
      if (tallies.size === 0) continue;
      const buckets = [...tallies]
        .sort(([a], [b]) => a - b)
        .map(([n, tally]) => ({ from: edges[n]!, to: edges[n + 1]!, rows: tally.rows, quantities: tally.summaries() }));
      yield { source, buckets };
    }
  }
}

function toPoint(row: SQLOutputValue[]): Point {
  const point: Point = { at: row[0] as number };
  for (const [n, name] of quantityNames.entries()) {
    const value = row[n + 1];
    if (value !== null) point[name] = value as number;
  }
  return point;
}

function toEvent([at, output, type, state, value]: SQLOutputValue[]): EventPoint {
  return {
    at: at as number,
    ...(output === noOutput ? {} : { output: output as number }),
    type: type as EventPoint["type"],
    state: state as EventPoint["state"],
    ...(value === null ? {} : { value: value as number }),
  };
}
