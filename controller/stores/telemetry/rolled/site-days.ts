/** Days of the site's own calendar, as roll-ups keep them: from one midnight to the next, which is 23, 24 or 25 hours. */
import { beginOf, localDate } from "../../../core/energy/buckets.ts";

export interface Day {
  /** EpochMs; from ≤ at < to. */
  readonly from: number;
  readonly to: number;
}

/** Days remembered: some years of them. */
const most = 2_000;

export function createSiteDays(timeZone: string): (at: number) => Day {
  const days = new Map<number, Day[]>();
  let last: Day | undefined;
  return (at) => {
    if (last !== undefined && last.from <= at && at < last.to) return last;
    const utcDay = Math.floor(at / 86_400_000);
    let found = days.get(utcDay)?.find(({ from, to }) => from <= at && at < to);
    if (found === undefined) {
      const date = localDate(at, timeZone);
      found = { from: beginOf(date, timeZone), to: beginOf(date.add({ days: 1 }), timeZone) };
      if (days.size >= most) days.clear();
      days.set(utcDay, [...(days.get(utcDay) ?? []), found]);
    }
    last = found;
    return found;
  };
}
