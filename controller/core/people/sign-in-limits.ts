/** How long somebody who guesses passwords has to wait. */

/** Attempts under one key since it was last quiet. */
export interface Attempts {
  readonly count: number;
  /** EpochMs of the newest. */
  readonly lastAt: number;
}

/** How patient we are with one kind of key. */
export interface Patience {
  /** Attempts before the first wait. */
  readonly free: number;
  /** ms, longest wait. */
  readonly longest: number;
}

const minute = 60_000;

/** Somebody who forgot a password stays below the first; the others bound guessing spread over names or addresses. */
export const patience = {
  nameAtAddress: { free: 5, longest: 15 * minute },
  address: { free: 50, longest: 15 * minute },
  // short: a stranger who guesses at a name must not be able to shut its owner out for long
  name: { free: 30, longest: minute },
} as const satisfies Record<string, Patience>;

/** ms of silence after which attempts are forgotten. */
export const attemptMemory = 30 * minute;

/** @returns ms to wait before the next attempt, 0 when it may be made now. Doubles from 1 s with each one too many. */
export function waitBefore(attempts: Attempts | undefined, { free, longest }: Patience, now: number): number {
  if (attempts === undefined || attempts.count < free || now - attempts.lastAt >= attemptMemory) return 0;
  const wait = Math.min(longest, 1000 * 2 ** Math.min(attempts.count - free, 30));
  return Math.max(0, attempts.lastAt + wait - now);
}

/** The count after one more attempt. */
export function oneMore(attempts: Attempts | undefined, now: number): Attempts {
  const remembered = attempts !== undefined && now - attempts.lastAt < attemptMemory ? attempts.count : 0;
  return { count: remembered + 1, lastAt: now };
}
