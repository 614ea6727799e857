/** A step in counts: what many things came to. */
import { type StepCount, type ThingSort, thingSorts, type Verb } from "./model.ts";

/** @returns sort by sort. */
export function countsOf(things: readonly { readonly sort: ThingSort; readonly verb: Verb }[]): readonly StepCount[] {
  const counts = new Map<ThingSort, Map<Verb, number>>();
  for (const { sort, verb } of things) {
    const ofSort = counts.get(sort) ?? new Map<Verb, number>();
    counts.set(sort, ofSort.set(verb, (ofSort.get(verb) ?? 0) + 1));
  }
  return thingSorts.flatMap((sort) => [...(counts.get(sort) ?? [])].map(([verb, count]) => ({ sort, verb, count })));
}
