/** What a relay may add to its plan: closings spread over a window, and a least time between two switchings. */
import type { Calendar } from "../wire/calendar.ts";
import { hashId, mix32 } from "./random.ts";
import type { Step } from "./resolve-points.ts";

/** s between two switchings of a contactor where the calendar does not say more. */
export const leastDwell = 60;

/** How one relay follows its plan, ms. */
export interface Pace {
  dwell: number;
  /** By how much this relay closes later than planned. */
  delay: number;
}

/** A segment's own place in the window over which closings are spread: inrush currents must not add up. */
export function paceOf({ dwell = leastDwell, stagger = 0 }: Calendar, deviceId: string, output: number): Pace {
  const share = mix32((hashId(deviceId) + output) >>> 0) / 0x1_0000_0000;
  return { dwell: dwell * 1000, delay: Math.floor(share * stagger * 1000) };
}

/**
 * The steps of one night as the relay can follow them. A closing waits for its place in the window and any switching
 * for the dwell; what is not wanted any more by then does not happen. A segment wanted closed at noon itself is closed
 * there at once, because it may be closed already; any other is open at noon, and counts as switched there.
 * @param steps from noon on, ascending, the first at noon
 */
export function paceSegment(steps: readonly Step[], { dwell, delay }: Pace, nextNoon: number): Step[] {
  const [first, ...rest] = steps;
  if (first === undefined) return [];
  const paced: Step[] = [first];
  let closed = isClosed(first);
  let switchedAt = first.at;
  let wanted = { closed, since: first.at };
  for (const [n, step] of rest.entries()) {
    if (isClosed(step) !== wanted.closed) wanted = { closed: isClosed(step), since: step.at };
    if (wanted.closed === closed) {
      paced.push(step);
      continue;
    }
    const at = Math.max(step.at, wanted.since + (wanted.closed ? delay : 0), switchedAt + dwell);
    // at noon the night ends and the segment opens: it must have been closed long enough by then
    const most = Math.min(rest[n + 1]?.at ?? Infinity, wanted.closed ? nextNoon - dwell : nextNoon);
    if (at >= most) continue;
    paced.push({ ...step, at });
    closed = wanted.closed;
    switchedAt = at;
  }
  return paced;
}

function isClosed({ target }: Step): boolean {
  return "closed" in target && target.closed;
}
