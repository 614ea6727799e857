/**
 * The Vietnamese lunar calendar, reckoned at UTC+7 from true new moons and the Sun's longitude. A month begins on the
 * day of a new moon; the one with the winter solstice is the eleventh; where thirteen months lie between two eleventh
 * ones, the first without a principal term (a multiple of 30° of solar longitude) repeats the number before it.
 */
import { dateOf, dayOf } from "../days.ts";
import { j2000, julianDayOfEpoch } from "./dynamical-time.ts";
import { lunation, newMoon } from "./new-moon.ts";
import { solarLongitude } from "./solar-longitude.ts";

/** A month as days since 1970-01-01. */
export interface LunarMonth {
  /** Lunar year, the Gregorian one in which it begins. */
  readonly year: number;
  /** 1…12 */
  readonly month: number;
  /** Repeats the number of the month before it. */
  readonly leap: boolean;
  /** Its first day. */
  readonly first: number;
  /** 29 or 30 days. */
  readonly length: number;
}

export interface LunarDate {
  readonly year: number;
  readonly month: number;
  readonly leap: boolean;
  /** 1…30 */
  readonly day: number;
  readonly monthLength: number;
}

/** Hours east of Greenwich at which days begin, by law since 1968. */
const zone = 7 / 24;

/** Years reckoned so far: the months of a year never change, and calendars ask for the same few again and again. */
const reckoned = new Map<number, readonly LunarMonth[]>();

/** Months of the lunar year that begins in the Gregorian year, from Tết on: twelve or thirteen. */
export function lunarYear(year: number): readonly LunarMonth[] {
  const known = reckoned.get(year);
  if (known !== undefined) return known;
  const months = [...suiEnding(year), ...suiEnding(year + 1)].filter((month) => month.year === year);
  reckoned.set(year, months);
  return months;
}

/** Lunar date of a day (days since 1970-01-01). */
export function lunarDateOf(day: number): LunarDate {
  const { year } = dateOf(day);
  const found = monthOf(day, lunarYear(year)) ?? monthOf(day, lunarYear(year - 1));
  if (found === undefined) throw new RangeError(`day ${day} lies in no lunar month`);
  const { month, leap, first, length } = found;
  return { year: found.year, month, leap, day: day - first + 1, monthLength: length };
}

function monthOf(day: number, months: readonly LunarMonth[]): LunarMonth | undefined {
  return months.find(({ first, length }) => day >= first && day < first + length);
}

/** Months from the eleventh of the year before to the tenth of `year` (or its leap), between two winter solstices. */
function suiEnding(year: number): LunarMonth[] {
  const begin = monthOfSolstice(year - 1);
  const end = monthOfSolstice(year);
  const starts = Array.from({ length: end - begin + 1 }, (_, n) => dayOfNewMoon(begin + n));
  const count = starts.length - 1;
  const leapAt = count === 13 ? starts.findIndex((start, n) => n > 0 && isWithoutTerm(start, starts[n + 1]!)) : -1;
  return Array.from({ length: count }, (_, n) => {
    const leap = n === leapAt;
    const ordinal = leapAt >= 0 && n >= leapAt ? n - 1 : n;
    const first = starts[n]!;
    return {
      year: ordinal < 2 ? year - 1 : year,
      month: ((ordinal + 10) % 12) + 1,
      leap,
      first,
      length: starts[n + 1]! - first,
    };
  });
}

/** Number of the new moon with which the month of the winter solstice begins. */
function monthOfSolstice(year: number): number {
  const december = dayOf({ year, month: 12, day: 31 });
  let k = Math.round((december + julianDayOfEpoch - j2000) / lunation);
  while (dayOfNewMoon(k) > december) k--;
  // a month that begins when the solstice is past belongs to the twelfth
  while (sectorAt(dayOfNewMoon(k)) >= winterSolstice) k--;
  return k;
}

/** Twelfths of the Sun's way, from the spring equinox on; the tenth begins with the winter solstice. */
const winterSolstice = 9;

/** Twelfth of its way in which the Sun stands when the day begins. */
function sectorAt(day: number): number {
  return Math.floor(solarLongitude(day + julianDayOfEpoch - zone) / 30);
}

function isWithoutTerm(start: number, next: number | undefined): boolean {
  return next !== undefined && sectorAt(start) === sectorAt(next);
}

/** The day, at UTC+7, of new moon number `k`. */
function dayOfNewMoon(k: number): number {
  return Math.floor(newMoon(k) - julianDayOfEpoch + zone);
}
