/**
 * Summaries per source and bucket. InfluxDB groups by equal lengths of time only, so the edges are cut into runs of equal
 * buckets; a source whose devices changed is asked for in the stretches each of them was in place.
 */
import { type Quantity, quantityNames } from "#protocol/wire/samples.ts";
import { plausible } from "../../../core/telemetry/plausible.ts";
import type { BucketQuery, SourceBuckets, SourceSpan } from "../../../core/telemetry/ports.ts";
import { bySource, sourceName } from "../../../core/telemetry/sources.ts";
import { bucketOf, stepsPerUnit, Tally } from "../../../core/telemetry/tally.ts";
import type { InfluxConnection, Series } from "./connection.ts";
import { devicesIn, inChunks, periodOf, placeOf } from "./influx-ql.ts";

type Query = InfluxConnection["query"];

/** Equal buckets that follow each other. */
interface Run {
  /** EpochMs, half-open. */
  readonly from: number;
  readonly to: number;
  /** ms of each bucket. */
  readonly length: number;
}

/** Devices that are in place through the same stretch of time. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly spans: SourceSpan[];
}

/** Per source the tally of each bucket, by the bucket's number. */
type Tallies = Map<string, Map<number, Tally>>;

export async function summarize(
  query: Query,
  { spans, edges, quantities }: BucketQuery,
  signal?: AbortSignal,
): Promise<SourceBuckets[]> {
  signal?.throwIfAborted();
  const names = quantities.filter((name) => quantityNames.includes(name));
  const tallies: Tallies = new Map();
  for (const stretch of stretchesOf(spans, edges)) {
    for (const run of runsOf(edges)) {
      const period = periodOf(Math.max(run.from, stretch.from), Math.min(run.to, stretch.to));
      if (period === undefined) continue;
      for (const part of inChunks(stretch.spans)) {
        await addRun(query, { part, run, period, edges, names }, tallies, signal);
      }
    }
  }
  return [...bySource(spans).keys()].flatMap((source) => {
    const found = tallies.get(source);
    if (found === undefined) return [];
    const buckets = [...found]
      .sort(([a], [b]) => a - b)
      .map(([n, tally]) => ({ from: edges[n]!, to: edges[n + 1]!, rows: tally.rows, quantities: tally.summaries() }));
    return [{ source, buckets }];
  });
}

interface Part {
  readonly part: readonly SourceSpan[];
  readonly run: Run;
  readonly period: string;
  readonly edges: readonly number[];
  readonly names: readonly Quantity[];
}

async function addRun(query: Query, asked: Part, tallies: Tallies, signal?: AbortSignal): Promise<void> {
  const sourceOf = new Map(
    asked.part.map((span) => [placeOf({ device: span.device, output: String(span.output ?? "") }), sourceName(span)]),
  );
  const tallyOf = (source: string, at: number): Tally => {
    const buckets = tallies.get(source) ?? new Map<number, Tally>();
    tallies.set(source, buckets);
    const n = bucketOf(asked.edges, at);
    const tally = buckets.get(n) ?? new Tally();
    buckets.set(n, tally);
    return tally;
  };
  const [rows = []] = await query(statement(asked, ['count("sequence")', ...asked.names.map(summaryOf)]), signal);
  const absurd = new Set<Quantity>();
  const mine: [Series, string][] = rows.flatMap((series) => {
    const source = sourceOf.get(placeOf(series.tags));
    return source === undefined ? [] : [[series, source]];
  });
  for (const [{ values }] of mine)
    for (const row of values) for (const name of absurdIn(row, asked.names)) absurd.add(name);
  for (const [{ values }, source] of mine) {
    for (const row of values) {
      if (row[1] === 0 || row[1] === null) continue;
      const tally = tallyOf(source, row[0] as number);
      tally.rows += row[1] as number;
      for (const [n, name] of asked.names.entries()) if (!absurd.has(name)) addValues(tally, name, row, 2 + n * 4);
    }
  }
  // rare: a sensor that is broken. The quantity is asked for once more, without what cannot be true
  for (const name of absurd) {
    const [lowest, highest] = plausible[name];
    const bounds = ` AND "${name}" >= ${lowest} AND "${name}" <= ${highest}`;
    const [again = []] = await query(statement(asked, [summaryOf(name)], bounds), signal);
    for (const series of again) {
      const source = sourceOf.get(placeOf(series.tags));
      if (source === undefined) continue;
      for (const row of series.values) addValues(tallyOf(source, row[0] as number), name, row, 1);
    }
  }
}

/** Grouped so that buckets begin where the run does, whatever the epoch's multiples are. */
function statement({ part, run, period }: Part, columns: readonly string[], and = ""): string {
  const offset = run.from % run.length;
  return `SELECT ${columns.join()} FROM "raw" WHERE ${devicesIn(part)} AND ${period}${and} GROUP BY time(${run.length}ms,${offset}ms),"device","output" fill(none)`;
}

function summaryOf(name: Quantity): string {
  return ["count", "min", "max", "sum"].map((how) => `${how}("${name}")`).join();
}

function absurdIn(row: readonly unknown[], names: readonly Quantity[]): Quantity[] {
  return names.filter((name, n) => {
    const [lowest, highest] = plausible[name];
    const [count, min, max] = row.slice(2 + n * 4) as number[];
    return Boolean(count) && (min! < lowest || max! > highest);
  });
}

/** Sums of floats differ in the last digits by their order; in whole steps of the wire they are the same everywhere. */
function addValues(tally: Tally, name: Quantity, row: readonly unknown[], first: number): void {
  const [count, min, max, sum] = row.slice(first, first + 4) as number[];
  if (!count) return;
  const scale = stepsPerUnit[name];
  tally.addSteps(name, {
    count,
    min: Math.round(min! * scale),
    max: Math.round(max! * scale),
    sum: Math.round(sum! * scale),
  });
}

function runsOf(edges: readonly number[]): Run[] {
  const runs: Run[] = [];
  for (let n = 0; n + 1 < edges.length; n++) {
    const [from, to] = [edges[n]!, edges[n + 1]!];
    const last = runs.at(-1);
    if (last !== undefined && last.length === to - from) runs[runs.length - 1] = { ...last, to };
    else runs.push({ from, to, length: to - from });
  }
  return runs;
}

function stretchesOf(spans: readonly SourceSpan[], edges: readonly number[]): Stretch[] {
  const stretches = new Map<string, Stretch>();
  for (const span of spans) {
    const from = Math.max(span.from, edges[0]!);
    const to = Math.min(span.to, edges.at(-1)!);
    if (from >= to) continue;
    const key = `${from} ${to}`;
    const stretch = stretches.get(key);
    if (stretch === undefined) stretches.set(key, { from, to, spans: [span] });
    else stretch.spans.push(span);
  }
  return [...stretches.values()];
}
