/** When a row was taken: by its own clock, by the boot it was taken in, or not known; and whether that can be believed. */

const hour = 3_600_000;
const day = 24 * hour;

/** EpochMs before which no row can have been taken: 2020, the protocol's own bound. */
export const earliestAt = 1_577_836_800_000;
/**
 * How far, in ms, a row may lie in the future of its reception. A clock with a bound that permits switching is off by a
 * minute at most; an hour leaves room for a controller whose own clock is being set.
 */
export const mostAhead = hour;

/**
 * How old, in ms, a row may be when it comes. Logs cover three weeks, in a lamp that was long away some months; a row
 * that claims more was dated by a clock that is wrong by years, and in the series it would be found by nobody.
 */
export const mostBehind = 400 * day;

export interface Taken {
  at?: number | undefined;
  bootCount?: number | undefined;
  /** s since that boot. */
  uptime?: number | undefined;
}

/** Why a row stands aside of the series: its time is not known yet, or cannot be true. */
export type AsideReason = "undated" | "future" | "past";

export type Dated = { at: number } | { aside: AsideReason; at?: number };

/**
 * @param bootedAt EpochMs at which that boot began, where it is known.
 * @param numbered false for rows outside any log; without a time of their own they were taken when they came.
 */
export function dateRow(
  row: Taken,
  receivedAt: number,
  numbered: boolean,
  bootedAt: (bootCount: number) => number | undefined,
): Dated {
  let at = row.at;
  if (at === undefined && row.bootCount !== undefined && row.uptime !== undefined) {
    const boot = bootedAt(row.bootCount);
    if (boot !== undefined) at = boot + row.uptime * 1000;
  }
  if (at === undefined && !numbered) at = receivedAt;
  if (at === undefined) return { aside: "undated" };
  if (at < Math.max(earliestAt, receivedAt - mostBehind)) return { aside: "past", at };
  if (at > receivedAt + mostAhead) return { aside: "future", at };
  return { at };
}

/** EpochMs at which the boot began, told by anything that knows both clock and uptime. */
export function bootBegan(at: number, uptime: number): number {
  return at - uptime * 1000;
}
