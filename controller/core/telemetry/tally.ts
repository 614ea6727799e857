/**
 * Values of a stretch of time as they are summed up: count, smallest, greatest and sum of each quantity. All in whole
 * steps of the wire's resolution, so that the sum is the same in whatever order rows come and however stretches are put
 * together. A value between two steps, which only JSON from a bench can carry, counts as the nearest.
 */
import { registry } from "#protocol/wire/registry.ts";
import { type Quantity, quantityNames } from "#protocol/wire/samples.ts";
import { isPlausible } from "./plausible.ts";
import type { Summary } from "./ports.ts";

/** Steps in one unit of the quantity. */
export const stepsPerUnit = Object.fromEntries(
  quantityNames.map((name) => [name, Math.round(1 / (registry[name].form.resolution ?? 1))]),
) as Readonly<Record<Quantity, number>>;

/** One quantity, in steps. */
export interface Steps {
  count: number;
  min: number;
  max: number;
  sum: number;
}

export class Tally {
  /** Rows, whatever they measured. */
  rows = 0;
  /** Values that cannot be true. */
  absurd = 0;
  readonly steps = new Map<Quantity, Steps>();

  addValue(name: Quantity, value: number): void {
    if (!isPlausible(name, value)) {
      this.absurd++;
      return;
    }
    const step = Math.round(value * stepsPerUnit[name]);
    const steps = this.steps.get(name);
    if (steps === undefined) {
      this.steps.set(name, { count: 1, min: step, max: step, sum: step });
      return;
    }
    steps.count++;
    steps.sum += step;
    if (step < steps.min) steps.min = step;
    if (step > steps.max) steps.max = step;
  }

  addSteps(name: Quantity, { count, min, max, sum }: Steps): void {
    const steps = this.steps.get(name);
    if (steps === undefined) {
      this.steps.set(name, { count, min, max, sum });
      return;
    }
    steps.count += count;
    steps.sum += sum;
    if (min < steps.min) steps.min = min;
    if (max > steps.max) steps.max = max;
  }

  add(other: Tally): void {
    this.rows += other.rows;
    this.absurd += other.absurd;
    for (const [name, steps] of other.steps) this.addSteps(name, steps);
  }

  summaries(): Partial<Record<Quantity, Summary>> {
    const summaries: Partial<Record<Quantity, Summary>> = {};
    for (const [name, { count, min, max, sum }] of this.steps) {
      const scale = stepsPerUnit[name];
      summaries[name] = { count, min: min / scale, max: max / scale, mean: sum / (count * scale) };
    }
    return summaries;
  }
}

/** @returns the bucket `at` lies in: edges[n] ≤ at < edges[n + 1]; −1 outside all. */
export function bucketOf(edges: readonly number[], at: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (edges[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low === edges.length ? -1 : low - 1;
}
