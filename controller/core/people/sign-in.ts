/** How a person is present: by a session of a browser or by a token of a program, and how long that lasts. */
import type { Person } from "./model.ts";

/** A session or token that was recognised, and whom it stands for. */
export interface SignIn {
  readonly kind: "session" | "token";
  /** Name of the session or token, not its secret. */
  readonly id: string;
  readonly person: Person;
}

const hour = 3_600_000;

/** A shift at the desk is 8 to 12 h; a browser left alone over a day off has to sign in again. */
export const sessionIdleLimit = 12 * hour;
/** However busy: once a week the password is asked for. */
export const sessionTotalLimit = 7 * 24 * hour;

export interface SessionSpan {
  /** EpochMs */
  readonly createdAt: number;
  /** EpochMs of the last request. */
  readonly lastSeenAt: number;
}

/** @returns EpochMs from which the session is void. */
export function sessionEndsAt(session: SessionSpan): number {
  return Math.min(session.lastSeenAt + sessionIdleLimit, session.createdAt + sessionTotalLimit);
}
