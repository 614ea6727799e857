/** The device's wall clock: an oscillator that counts from boot and a line that turns its count into UTC. */
import type { ClockSource } from "../wire/vocabulary.ts";
import { type ClockEstimate, crystalTolerance } from "./clock-filter.ts";

/** All times in ms; `…At` on the oscillator since boot, `wall` EpochMs with a fraction. */
export interface Clock {
  source: ClockSource;
  anchorAt: number;
  wall: number;
  /** UTC seconds per oscillator second, minus 1. */
  rate: number;
  /** Error still to be worked off since the anchor, ms; positive: the clock is behind. */
  slew: number;
  /** Greatest error at `boundAt`, and by what fraction of the time passed it grows. */
  bound: number;
  boundAt: number;
  boundGrowth: number;
}

/** A clock with an error above this dates nothing and decides about no directive, ms. */
export const validBound = 60_000;
/** A clock with an error up to this still tells day from night: calendar, sun and floors go on by it, ms. */
export const civilBound = 1_800_000;
/** Fraction by which a clock may be made faster or slower to correct it without a jump: 500 ppm. */
export const maxSlewRate = 500e-6;
/** Errors below this are slewed, above it stepped while no show plays, ms. */
const stepAbove = 128;
/** EpochMs of 2020-01-01 and 2200-01-01: a clock outside was never set. */
const plausible = { from: 1_577_836_800_000, to: 7_258_118_400_000 } as const;

/** A clock that was never set. */
export function unsetClock(): Clock {
  return { source: "none", anchorAt: 0, wall: 0, rate: 0, slew: 0, bound: Infinity, boundAt: 0, boundGrowth: 0 };
}

/** A clock read from the battery-backed one at boot; one that shows an impossible time was never set and is not used. */
export function clockFromRtc(time: number, bound: number): Clock {
  if (time < plausible.from || time > plausible.to) return unsetClock();
  return { ...unsetClock(), source: "rtc", wall: time, bound, boundGrowth: crystalTolerance };
}

/** @returns EpochMs with a fraction; meaningless while `source` is `none`. */
export function wallAt(clock: Clock, at: number): number {
  const passed = at - clock.anchorAt;
  return clock.wall + passed * (1 + clock.rate) + slewedAfter(clock, passed);
}

function slewedAfter(clock: Clock, passed: number): number {
  const most = Math.max(0, passed) * maxSlewRate;
  return Math.min(most, Math.max(-most, clock.slew));
}

/** Oscillator time at which the clock will show `wall`: the inverse of `wallAt`. Infinity stays Infinity. */
export function oscillatorAt(clock: Clock, wall: number): number {
  if (!Number.isFinite(wall)) return wall;
  const run = 1 + clock.rate;
  const plain = (wall - clock.wall - clock.slew) / run;
  // while the error is still being worked off the line is steeper or flatter by the slew rate
  if (plain * maxSlewRate >= Math.abs(clock.slew)) return clock.anchorAt + plain;
  return clock.anchorAt + (wall - clock.wall) / (run + Math.sign(clock.slew) * maxSlewRate);
}

/** Greatest error of the clock, ms; Infinity while it was never set. */
export function boundAt(clock: Clock, at: number): number {
  if (clock.source === "none") return Infinity;
  const left = Math.abs(clock.slew - slewedAfter(clock, at - clock.anchorAt));
  return clock.bound + Math.max(0, at - clock.boundAt) * clock.boundGrowth + left;
}

/** True while the clock is good enough to act on wall time. */
export function isValid(clock: Clock, at: number): boolean {
  return boundAt(clock, at) <= validBound;
}

/** True while the clock is good enough for calendar, sun and floors. */
export function isCivil(clock: Clock, at: number): boolean {
  return boundAt(clock, at) <= civilBound;
}

/** Oscillator time at which a valid clock stops being so if nothing corrects it; Infinity: never or already. */
export function validUntil(clock: Clock, at: number): number {
  return isValid(clock, at) ? reaches(clock, validBound) : Infinity;
}

/** Oscillator time at which the clock becomes worse than calendar and sun need; Infinity: never or already. */
export function civilUntil(clock: Clock, at: number): number {
  return isCivil(clock, at) ? reaches(clock, civilBound) : Infinity;
}

function reaches({ bound, boundAt: since, boundGrowth }: Clock, limit: number): number {
  return boundGrowth === 0 ? Infinity : since + (limit - bound) / boundGrowth;
}

/**
 * Takes over what the exchanges say: small errors are worked off at no more than 500 ppm, larger ones stepped.
 * @param at oscillator now, ms @param mayStep false while a show plays @returns the clock and by how many ms it stepped
 */
export function correctClock(
  clock: Clock,
  estimate: ClockEstimate,
  at: number,
  mayStep: boolean,
): { clock: Clock; stepped: number } {
  const since = at - estimate.at / 1000;
  const truth = at + estimate.offset / 1000 + since * estimate.rate;
  const shown = wallAt(clock, at);
  const error = truth - shown;
  const step = clock.source === "none" || (mayStep && Math.abs(error) > stepAbove);
  return {
    stepped: step && clock.source !== "none" ? error : 0,
    clock: {
      source: "mqtt",
      anchorAt: at,
      wall: step ? truth : shown,
      rate: estimate.rate,
      slew: step ? 0 : error,
      bound: estimate.bound / 1000,
      boundAt: estimate.at / 1000,
      boundGrowth: estimate.rateBound,
    },
  };
}
