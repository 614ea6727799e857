/** The window of nights a plan is compiled for, and each of its nights reckoned once. */
import { nightBounds, utcOf } from "#protocol/behavior/civil-time.ts";
import { type Night, nightAt, type Site } from "#protocol/behavior/night.ts";
import { type DayRange, dateOf, dayOf } from "../days.ts";

/** Nights ahead for which lunar dates, holidays and campaigns are always compiled. */
export const nightsAhead = 400;

/**
 * The window at `now`: from the first night of the present half-year to 400 nights after its last. It moves with the
 * half-year and not with the day, so that a calendar with lunar dates becomes another document twice a year, on 1 January
 * and 1 July, and one without them never.
 */
export function windowAt(offsets: Site["offsets"], now: number): DayRange {
  const { year, month } = dateOf(nightBounds(offsets, now).date);
  const first = dayOf({ year, month: month <= 6 ? 1 : 7, day: 1 });
  const last = month <= 6 ? dayOf({ year, month: 6, day: 30 }) : dayOf({ year, month: 12, day: 31 });
  return [first, last + nightsAhead];
}

/** Nights of one site by the day on which they begin. */
export interface NightTable {
  readonly offsets: Site["offsets"];
  night(day: number): Night;
}

const dayMs = 86_400_000;

export function createNightTable(site: Site): NightTable {
  const nights = new Map<number, Night>();
  return {
    offsets: site.offsets,
    night: (day) => {
      let night = nights.get(day);
      if (night === undefined) {
        night = nightAt(site, utcOf(site.offsets, day * dayMs + dayMs / 2));
        nights.set(day, night);
      }
      return night;
    },
  };
}
