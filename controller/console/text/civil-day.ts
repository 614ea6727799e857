/** Dates of the calendar: numbers of days, the parts the API takes, and how people read and type them. */
import { civilDate } from "#protocol/behavior/choose-program.ts";

/** A day of one year. */
export interface FullDate {
  readonly year: number;
  /** 1…12 */
  readonly month: number;
  readonly day: number;
}

/** A day of one year or, without a year, of every year. */
export interface PlanDate extends Omit<FullDate, "year"> {
  readonly year?: number;
}

const day = 86_400_000;

/** Days since 1970-01-01. */
export const dayOf = ({ year, month, day: ofMonth }: FullDate): number => Date.UTC(year, month - 1, ofMonth) / day;

export function dateOf(number: number): FullDate {
  const { year, month, day: ofMonth } = civilDate(number);
  return { year, month, day: ofMonth };
}

/** Monday 1 … Sunday 7. */
export const weekdayOf = (number: number): number => civilDate(number).weekday;

const two = (number: number) => String(number).padStart(2, "0");

/** "05/02/2027", without a year "05/02". */
export const dateText = ({ year, month, day: ofMonth }: PlanDate): string =>
  `${two(ofMonth)}/${two(month)}${year === undefined ? "" : `/${year}`}`;

/** A night by both its dates: "05 → 06/02/2027". */
export function nightText(number: number): string {
  const [first, second] = [dateOf(number), dateOf(number + 1)];
  const begin = first.month === second.month ? two(first.day) : `${two(first.day)}/${two(first.month)}`;
  return `${begin} → ${dateText(second)}`;
}

/** "2027-02-05", as date fields and addresses hold it. */
export const isoOf = (number: number): string => new Date(number * day).toISOString().slice(0, 10);

/** @returns undefined for what is no date. */
export function dayOfIso(text: string | undefined): number | undefined {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text ?? "") ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(at) ? undefined : at / day;
}

/**
 * A day as people type it: "5/2", "05/02/2027", "5-2-2027".
 * @returns undefined for what is no day of any year
 */
export function readPlanDate(text: string): PlanDate | undefined {
  const match = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?$/.exec(text.trim());
  if (match === null) return undefined;
  const [ofMonth, month] = [Number(match[1]), Number(match[2])];
  const year = match[3] === undefined ? undefined : Number(match[3]);
  // 29 February exists where no year says otherwise
  const longest = new Date(Date.UTC(year ?? 2024, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || ofMonth < 1 || ofMonth > longest) return undefined;
  return { ...(year === undefined ? {} : { year }), month, day: ofMonth };
}

/**
 * @param today days since 1970-01-01; a day typed without its year is the one nearest to it.
 * @returns days since 1970-01-01; undefined for what is no day
 */
export function readDay(text: string, today: number): number | undefined {
  const typed = readPlanDate(text);
  if (typed === undefined) return undefined;
  const { year, ...ofYear } = typed;
  if (year !== undefined) return dayOf({ year, ...ofYear });
  const thisYear = dateOf(today).year;
  // 29 February may be years away
  const days = Array.from({ length: 17 }, (_, n) => ({ year: thisYear + n - 8, ...ofYear }))
    .filter((date) => dateOf(dayOf(date)).day === date.day)
    .map(dayOf);
  return days.reduce((near, day) => (Math.abs(day - today) < Math.abs(near - today) ? day : near));
}

/** The night one is in, or that begins today. @param noon EpochMs of its noon. @param offset ms the zone is ahead of UTC. */
export const dayOfNoon = (noon: number, offset: number): number => Math.floor((noon + offset) / day);
