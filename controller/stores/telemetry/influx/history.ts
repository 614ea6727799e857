/** Histories read from InfluxDB by InfluxQL, which 1.x, 2.x and 3.x all answer; what they mean is told in the port. */
import { type Quantity, quantityNames } from "#protocol/wire/samples.ts";
import { SourceCombiner } from "../../../core/telemetry/combine.ts";
import type { BucketQuery, EventPoint, Point, SourceSpan, TelemetryHistory } from "../../../core/telemetry/ports.ts";
import { summarize } from "./buckets.ts";
import type { InfluxConnection, Series } from "./connection.ts";
import { devicesIn, inChunks, isDevice, periodOf, placeOf } from "./influx-ql.ts";

export function createInfluxHistory({ query }: Pick<InfluxConnection, "query">): TelemetryHistory {
  /** Rows of each span, merged by time. @param of the span's rows, ascending. */
  async function rowsOf<T extends { at: number }>(
    { spans, from, to, limit }: { spans: readonly SourceSpan[]; from: number; to: number; limit: number },
    select: string,
    rowOf: (series: Series, values: readonly unknown[]) => T,
    signal?: AbortSignal,
  ): Promise<T[]> {
    signal?.throwIfAborted();
    const statements = spans.flatMap((span) => {
      const period = periodOf(Math.max(span.from, from), Math.min(span.to, to));
      return period === undefined
        ? []
        : [`${select} WHERE ${isDevice(span)} AND ${period} ORDER BY time LIMIT ${limit}`];
    });
    if (statements.length === 0) return [];
    const rows = (await query(statements.join(";"), signal)).flatMap((found) =>
      found.flatMap((series) => series.values.map((values) => rowOf(series, values))),
    );
    return rows.sort((a, b) => a.at - b.at).slice(0, limit);
  }

  async function sources(query_: BucketQuery, signal?: AbortSignal) {
    return summarize(query, query_, signal);
  }

  return {
    series: ({ stream, ...asked }, signal) =>
      rowsOf(asked, `SELECT "sequence",${columns(quantityNames)} FROM "${stream}"`, toPoint, signal),

    events: (asked, signal) => rowsOf(asked, 'SELECT "state","value","type","output" FROM "events"', toEvent, signal),

    async latest(asked, signal) {
      signal?.throwIfAborted();
      const newest = new Map<string, Point>();
      for (const part of inChunks(asked)) {
        const [found = []] = await query(
          `SELECT "sequence",${columns(quantityNames)} FROM "raw" WHERE ${devicesIn(part)} GROUP BY "device","output" ORDER BY time DESC LIMIT 1`,
          signal,
        );
        for (const series of found) newest.set(placeOf(series.tags), toPoint(series, series.values[0]!));
      }
      return asked.map(({ device, output }) => newest.get(placeOf({ device, output: String(output ?? "") })));
    },

    summaries: sources,

    async aggregate(asked, signal) {
      const combiner = new SourceCombiner();
      for (const source of await sources(asked, signal)) combiner.add(source);
      return combiner.points();
    },
  };
}

function columns(names: readonly Quantity[]): string {
  return names.map((name) => `"${name}"`).join();
}

function toPoint({ columns: names }: Series, values: readonly unknown[]): Point {
  const point: Point = { at: values[0] as number };
  for (let n = 2; n < values.length; n++) {
    const value = values[n];
    if (value !== null) point[names[n] as Quantity] = value as number;
  }
  return point;
}

function toEvent(_series: Series, [at, state, value, type, output]: readonly unknown[]): EventPoint {
  return {
    at: at as number,
    ...(output === null || output === "" ? {} : { output: Number(output) }),
    type: type as EventPoint["type"],
    state: state as EventPoint["state"],
    ...(value === null ? {} : { value: value as number }),
  };
}
