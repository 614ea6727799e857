/** Local time from a table of UTC offsets, so that a device needs no zone database. Nights run from noon to noon. */
import type { Config } from "../wire/desire.ts";

export type Offsets = Config["offsets"];

const minute = 60_000;
const day = 86_400_000;

/** Offset in force at `at`, minutes east of UTC; before the first entry the first holds. */
export function offsetAt(offsets: Offsets, at: number): number {
  let offset = offsets[0]?.offset ?? 0;
  for (const entry of offsets) if (entry.at <= at) offset = entry.offset;
  return offset;
}

/** The next instant the offset changes; Infinity: the table says no more. */
export function nextOffsetChange(offsets: Offsets, at: number): number {
  for (const entry of offsets.slice(1)) if (entry.at > at) return entry.at;
  return Infinity;
}

/** Minute of the local day at `at`, with a fraction, 0 … 1440. */
export function localMinute(offsets: Offsets, at: number): number {
  return ((((at + offsetAt(offsets, at) * minute) % day) + day) % day) / minute;
}

/**
 * UTC of a local time. @param local ms since 1970-01-01 00:00 on the local clock
 * @returns EpochMs: the first where the clock shows it twice, the end of the gap where it never does
 */
export function utcOf(offsets: Offsets, local: number): number {
  for (const [n, { at, offset }] of offsets.entries()) {
    const utc = local - offset * minute;
    const begin = n === 0 ? -Infinity : at;
    const end = offsets[n + 1]?.at ?? Infinity;
    if (utc < begin) return begin;
    if (utc < end) return utc;
  }
  return local;
}

/** The night `at` belongs to. */
export interface NightBounds {
  /** Local date on which it begins, days since 1970-01-01. */
  date: number;
  /** The local noon at or before `at`, and the one after, EpochMs. */
  noon: number;
  nextNoon: number;
}

/**
 * The night `at` belongs to: from the first time its date's clock shows noon or has skipped it, to that of the next
 * date. So every instant belongs to exactly one night, whatever the clock does at noon.
 */
export function nightBounds(offsets: Offsets, at: number): NightBounds {
  let date = Math.floor((at + offsetAt(offsets, at) * minute - day / 2) / day);
  while (noonOf(offsets, date) > at) date--;
  while (noonOf(offsets, date + 1) <= at) date++;
  return { date, noon: noonOf(offsets, date), nextNoon: noonOf(offsets, date + 1) };
}

function noonOf(offsets: Offsets, date: number): number {
  return utcOf(offsets, date * day + day / 2);
}

/**
 * The next instant after `at` at which the local clock shows this minute of the day (0 … 1440), for the first time or
 * again, or has skipped it.
 */
export function nextLocalMinute(offsets: Offsets, at: number, minuteOfDay: number): number {
  const midnight = Math.floor((at + offsetAt(offsets, at) * minute) / day) * day;
  let next = Infinity;
  for (const days of [-1, 0, 1, 2]) {
    for (const utc of showingsOf(offsets, midnight + days * day + minuteOfDay * minute)) {
      if (utc > at && utc < next) next = utc;
    }
  }
  return next;
}

/** Every instant at which the clock shows a local time; the end of the gap where it never does. */
function showingsOf(offsets: Offsets, local: number): number[] {
  const showings = offsets
    .map(({ offset }) => local - offset * minute)
    .filter((utc, n) => (n === 0 || utc >= offsets[n]!.at) && utc < (offsets[n + 1]?.at ?? Infinity));
  return showings.length > 0 ? showings : [utcOf(offsets, local)];
}
