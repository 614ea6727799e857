/** Time of the simulated world. Everything here takes it as an argument; only the programs make one. */

/** The same shape as the controller's, so that a test hands one clock to both. */
export interface Clock {
  /** EpochMs, integer. */
  now(): number;
  /** Runs `run` once at or after `at` (EpochMs; a past instant: as soon as possible). @returns cancel, harmless after the run. */
  wakeAt(at: number, run: () => void): () => void;
}

export interface MachineClockOptions {
  /** EpochMs shown at the moment of creation; default the machine's time. */
  readonly startAt?: number;
  /** Milliseconds added to the machine's clock; ignored beside `startAt`. */
  readonly offset?: number;
  /** Simulated seconds per second of the machine; default 1. */
  readonly speed?: number;
}

/** Longest span one timer of the runtime can wait, ms. */
const longestTimer = 2_147_483_647;

/** Clock driven by the machine's, moved and accelerated. */
export function createMachineClock({ startAt, offset = 0, speed = 1 }: MachineClockOptions = {}): Clock {
  if (!(speed > 0)) throw new RangeError(`speed ${speed} is not above 0`);
  const origin = Date.now();
  const start = startAt ?? origin + offset;
  const now = () => Math.floor(start + (Date.now() - origin) * speed);
  return {
    now,
    wakeAt(at, run) {
      let timer: NodeJS.Timeout;
      const wait = () => {
        const left = at - now();
        if (left <= 0) run();
        else timer = setTimeout(wait, Math.min(Math.ceil(left / speed), longestTimer));
      };
      timer = setTimeout(wait, Math.min(Math.max(0, Math.ceil((at - now()) / speed)), longestTimer));
      return () => clearTimeout(timer);
    },
  };
}
