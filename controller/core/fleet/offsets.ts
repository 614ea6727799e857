/** The UTC offsets of a zone as a table, for devices that have no zone database. */
import { maxOffsets } from "#protocol/wire/limits.ts";

/** Offset in force from `at` (EpochMs) on, minutes east of UTC. */
export interface OffsetFrom {
  readonly at: number;
  readonly offset: number;
}

/** Start of the table where the zone has no earlier transition: 2020-01-01. */
const beginning = 1_577_836_800_000;

/**
 * @param timeZone IANA name. @param now EpochMs. @returns the offset now and the next transitions, at most what a
 * device takes. It changes only when a transition passes, so devices need a new one twice a year at most.
 */
export function offsetsOf(timeZone: string, now: number): OffsetFrom[] {
  let here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  // "previous" is strictly before: one that happens in this very instant counts as well
  const since = here.add({ nanoseconds: 1 }).getTimeZoneTransition("previous");
  const table: OffsetFrom[] = [
    { at: Math.max(beginning, since?.epochMilliseconds ?? beginning), offset: minutesOf(here) },
  ];
  while (table.length < maxOffsets) {
    const next = here.getTimeZoneTransition("next");
    if (next === null) break;
    table.push({ at: next.epochMilliseconds, offset: minutesOf(next) });
    here = next;
  }
  return table;
}

function minutesOf(time: Temporal.ZonedDateTime): number {
  return Math.round(time.offsetNanoseconds / 60_000_000_000);
}
