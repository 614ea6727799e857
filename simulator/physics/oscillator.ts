/** Clocks as they are soldered in: a crystal that runs a little fast or slow, and a battery-backed one that does so in the dark. */

/** ms a crystal counts while `span` ms really pass. @param drift constant error, parts per million */
export function counted(span: number, drift: number): number {
  return span * (1 + drift * 1e-6);
}

/** ms that really pass while a crystal counts `count` ms: the inverse of `counted`. Infinity stays. */
export function passedWhile(count: number, drift: number): number {
  return count / (1 + drift * 1e-6);
}

/** Greatest drift a battery-backed clock may have, parts per million. */
export const rtcTolerance = 40;

/** A battery-backed clock since the supply was lost. Times are of the true world, EpochMs. */
export interface HeldClock {
  readonly since: number;
  /** ms it was ahead of the truth then. */
  readonly error: number;
  /** ms it was believed to be wrong at most. */
  readonly bound: number;
}

/** @returns what the clock says at `now`, or undefined once its cell is empty. */
export function readHeldClock(
  held: HeldClock | undefined,
  holdoverSeconds: number | undefined,
  drift: number,
  now: number,
): { time: number; bound: number } | undefined {
  if (held === undefined || holdoverSeconds === undefined) return undefined;
  const dark = now - held.since;
  if (dark > holdoverSeconds * 1000) return undefined;
  const time = Math.round(held.since + held.error + counted(dark, drift));
  return { time, bound: Math.ceil(held.bound + dark * rtcTolerance * 1e-6) };
}
