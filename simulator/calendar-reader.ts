/** Reads calendars for all devices of one process: ten thousand lamps on one calendar share what was read once. */
import { type Calendar, decodeCalendar } from "#protocol/wire/calendar.ts";

export interface CalendarReader {
  /** @returns the calendar of bytes that match the digest; undefined: a device could not use it. */
  read(digest: string, bytes: Uint8Array): Calendar | undefined;
}

/** Calendars kept for the next device; a city has a few dozen. */
const most = 64;

export function createCalendarReader(): CalendarReader {
  const known = new Map<string, Calendar>();
  return {
    read(digest, bytes) {
      const kept = known.get(digest);
      if (kept !== undefined) return kept;
      const decoded = decodeCalendar(bytes);
      if (!decoded.ok) return undefined;
      if (known.size >= most) known.delete(known.keys().next().value!);
      known.set(digest, decoded.calendar);
      return decoded.calendar;
    },
  };
}
