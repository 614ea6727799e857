/** Local time of the site, for what follows the day there: voltage and warmth. */

/** ms added to UTC in an IANA zone at an instant. @throws RangeError for an unknown zone */
export function zoneOffsetAt(zone: string, at: number): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
}
