/** Dates of the site's calendar as the address and date fields hold them: yyyy-MM-dd. */
import { zoneOffset } from "./night.ts";

/** @returns EpochMs of the date's first instant at the site; undefined for what is no date. */
export function dateBegin(date: string, timeZone: string): number | undefined {
  const local = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(local)) return undefined;
  const guess = local - zoneOffset(local, timeZone);
  return local - zoneOffset(guess, timeZone);
}

/** @returns the date so many days later; undefined for what is no date. */
export function dateAfter(date: string, days: number): string | undefined {
  const local = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(local) ? undefined : new Date(local + days * 86_400_000).toISOString().slice(0, 10);
}

/** @returns the date an instant belongs to at the site. */
export function dateOf(at: number, timeZone: string): string {
  return new Date(at + zoneOffset(at, timeZone)).toISOString().slice(0, 10);
}
