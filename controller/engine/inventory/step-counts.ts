/** A step in counts: what many things came to. */
import { type StepCount, type ThingSort, thingSorts, type Verb } from "../../core/inventory/model.ts";
import type { ChangedThing } from "./inventory.ts";

/** @returns sort by sort. */
export function countsOf(things: readonly ChangedThing[]): readonly StepCount[] {
  const counts = new Map<ThingSort, Map<Verb, number>>();
  for (const { sort, verb } of things) {
    const ofSort = counts.get(sort) ?? new Map<Verb, number>();
    counts.set(sort, ofSort.set(verb, (ofSort.get(verb) ?? 0) + 1));
  }
  return thingSorts.flatMap((sort) => [...(counts.get(sort) ?? [])].map(([verb, count]) => ({ sort, verb, count })));
}
