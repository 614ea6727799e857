/** The broker's one door to the time; tests pass their own. */

export interface Clock {
  /** Integer milliseconds since 1970-01-01 UTC: only for what leaves the broker. */
  now(): number;
  /** Integer milliseconds that never step, from any origin: for every timer, rate and age. */
  ticks(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  ticks: () => Math.trunc(performance.now()),
};
