/** What is read from the series. Runs on a connection of its own, so that no query delays a commit. */
import type { DatabaseSync, SQLOutputValue, StatementSync } from "node:sqlite";
import { type Quantity, quantityNames } from "#protocol/wire/samples.ts";
import { combinations } from "../../core/telemetry/combine.ts";
import type { AggregatePoint, EventPoint, Point, SourceSpan } from "../../core/telemetry/ports.ts";
import { noOutput, sampleTables } from "./schema.ts";
import type { QueryKind, QueryOf, ResultOf } from "./thread-messages.ts";

export type Queries = { [K in QueryKind]: (query: QueryOf<K>) => ResultOf<K> };

/** One source in one step, per quantity. */
interface Tally {
  total: number;
  count: number;
}

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

    aggregate({ spans, from, to, step, quantities }) {
      const asked = quantities.filter((name) => combinations.has(name));
      const sums = asked.map((name) => {
        const how = combinations.get(name)!;
        return how === "min" || how === "max" ? `${how}(${name}), count(${name})` : `total(${name}), count(${name})`;
      });
      const sql = `SELECT at - at % ?5 AS step, count(*)${sums.map((sum) => `, ${sum}`).join("")} FROM raw
        WHERE device = ?1 AND output = ?2 AND at >= ?3 AND at < ?4 GROUP BY step`;
      const combined = new Map<number, { sources: number; tallies: Tally[] }>();

      for (const parts of bySource(spans)) {
        const steps = new Map<number, Tally[]>();
        for (const span of parts) {
          const device = numberOf(span.device);
          const first = Math.max(span.from, from);
          const end = Math.min(span.to, to);
          if (device === undefined || first >= end) continue;
          for (const row of all(sql, device, span.output ?? noOutput, first, end, step)) {
            const at = row[0] as number;
            const tallies = steps.get(at) ?? asked.map(() => ({ total: 0, count: 0 }));
            steps.set(at, tallies);
            for (const [n, name] of asked.entries()) {
              addWithin(name, tallies[n]!, row[2 + n * 2] as number | null, row[3 + n * 2] as number);
            }
          }
        }
        for (const [at, tallies] of steps) {
          const into = combined.get(at) ?? { sources: 0, tallies: asked.map(() => ({ total: 0, count: 0 })) };
          combined.set(at, into);
          into.sources++;
          for (const [n, name] of asked.entries()) addOver(name, into.tallies[n]!, tallies[n]!);
        }
      }
      return [...combined]
        .sort(([a], [b]) => a - b)
        .map(([at, { sources, tallies }]) => {
          const point: AggregatePoint = { at, sources };
          for (const [n, name] of asked.entries()) {
            const { total, count } = tallies[n]!;
            if (count > 0) point[name] = combinations.get(name) === "mean" ? total / count : total;
          }
          return point;
        });
    },
  };
}

function bySource(spans: readonly SourceSpan[]): Iterable<SourceSpan[]> {
  const sources = new Map<string | SourceSpan, SourceSpan[]>();
  for (const span of spans) {
    const key = span.source ?? span;
    const parts = sources.get(key);
    if (parts === undefined) sources.set(key, [span]);
    else parts.push(span);
  }
  return sources.values();
}

/** Rows of one source in one step: totals with counts, or the extreme. */
function addWithin(name: Quantity, tally: Tally, value: number | null, count: number): void {
  if (value === null || count === 0) return;
  const how = combinations.get(name)!;
  tally.total =
    (how === "min" || how === "max") && tally.count > 0
      ? Math[how](tally.total, value)
      : how === "min" || how === "max"
        ? value
        : tally.total + value;
  tally.count += count;
}

/** One source joins the others of its step. */
function addOver(name: Quantity, into: Tally, source: Tally): void {
  if (source.count === 0) return;
  const how = combinations.get(name)!;
  if (how === "min" || how === "max") {
    into.total = into.count === 0 ? source.total : Math[how](into.total, source.total);
  } else {
    into.total += source.total / source.count;
  }
  into.count++;
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
