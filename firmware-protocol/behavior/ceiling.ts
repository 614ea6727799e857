/** The most an output gives: curfews by local time, on some nights or all, and caps over a span of wall time. */
import type { Ceiling } from "../wire/desire.ts";
import { localMinute, nextLocalMinute, nextOffsetChange, type Offsets } from "./civil-time.ts";
import { covers, holdsOn } from "./floor.ts";
import type { Night } from "./night.ts";

/**
 * Ceiling of an output at `now` (EpochMs, within the night). Of several the lowest counts.
 * @returns percent 0–100 and the next instant it can change
 */
export function ceilingAt(
  ceilings: readonly Ceiling[],
  output: number,
  offsets: Offsets,
  night: Night,
  now: number,
): { percent: number; nextChangeAt: number } {
  const mine = ceilings.filter(
    ({ outputs, until }) => outputs.includes(output) && (until === undefined || until > now),
  );
  if (mine.length === 0) return { percent: 100, nextChangeAt: Infinity };
  const minute = localMinute(offsets, now);
  let percent = 100;
  let next = nextOffsetChange(offsets, now);
  const consider = (at: number | undefined) => {
    if (at !== undefined && at > now && at < next) next = at;
  };
  for (const ceiling of mine) {
    const { nights, from, until } = ceiling;
    const begun = from === undefined || from <= now;
    if (holdsOn(ceiling, night.date) && begun && covers(ceiling, minute)) percent = Math.min(percent, ceiling.percent);
    consider(from);
    consider(until);
    if (nights !== undefined) consider(night.nextNoon);
    consider(nextLocalMinute(offsets, now, ceiling.fromMinute));
    consider(nextLocalMinute(offsets, now, ceiling.toMinute));
  }
  return { percent, nextChangeAt: next };
}
