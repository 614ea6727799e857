/** From which of two histories a question is answered: the journal, which is near, or a database its rows went to. */

export const historySources = ["journal", "influxdb"] as const;
export type HistorySource = (typeof historySources)[number];

/** What is asked for. */
export interface Reach {
  /** EpochMs, half-open. */
  readonly from: number;
  readonly to: number;
  /** ms of the shortest bucket rows are summed up in; absent: the rows themselves. */
  readonly bucket?: number;
}

/** ms the journal keeps rows and their roll-ups; days it keeps for ever. */
export interface Kept {
  readonly rows: number;
  readonly halfHours: number;
  readonly hours: number;
}

const hour = 3_600_000;
const day = 24 * hour;
/** ms of the shortest day of a calendar. */
const shortDay = 23 * hour;
/** ms before the journal forgets a table, in which a long question may still be under way. */
const margin = hour;

/**
 * The journal answers what it still holds: from its roll-ups it does so many times faster. What it has forgotten is asked
 * of the database, if that holds all the journal ever handed on.
 */
export function chooseHistory(reach: Reach, now: number, kept: Kept, complete: boolean): HistorySource {
  return complete && now - reach.from > keptFor(reach, kept) - margin ? "influxdb" : "journal";
}

function keptFor({ bucket = 0 }: Reach, kept: Kept): number {
  if (bucket >= shortDay) return Number.POSITIVE_INFINITY;
  if (bucket >= hour) return kept.hours;
  return bucket >= hour / 2 ? kept.halfHours : kept.rows;
}

/** @returns ms of the shortest bucket the journal can still fill from `from` on; 0: of any. */
export function finestKept(from: number, now: number, kept: Kept): number {
  const age = now - from + margin;
  if (age <= kept.rows) return 0;
  if (age <= kept.halfHours) return hour / 2;
  return age <= kept.hours ? hour : day;
}

/** @returns ms of the shortest of the buckets between these edges. */
export function shortestBucket(edges: readonly number[]): number {
  return Math.min(...edges.slice(1).map((edge, n) => edge - edges[n]!));
}
