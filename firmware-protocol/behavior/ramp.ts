/** A change of light over time, as a pure function of the instant: it can be asked in any order and resumed anywhere. */
import type { Target } from "../wire/directive.ts";
import { levelOf } from "./light.ts";

/** From one target to another, linear in flux. `start` and `duration` in ms on any one time axis. */
export interface Ramp {
  from: Target;
  to: Target;
  start: number;
  duration: number;
}

/** A ramp that has always been at its target. */
export function restingAt(target: Target): Ramp {
  return { from: target, to: target, start: 0, duration: 0 };
}

/** Instant at which the ramp arrives. */
export function rampEnd(ramp: Ramp): number {
  return ramp.start + ramp.duration;
}

/**
 * Light at `now`. Two `rgbw16` states mix channel by channel; between states of different form the new form counts at
 * once and its level moves. Relays switch at the start.
 * @returns the target shown, and the next instant it can be anything else than this straight line (Infinity: never)
 */
export function rampAt(ramp: Ramp, now: number): { target: Target; settled: boolean; nextChangeAt: number } {
  const end = rampEnd(ramp);
  if (now >= end || "closed" in ramp.to) return { target: ramp.to, settled: true, nextChangeAt: Infinity };
  if (now < ramp.start) return { target: ramp.from, settled: false, nextChangeAt: ramp.start };
  return { target: between(ramp.from, ramp.to, (now - ramp.start) / ramp.duration), settled: false, nextChangeAt: end };
}

function between(from: Target, to: Exclude<Target, { closed: boolean }>, part: number): Target {
  if ("rgbw16" in to) {
    const start = "rgbw16" in from ? from.rgbw16 : ([0, 0, 0, 0] as const);
    const mix = (n: 0 | 1 | 2 | 3) => Math.round(start[n] + (to.rgbw16[n] - start[n]) * part);
    return { rgbw16: [mix(0), mix(1), mix(2), mix(3)] };
  }
  const start = levelOf(from);
  return { ...to, level: start + (to.level - start) * part };
}
