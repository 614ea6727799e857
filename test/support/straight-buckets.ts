/** What a history should say of buckets, reckoned from all rows at once: what roll-ups are held against. */
import { cabinetCounter, intervalEnergy, lampCounter } from "../../controller/core/energy/interval-energy.ts";
import type { SourceBucket } from "../../controller/core/telemetry/ports.ts";
import { bucketOf, Tally } from "../../controller/core/telemetry/tally.ts";
import { type Quantity, quantityNames, type Sample } from "../../firmware-protocol/wire/samples.ts";

export type DatedSample = Sample & { at: number };

/** @param rows each once. */
export function straightBuckets(rows: readonly DatedSample[], edges: readonly number[]): SourceBucket[] {
  const tallies = new Map<number, Tally>();
  for (const row of rows) {
    const n = bucketOf(edges, row.at);
    if (n < 0) continue;
    const tally = tallies.get(n) ?? new Tally();
    tallies.set(n, tally);
    tally.rows++;
    for (const name of quantityNames) {
      const value = row[name];
      if (value !== undefined) tally.addValue(name, value);
    }
  }
  return [...tallies]
    .sort(([a], [b]) => a - b)
    .map(([n, tally]) => ({
      from: edges[n]!,
      to: edges[n + 1]!,
      rows: tally.rows,
      ...(tally.absurd === 0 ? {} : { absurd: tally.absurd }),
      quantities: tally.summaries(),
    }));
}

export function straightEnergy(
  rows: readonly DatedSample[],
  edges: readonly number[],
  counter: Extract<Quantity, "activeEnergy" | "totalActiveEnergy">,
) {
  const readings = rows
    .filter((row) => row[counter] !== undefined)
    .map((row) => ({ at: row.at, value: row[counter]! }));
  return intervalEnergy(readings, edges, counter === "activeEnergy" ? lampCounter : cabinetCounter);
}
