/** The monthly figures as rows of plain values, ready to be written as CSV by whoever does the writing. */
import type { PreviewReport } from "./report.ts";

/** Names of the columns; a unit stands in each that has one. */
export const monthColumns = [
  "month",
  "planId",
  "calendarId",
  "calendarName",
  "areaId",
  "areaName",
  "lamps",
  "nights",
  "hours",
  "fullLoadHours",
  "kWh",
  "cost",
  "co2Kg",
  "referenceKWh",
  "presentKWh",
  "baselineKWh",
] as const;

/** Text, number, or empty where nothing is known. */
export type MonthCells = readonly (string | number | undefined)[];

/** @returns one row per month, calendar and area; the cells stand in the order of `monthColumns`. */
export function monthTable({ rows }: PreviewReport): MonthCells[] {
  return rows.map((row) => [
    `${row.year}-${String(row.month).padStart(2, "0")}`,
    row.planId,
    row.calendarId,
    row.calendarName,
    row.areaId,
    row.areaName,
    row.lamps,
    row.nights,
    rounded(row.hours),
    rounded(row.fullLoadHours),
    rounded(row.plan.kWh),
    row.plan.cost === undefined ? undefined : Math.round(row.plan.cost),
    row.plan.co2 === undefined ? undefined : rounded(row.plan.co2),
    rounded(row.reference.kWh),
    rounded(row.present.kWh),
    row.baseline === undefined ? undefined : rounded(row.baseline.kWh),
  ]);
}

/** To a thousandth: far below what a meter shows. */
const rounded = (value: number) => Math.round(value * 1000) / 1000;
