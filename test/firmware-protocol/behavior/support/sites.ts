/** Places with their clocks, for tests of calendars: offset tables as a controller makes them from the zone database. */
import type { Site } from "#protocol/behavior/night.ts";

/** Offset table of an IANA zone over some years. */
export function offsetsOf(zone: string, from = "2026-01-01", until = "2030-01-01"): Site["offsets"] {
  const end = Temporal.Instant.from(`${until}T00:00Z`).epochMilliseconds;
  const offsets: Site["offsets"] = [];
  let at: Temporal.ZonedDateTime | null = Temporal.Instant.from(`${from}T00:00Z`).toZonedDateTimeISO(zone);
  while (at !== null && at.epochMilliseconds < end) {
    offsets.push({ at: at.epochMilliseconds, offset: at.offsetNanoseconds / 6e10 });
    at = at.getTimeZoneTransition("next");
  }
  return offsets;
}

export const binhDuong: Site = { place: { lat: 10.98, lon: 106.65 }, offsets: offsetsOf("Asia/Ho_Chi_Minh") };
export const berlin: Site = { place: { lat: 52.52, lon: 13.405 }, offsets: offsetsOf("Europe/Berlin") };
/** Its summer time is half an hour. */
export const lordHowe: Site = { place: { lat: -31.55, lon: 159.08 }, offsets: offsetsOf("Australia/Lord_Howe") };
/** Days without a night and nights without a day. */
export const tromso: Site = { place: { lat: 69.65, lon: 18.96 }, offsets: offsetsOf("Europe/Oslo") };
