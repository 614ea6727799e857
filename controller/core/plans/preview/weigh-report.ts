/** About how much memory a report holds, so that a shell can bound what it keeps. */
import type { PreviewReport } from "./report.ts";

/** Bytes of a record with some ten fields, and of an entry of a list; measured as the heap grows. */
const record = 400;
const entry = 64;

/** @returns bytes; right within a factor of two. */
export function weighReport({ byNight, calendars, areas, rows, findings, darkRuns }: PreviewReport): number {
  const nights = calendars.flatMap((calendar) => calendar.nights);
  const points = sum(nights, ({ points: each }) => each.length);
  const months = sum(calendars, (calendar) => calendar.months.length);
  const lamps = sum(findings, ({ place }) => place.lampIds?.length ?? 0);
  const figures = byNight.length + nights.length + months + areas.length + rows.length;
  // figures hold a record for each of five energies
  return (
    figures * 3 * record +
    points * record +
    (nights.length + findings.length + darkRuns.length) * record +
    lamps * entry
  );
}

function sum<T>(things: readonly T[], of: (thing: T) => number): number {
  return things.reduce((total, thing) => total + of(thing), 0);
}
