/** Which time is looked at: the last hour, day, week, month or year, or days one names; and in which steps. */
import { dateAfter, dateBegin } from "../text/civil-date.ts";

const day = 86_400_000;

export const spans = ["hour", "day", "week", "month", "year", "days"] as const;
export type Span = (typeof spans)[number];

const lengths: Readonly<Record<Exclude<Span, "days">, number>> = {
  hour: day / 24,
  day,
  week: 7 * day,
  month: 31 * day,
  year: 366 * day,
};

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
  if (span !== "days") return { from: now - lengths[span], to: now };
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

export const stepOf = (text: string | undefined): Step | undefined => steps.find((one) => one === text);
