/** Reports that can be asked for, and what is remembered of each. */
import type { Language } from "../plans/preview/words.ts";

/**
 * `energy`: kWh, cost and savings by month and area. `operation`: availability, burning hours, completeness of data.
 * `bills`: invoice and system, supply point by supply point.
 */
export const reportKinds = ["energy", "operation", "bills"] as const;
export type ReportKind = (typeof reportKinds)[number];

export const reportFormats = ["pdf", "csv"] as const;
export type ReportFormat = (typeof reportFormats)[number];

export const reportStates = ["waiting", "running", "done", "failed"] as const;
export type ReportState = (typeof reportStates)[number];

export interface Month {
  readonly year: number;
  /** 1…12 */
  readonly month: number;
}

/** What a person wants to read. */
export interface ReportWish {
  readonly kind: ReportKind;
  /** The area and everything below it. */
  readonly areaId: string;
  readonly from: Month;
  /** How many months from there on, 1…24. */
  readonly months: number;
  readonly language: Language;
}

export interface Report extends ReportWish {
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  /** EpochMs */
  readonly askedAt: number;
  readonly state: ReportState;
  /** EpochMs; absent before it ended. */
  readonly endedAt?: number;
}

/** What stands around the figures of a report. */
export interface ReportFrame {
  readonly language: Language;
  /** Of the area and the months. */
  readonly subject: string;
  readonly origin: string;
}

export const mostMonths = 24;

/** The month so many after. */
export function monthAfter({ year, month }: Month, months: number): Month {
  const number = year * 12 + (month - 1) + months;
  return { year: Math.floor(number / 12), month: (number % 12) + 1 };
}

/** "10/2026" */
export function monthName({ year, month }: Month): string {
  return `${String(month).padStart(2, "0")}/${year}`;
}

/** EpochMs of the first instant of the month on the site's calendar. */
export function monthBegin({ year, month }: Month, timeZone: string): number {
  return new Temporal.PlainDate(year, month, 1).toZonedDateTime(timeZone).epochMilliseconds;
}
