/** Instants as people of the site type them: 22:30, 22h30, 23/11 22:30, 23/11/2026 22:30, 23/11/2026. */
import { zoneOffset } from "./night.ts";

const day = 86_400_000;
const shape = /^(?:(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?)?\s*(?:(\d{1,2})(?::|h|H)(\d{2})?)?$/;

/**
 * @param now EpochMs. What is left out is filled so that the instant lies ahead: a bare time is the next such time, a day
 * without a year the next such day; a day without a time begins at 00:00.
 * @returns EpochMs, undefined for what is no instant: 25:00, 31/02, words.
 */
export function readTime(text: string, now: number, timeZone: string): number | undefined {
  const match = shape.exec(text.trim());
  if (match === null || text.trim() === "") return undefined;
  const [dayOfMonth, month, year, hour, minute] = match
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)));
  if ((hour ?? 0) > 23 || (minute ?? 0) > 59) return undefined;
  const clock = { hour: hour ?? 0, minute: minute ?? 0 };
  const local = new Date(now + zoneOffset(now, timeZone));
  if (dayOfMonth === undefined || month === undefined) {
    const today = { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate(), ...clock };
    const at = instantOf(today, timeZone);
    return at !== undefined && at <= now ? instantOf({ ...today, day: today.day + 1 }, timeZone, false) : at;
  }
  const named = { month, day: dayOfMonth, ...clock };
  if (year !== undefined) return instantOf({ year, ...named }, timeZone);
  const thisYear = local.getUTCFullYear();
  // 29/02 may be years away
  for (let next = thisYear; next <= thisYear + 8; next++) {
    const at = instantOf({ year: next, ...named }, timeZone);
    if (at !== undefined && at > now) return at;
  }
  return undefined;
}

interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** @param isStrict false: a day beyond the month's last counts on into the next. */
function instantOf({ year, month, day: dayOfMonth, hour, minute }: LocalTime, timeZone: string, isStrict = true) {
  const local = Date.UTC(year, month - 1, dayOfMonth, hour, minute);
  const date = new Date(local);
  if (isStrict && (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== dayOfMonth)) return undefined;
  // the offset of the instant itself, which is found by asking near it; a time that comes twice is taken the first time
  const before = local - zoneOffset(local - day, timeZone);
  const after = local - zoneOffset(local + day, timeZone);
  if (before + zoneOffset(before, timeZone) === local) return before;
  if (after + zoneOffset(after, timeZone) === local) return after;
  return endOfGap(local, timeZone);
}

/** A time that the clocks skip is taken at the end of the gap, as devices do. */
function endOfGap(local: number, timeZone: string): number {
  let low = local - zoneOffset(local - day, timeZone) - day / 8;
  let high = low + day / 4;
  const offset = zoneOffset(low, timeZone);
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (zoneOffset(middle, timeZone) === offset) low = middle;
    else high = middle;
  }
  return high;
}
