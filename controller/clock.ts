/** The one door time comes through. Nothing else in the controller asks what time it is. */

export interface Clock {
  /** EpochMs, integer. */
  now(): number;
  /** Runs `run` once at or after `at` (EpochMs; a past instant means as soon as possible). @returns cancel, harmless after the run. */
  wakeAt(at: number, run: () => void): () => void;
}

/** Longest span one timer of the runtime can wait. */
const longestTimer = 2_147_483_647;

/**
 * Clock of the machine, moved by `offset` ms. A demonstration starts it at dusk; in service the offset is 0.
 * Steps of the machine's clock are followed: a wake is judged again when its timer rings.
 */
export function createSystemClock(offset = 0): Clock {
  const now = () => Date.now() + offset;
  return {
    now,
    wakeAt(at, run) {
      let timer: NodeJS.Timeout;
      const wait = () => {
        const left = at - now();
        if (left <= 0) run();
        else timer = setTimeout(wait, Math.min(left, longestTimer)).unref();
      };
      timer = setTimeout(wait, Math.min(Math.max(0, at - now()), longestTimer)).unref();
      return () => clearTimeout(timer);
    },
  };
}

/** ms by which the fine clock may differ from the machine's before it follows: the machine's clock was set. */
const fineTolerance = 5;

/** The same time in whole microseconds, which the machine's clock does not show: for devices that set theirs by it. */
export function createMicrosecondClock(offset = 0): () => number {
  let skew = performance.timeOrigin;
  return () => {
    const difference = Date.now() - (performance.now() + skew);
    if (Math.abs(difference) > fineTolerance) skew += difference;
    return Math.round((performance.now() + skew + offset) * 1000);
  };
}

/** Runs `run` once after `span` ms of time passing, whatever the wall clock is set to meanwhile. @returns cancel. */
export type After = (span: number, run: () => void) => () => void;

/** For pauses that no step of the wall clock may stretch: a batch, a heartbeat. */
export const afterOnSystem: After = (span, run) => {
  const timer = setTimeout(run, span).unref();
  return () => clearTimeout(timer);
};
