/** How a donut is divided: by count, and so that one lamp in trouble among thousands is still seen. */
import type { LampState } from "../fleet/fleet-table.ts";
import { looks } from "./looks.ts";

/** Radians a state that somebody has to look after gets at least. */
const leastArc = 0.3;
const whole = 2 * Math.PI;

/** @param counts by state. @returns radians by state, together a whole circle. */
export function arcsOf(counts: ArrayLike<number>, states: readonly LampState[], total: number): number[] {
  const widened = Array.from(counts, (count, state) => {
    const arc = (count / total) * whole;
    return count > 0 && looks[states[state]!].isOnTop ? Math.max(leastArc, arc) : arc;
  });
  const excess = widened.reduce((sum, arc) => sum + arc, 0) - whole;
  const widest = widened.indexOf(Math.max(...widened));
  // what was added is taken from the widest, where nobody misses it
  return widened.map((arc, state) => (state === widest ? arc - excess : arc));
}

/** What calls loudest first: what nobody may touch without knowing it, what is not known, what has no power. */
const urgency = ["isolated", "silent", "unsupplied", "locked"] as const satisfies readonly LampState[];

/** @returns the loudest state that occurs and how many lamps call for somebody; undefined while all is well. */
export function callOf(
  counts: ArrayLike<number>,
  states: readonly LampState[],
): { readonly state: LampState; readonly count: number } | undefined {
  const countOf = (state: LampState) => counts[states.indexOf(state)] ?? 0;
  const state = urgency.find((one) => countOf(one) > 0);
  return state && { state, count: urgency.reduce((sum, one) => sum + countOf(one), 0) };
}
