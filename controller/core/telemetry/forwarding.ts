/**
 * How rows are handed on to a database that may be slow, full or gone: how many at once, when again, and what an answer
 * means for them. Says nothing about which database.
 */
import { nextFraction, type Rng } from "#protocol/behavior/random.ts";

export const forwarderStates = ["starting", "backfilling", "following", "waiting", "stopped"] as const;
/** `waiting`: the database cannot be written; `stopped`: it refuses too much, and somebody must look. */
export type ForwarderState = (typeof forwarderStates)[number];

/** What became of a batch. Only `written` means that all of it is there. */
export type WriteAnswer =
  | {
      readonly kind: "written";
      /** Rows it took notice of and did not keep, because they are older than what it keeps at all. */
      readonly expired?: number;
    }
  /** Something in it cannot be taken, whatever the rest is; part of the rest may be there already. */
  | { readonly kind: "refused"; readonly reason: string }
  /** More than is taken at once. */
  | { readonly kind: "tooLarge"; readonly reason: string }
  /** Wrong name, password or token, or no right to write. */
  | { readonly kind: "denied"; readonly reason: string }
  /** The database, bucket or retention policy does not exist. */
  | { readonly kind: "nowhere"; readonly reason: string }
  /** It asks for patience; `retryAfter` in ms where it said how long. */
  | { readonly kind: "busy"; readonly reason: string; readonly retryAfter?: number }
  /** No answer in time, or a failure of its own. */
  | { readonly kind: "unreachable"; readonly reason: string };

/** Answers after which nothing can be said about the batch but that it must come again. */
export type Setback = Exclude<WriteAnswer, { kind: "written" | "refused" | "tooLarge" }>;

export interface ForwardingLimits {
  /** Rows of one request, at most and at least. */
  readonly mostRows: number;
  readonly fewestRows: number;
  /** ms before the second try; doubled each time. */
  readonly firstWait: number;
  readonly longestWait: number;
  /** ms a database may ask us to wait. */
  readonly longestRetryAfter: number;
  /** Rows set aside beyond which it is the database that is wrong, not the rows: forwarding stops until somebody looks. */
  readonly mostRefused: number;
}

export const forwardingLimits: ForwardingLimits = {
  // one InfluxDB 1.6 took 5,000 lines at once as fast per line as 20,000
  mostRows: 5_000,
  fewestRows: 100,
  firstWait: 500,
  longestWait: 30_000,
  longestRetryAfter: 600_000,
  mostRefused: 10_000,
};

/** How hard the database is pushed at the moment. */
export interface Pace {
  /** Rows of the next request, at most. */
  readonly rows: number;
  /** Setbacks in a row. */
  readonly setbacks: number;
}

export function firstPace({ mostRows }: ForwardingLimits): Pace {
  return { rows: mostRows, setbacks: 0 };
}

/** A batch went through, whole or but for single rows: the next may be larger. */
export function paceAfterBatch({ rows }: Pace, { mostRows }: ForwardingLimits): Pace {
  return { rows: Math.min(mostRows, rows * 2), setbacks: 0 };
}

/** The database takes less at once. */
export function paceAfterTooLarge(pace: Pace, { fewestRows }: ForwardingLimits): Pace {
  return { ...pace, rows: Math.max(fewestRows, pace.rows >> 1) };
}

/**
 * A batch that found no answer comes again, smaller: one that is too much for a database in trouble would never get
 * through. Waits differ by chance, so that many controllers do not return together.
 * @returns ms to wait before the next try, half to whole of the doubled span.
 */
export function paceAfterSetback(
  pace: Pace,
  setback: Setback,
  rng: Rng,
  { fewestRows, firstWait, longestWait, longestRetryAfter }: ForwardingLimits,
): { readonly pace: Pace; readonly wait: number } {
  // nobody corrects a password within a second
  const byPeople = setback.kind === "denied" || setback.kind === "nowhere";
  const span = byPeople ? longestWait : Math.min(longestWait, firstWait * 2 ** Math.min(pace.setbacks, 30));
  const asked = setback.kind === "busy" ? Math.min(setback.retryAfter ?? 0, longestRetryAfter) : 0;
  const rows = byPeople ? pace.rows : Math.max(fewestRows, pace.rows >> 1);
  return {
    pace: { rows, setbacks: pace.setbacks + 1 },
    wait: Math.max(asked, Math.round(span * (0.5 + nextFraction(rng) / 2))),
  };
}
