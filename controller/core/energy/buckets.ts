/** Stretches of time energy is told by: half-hours, and days and months of the site's own calendar. */

export const resolutions = ["halfHour", "day", "month"] as const;
export type Resolution = (typeof resolutions)[number];

const halfHour = 1_800_000;

/**
 * @returns ascending EpochMs: `from`, every boundary after it, and `until`. Half-hours are those of UTC, as devices keep
 * them; a day or month begins with the first instant its date's clock shows, so a day of 23 or 25 hours is one day.
 */
export function edgesOf(resolution: Resolution, from: number, until: number, timeZone: string): number[] {
  const edges = [from];
  for (let at = after(resolution, from, timeZone); at < until; at = after(resolution, at, timeZone)) edges.push(at);
  edges.push(until);
  return edges;
}

/** The first boundary later than `at`. */
function after(resolution: Resolution, at: number, timeZone: string): number {
  if (resolution === "halfHour") return (Math.floor(at / halfHour) + 1) * halfHour;
  const date = localDate(at, timeZone);
  const next = resolution === "day" ? date.add({ days: 1 }) : date.with({ day: 1 }).add({ months: 1 });
  return beginOf(next, timeZone);
}

/** Date of an instant on the site's calendar. */
export function localDate(at: number, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
}

/** EpochMs at which a date begins at the site. */
export function beginOf(date: Temporal.PlainDate, timeZone: string): number {
  return date.toZonedDateTime(timeZone).epochMilliseconds;
}
