/** Questions about buckets of time: what sources measured and used in each, one by one and together. */
import { type EnergyBucket, emptyBucket } from "../../../core/energy/interval-energy.ts";
import type { EnergyQuery, SourceEnergy } from "../../../core/energy/ports.ts";
import { SourceCombiner } from "../../../core/telemetry/combine.ts";
import type { BucketQuery, SourceBucket, SourceBuckets, SourceSpan } from "../../../core/telemetry/ports.ts";
import { bySource } from "../../../core/telemetry/sources.ts";
import type { Tally } from "../../../core/telemetry/tally.ts";
import { noOutput } from "../file/schema.ts";
import type { EnergyPart, Rolled } from "../rolled/rolled-rows.ts";
import type { QueryOf, ResultOf } from "../thread-messages.ts";
import type { BucketCells } from "./bucket-cells.ts";
import type { Steps } from "./queries.ts";

export interface BucketQueries {
  summaries(query: QueryOf<"summaries">): Steps<ResultOf<"summaries">>;
  aggregate(query: QueryOf<"aggregate">): Steps<ResultOf<"aggregate">>;
  energyOf(query: QueryOf<"energyOf">): Steps<ResultOf<"energyOf">>;
  energyOfAll(query: QueryOf<"energyOfAll">): Steps<ResultOf<"energyOfAll">>;
}

export function createBucketQueries(
  cells: BucketCells,
  numberOf: (device: string) => number | undefined,
): BucketQueries {
  function* cellsOf(
    spans: readonly SourceSpan[],
    edges: readonly number[],
    energy: boolean,
  ): Generator<void, Map<number, Rolled>> {
    const found = new Map<number, Rolled>();
    for (const { device, output = noOutput, from, to } of spans) {
      const number = numberOf(device);
      if (number !== undefined) yield* cells.add({ device: number, output, from, to }, edges, energy, found);
    }
    yield;
    return found;
  }

  function* summarize(
    { edges, quantities }: BucketQuery,
    source: string,
    spans: readonly SourceSpan[],
  ): Generator<void, SourceBuckets> {
    const found = yield* cellsOf(spans, edges, false);
    const buckets: SourceBucket[] = [];
    for (const [n, { tally }] of [...found].sort(([a], [b]) => a - b)) {
      if (tally.rows > 0) buckets.push(bucketOf(tally, edges[n]!, edges[n + 1]!, quantities));
    }
    return { source, buckets };
  }

  function* energyOf(
    { counter, edges }: EnergyQuery,
    source: string,
    spans: readonly SourceSpan[],
  ): Generator<void, SourceEnergy | undefined> {
    // the counter of a device is its meter's, the counter of an output its own
    const counted = spans.filter(({ output }) => (output === undefined) === (counter === "totalActiveEnergy"));
    const found = yield* cellsOf(counted, edges, true);
    let silent = true;
    const buckets = Array.from({ length: edges.length - 1 }, (_, n) => {
      const cell = found.get(n);
      if (cell === undefined) return emptyBucket;
      // rows without the counter say nothing about it: such a lamp has no meter
      if (cell.tally.steps.has(counter) || says(cell.energy)) silent = false;
      return energyBucket(cell.energy, edges[n + 1]! - edges[n]!);
    });
    return silent ? undefined : { source, buckets };
  }

  return {
    *summaries(query) {
      const sources: SourceBuckets[] = [];
      for (const [source, spans] of bySource(query.spans)) {
        const found = yield* summarize(query, source, spans);
        if (found.buckets.length > 0) sources.push(found);
      }
      return sources;
    },
    *aggregate(query) {
      const combiner = new SourceCombiner();
      for (const [source, spans] of bySource(query.spans)) combiner.add(yield* summarize(query, source, spans));
      return combiner.points();
    },
    *energyOf(query) {
      const sources: SourceEnergy[] = [];
      for (const [source, spans] of bySource(query.spans)) {
        const found = yield* energyOf(query, source, spans);
        if (found !== undefined) sources.push(found);
      }
      return sources;
    },
    *energyOfAll(query) {
      const buckets = Array.from({ length: query.edges.length - 1 }, () => ({ ...emptyBucket }));
      const silent: string[] = [];
      for (const [source, spans] of bySource(query.spans)) {
        const found = yield* energyOf(query, source, spans);
        if (found === undefined) silent.push(source);
        for (const [n, bucket] of (found?.buckets ?? []).entries()) addBucket(buckets[n]!, bucket);
      }
      return { buckets, silent };
    },
  };
}

function bucketOf(tally: Tally, from: number, to: number, asked: BucketQuery["quantities"]): SourceBucket {
  const all = tally.summaries();
  const quantities: SourceBucket["quantities"] = {};
  for (const name of asked) {
    const summary = all[name];
    if (summary !== undefined) quantities[name] = summary;
  }
  return { from, to, rows: tally.rows, ...(tally.absurd === 0 ? {} : { absurd: tally.absurd }), quantities };
}

function says({ measured, interpolated, resets, excluded }: EnergyPart): boolean {
  return measured + interpolated + resets + excluded > 0;
}

function energyBucket({ energy, measured, interpolated, resets, excluded }: EnergyPart, width: number): EnergyBucket {
  return { energy, measured: measured / width, interpolated: interpolated / width, resets, excluded };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function addBucket(into: Mutable<EnergyBucket>, bucket: EnergyBucket): void {
  into.energy += bucket.energy;
  into.measured += bucket.measured;
  into.interpolated += bucket.interpolated;
  into.resets += bucket.resets;
  into.excluded += bucket.excluded;
}
