/** About how much memory a report holds, so that a shell can bound what it keeps. */
import type { PreviewReport } from "./report.ts";

/** Bytes of figures with their energies, of a record of a few fields, of an entry in a list. */
const figures = 400;
const record = 100;
const entry = 16;

/** @returns bytes. Measured: 6.7 MB for a year of twenty calendars in twenty areas, 6.4 MB by this. */
export function weighReport({ byNight, calendars, areas, rows, findings, darkRuns }: PreviewReport): number {
  const nights = calendars.flatMap((calendar) => calendar.nights);
  const points = sum(nights, ({ points: each }) => each.length);
  const months = sum(calendars, (calendar) => calendar.months.length);
  const lamps = sum(findings, ({ place }) => place.lampIds?.length ?? 0);
  const sums = byNight.length + nights.length + months + areas.length + rows.length;
  return sums * figures + (points + nights.length + findings.length + darkRuns.length) * record + lamps * entry;
}

function sum<T>(things: readonly T[], of: (thing: T) => number): number {
  return things.reduce((total, thing) => total + of(thing), 0);
}
