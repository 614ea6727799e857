/**
 * A clock that stands still until a test moves it. Has every face of time that the rooms ask for: the wall clock and
 * its wakes, and ticks that never step.
 */

export interface FakeClock {
  /** EpochMs, integer. */
  now(): number;
  /** Milliseconds since the clock was made; a step of the wall clock does not move it. */
  ticks(): number;
  /** Runs `run` once when the clock gets to `at` (EpochMs; a past instant: at the next move). @returns cancel, harmless after the run. */
  wakeAt(at: number, run: () => void): () => void;
  /** Moves to `at`, running what is due on the way, each at its own instant, in order of instant and then of asking. */
  advanceTo(at: number): void;
  /** Moves `span` ms on. */
  advanceBy(span: number): void;
  /** As `advanceTo`, and lets real I/O happen before the first wake, between two and after the last. */
  settleTo(at: number): Promise<void>;
  /** As `settleTo`, `span` ms on. */
  settleBy(span: number): Promise<void>;
  /** Sets the wall clock without time passing, as a person or NTP does; what became due runs at the next move. */
  stepTo(at: number): void;
  /** Wakes not yet run or cancelled. */
  readonly pending: number;
}

interface Wake {
  readonly at: number;
  readonly run: () => void;
}

/**
 * @param start EpochMs shown first.
 * @param settle waits until I/O that a wake started has been heard; by default some turns of the event loop, which is
 * enough for pipes and sockets of this process.
 */
export function createFakeClock(start: number, settle: () => Promise<void> = turnsOfTheLoop): FakeClock {
  let now = start;
  let passed = 0;
  // in order of asking; the sort of a few dozen wakes costs nothing beside what they do
  let wakes: Wake[] = [];

  const move = (at: number) => {
    if (at <= now) return;
    passed += at - now;
    now = at;
  };

  /** Moves to the earliest wake due by `end` and runs it. @returns false if there is none. */
  const runNext = (end: number): boolean => {
    const due = wakes.reduce<Wake | undefined>(
      (first, wake) => (first && first.at <= wake.at ? first : wake),
      undefined,
    );
    if (due === undefined || due.at > end) return false;
    wakes = wakes.filter((wake) => wake !== due);
    move(due.at);
    due.run();
    return true;
  };

  const clock: FakeClock = {
    now: () => now,
    ticks: () => passed,
    wakeAt(at, run) {
      if (Number.isNaN(at)) throw new RangeError("a wake at NaN would never come");
      const wake = { at, run };
      wakes.push(wake);
      return () => {
        wakes = wakes.filter((other) => other !== wake);
      };
    },
    advanceTo(at) {
      refuseBackwards(at);
      while (runNext(at));
      move(at);
    },
    advanceBy: (span) => clock.advanceTo(now + span),
    async settleTo(at) {
      refuseBackwards(at);
      await settle();
      while (runNext(at)) await settle();
      move(at);
      await settle();
    },
    settleBy: (span) => clock.settleTo(now + span),
    stepTo(at) {
      now = at;
    },
    get pending() {
      return wakes.length;
    },
  };
  return clock;

  function refuseBackwards(at: number): void {
    if (!(at >= now)) throw new RangeError(`time passes forwards: ${at} is before ${now}; to set the clock use stepTo`);
  }
}

async function turnsOfTheLoop(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
