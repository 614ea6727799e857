/** The switch points of one program at the instants they have in one night. */
import type { Point } from "../wire/calendar.ts";
import type { Target } from "../wire/directive.ts";
import { type Offsets, utcOf } from "./civil-time.ts";
import type { Night } from "./night.ts";

/** What holds from an instant on. */
export interface Step {
  /** EpochMs */
  at: number;
  target: Target;
  /** s */
  ramp: number;
  /** Position of the point in its program; undefined: before the first, where the output is off. */
  point: number | undefined;
}

const minute = 60_000;
const day = 86_400_000;
const noonSeconds = 43_200;

/**
 * Points in the order of their instants, from the night's noon up to, not including, the next. Of several at one
 * instant the last in the list stays. What would come before the night is taken at its noon; what would come after
 * does not happen in it.
 */
export function resolvePoints(points: readonly Point[], night: Night, offsets: Offsets): Step[] {
  const steps = points
    .map((point, n): Step => {
      const { target, ramp = 0 } = point;
      return { at: Math.max(night.noon, instantOf(point, night, offsets)), target, ramp, point: n };
    })
    .filter(({ at }) => at < night.nextNoon)
    // the sort is stable: at equal instants the order of the list stays
    .toSorted((a, b) => a.at - b.at);
  return steps.filter(({ at }, n) => at !== steps[n + 1]?.at);
}

/** Instant of one point, which may lie outside of the night. */
function instantOf(point: Point, night: Night, offsets: Offsets): number {
  if ("time" in point) return clockInstant(point.time, night, offsets);
  const { sun, shift = 0, notBefore, notAfter } = point;
  let at = night[sun] + shift * minute;
  if (notBefore !== undefined) at = Math.max(at, clockInstant(notBefore, night, offsets));
  if (notAfter !== undefined) at = Math.min(at, clockInstant(notAfter, night, offsets));
  return at;
}

/** Clock times from noon on are of the night's own date, those before of the next. */
function clockInstant(time: number, { date }: Night, offsets: Offsets): number {
  return utcOf(offsets, (time < noonSeconds ? date + 1 : date) * day + time * 1000);
}
