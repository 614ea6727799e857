/** Which time is looked at: a length that ends now, a month of the calendar, or days one names; and in which steps. */
import { dateAfter, dateBegin, dateOf } from "../text/civil-date.ts";

const day = 86_400_000;

export const spans = ["hour", "day", "week", "month", "year", "thisMonth", "lastMonth", "days"] as const;
export type Span = (typeof spans)[number];

const lengths = { hour: day / 24, day, week: 7 * day } as const;

export interface Period {
  /** EpochMs, inclusive. */
  readonly from: number;
  /** EpochMs, exclusive. */
  readonly to: number;
}

export interface PeriodValues {
  readonly span?: string;
  /** yyyy-MM-dd */
  readonly from?: string;
  /** yyyy-MM-dd, the day itself included. */
  readonly to?: string;
}

export const spanOf = ({ span }: PeriodValues): Span => spans.find((one) => one === span) ?? "day";

/** @param now EpochMs. @returns undefined while the named days make no period. */
export function periodOf(values: PeriodValues, now: number, timeZone: string): Period | undefined {
  const span = spanOf(values);
  const today = dateOf(now, timeZone);
  /** What has begun this minute is no empty period. */
  const since = (date: string) => {
    const from = dateBegin(date, timeZone)!;
    return { from, to: Math.max(now, from + 60_000) };
  };
  switch (span) {
    case "hour":
    case "day":
    case "week":
      return { from: now - lengths[span], to: now };
    case "month":
      // whole days, so that the first is no stump
      return since(dateAfter(today, -31)!);
    case "year":
      return since(monthOf(today, -12));
    case "thisMonth":
      return since(monthOf(today, 0));
    case "lastMonth":
      return { from: dateBegin(monthOf(today, -1), timeZone)!, to: dateBegin(monthOf(today, 0), timeZone)! };
    case "days":
      return namedDays(values, timeZone);
    default:
      return span satisfies never;
  }
}

/** @returns the first day of the month so many months after the date's. */
function monthOf(date: string, after: number): string {
  const [year, month] = date.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 1 + after, 1)).toISOString().slice(0, 10);
}

function namedDays(values: PeriodValues, timeZone: string): Period | undefined {
  const from = values.from === undefined ? undefined : dateBegin(values.from, timeZone);
  // a day of the site's calendar, also the one with 23 or 25 hours
  const after = values.to === undefined ? undefined : dateAfter(values.to, 1);
  const to = after === undefined ? undefined : dateBegin(after, timeZone);
  return from === undefined || to === undefined || to <= from ? undefined : { from, to };
}

/** ms, or a stretch of the calendar, as the API takes them. */
export const steps = ["300000", "1800000", "3600000", "day", "month"] as const;
export type Step = (typeof steps)[number];

/** @returns EpochMs from which on the journal can still draw such steps. */
export function keptSince(
  step: Step,
  kept: { readonly samples: number; readonly halfHours: number },
  now: number,
): number {
  const days = step === "300000" ? kept.samples : step === "1800000" ? kept.halfHours : Number.POSITIVE_INFINITY;
  return now - days * day;
}

/** Steps of one picture: half-hours of a year and a month. More is neither seen nor answered. */
const mostSteps = 20_000;

/** Whether a picture of the period in such steps can be looked at. */
export function fitsInto(step: Step, { from, to }: Period): boolean {
  return step === "day" || step === "month" || (to - from) / Number(step) <= mostSteps;
}

export const stepOf = (text: string | undefined): Step | undefined => steps.find((one) => one === text);
