/** How many values of one quantity become one: over time within a source, and over sources. */
import { type Quantity, quantityNames } from "#protocol/wire/samples.ts";
import type { AggregatePoint, SourceBuckets, Summary } from "./ports.ts";

export type Combination = "sum" | "mean" | "min" | "max";

/** Powers of several sources add up. Everything else that is not listed is a mean. */
const others: Partial<Record<Quantity, Combination>> = {
  activePower: "sum",
  reactivePower: "sum",
  totalPower: "sum",
  phase1ActivePower: "sum",
  phase2ActivePower: "sum",
  phase3ActivePower: "sum",
  supplyVoltageMin: "min",
  supplyVoltageMax: "max",
};

/** Counters that only grow: neither sum nor mean of them says anything, energy is their difference. */
export const cumulative: ReadonlySet<Quantity> = new Set<Quantity>([
  "activeEnergy",
  "totalActiveEnergy",
  "operatingHours",
  "switchOnCounter",
  "supplyLossCount",
]);

/** How each quantity combines over sources; those that cannot are absent. Within one source `sum` is a mean. */
export const combinations: ReadonlyMap<Quantity, Combination> = new Map(
  quantityNames.filter((name) => !cumulative.has(name)).map((name) => [name, others[name] ?? "mean"] as const),
);

/** What one source says of itself in a bucket. */
function ofSource(how: Combination, { min, max, mean }: Summary): number {
  return how === "min" ? min : how === "max" ? max : mean;
}

interface Tally {
  sources: number;
  quantities: Map<Quantity, { value: number; count: number; lowest: number; highest: number }>;
}

/** Takes sources one after the other, so that no more than one of them is in memory. */
export class SourceCombiner {
  readonly #buckets = new Map<number, Tally>();

  add({ buckets }: SourceBuckets): void {
    for (const { from, quantities } of buckets) {
      const tally: Tally = this.#buckets.get(from) ?? { sources: 0, quantities: new Map() };
      this.#buckets.set(from, tally);
      tally.sources++;
      for (const [name, summary] of Object.entries(quantities) as [Quantity, Summary][]) {
        const how = combinations.get(name);
        if (how === undefined) continue;
        const value = ofSource(how, summary);
        const so = tally.quantities.get(name);
        if (so === undefined) {
          tally.quantities.set(name, { value, count: 1, lowest: summary.min, highest: summary.max });
          continue;
        }
        so.value = how === "min" || how === "max" ? Math[how](so.value, value) : so.value + value;
        so.count++;
        so.lowest = Math.min(so.lowest, summary.min);
        so.highest = Math.max(so.highest, summary.max);
      }
    }
  }

  /** Buckets that any source had rows in, ascending. */
  points(): AggregatePoint[] {
    return [...this.#buckets]
      .sort(([a], [b]) => a - b)
      .map(([at, { sources, quantities }]) => {
        const point: AggregatePoint = { at, sources, lowest: {}, highest: {} };
        for (const [name, { value, count, lowest, highest }] of quantities) {
          point[name] = combinations.get(name) === "mean" ? value / count : value;
          point.lowest[name] = lowest;
          point.highest[name] = highest;
        }
        return point;
      });
  }
}
