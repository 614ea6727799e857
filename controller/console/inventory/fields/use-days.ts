/** Days of the site's calendar between the API (2026-11-23) and fields that hold instants. */
import { useSite } from "../../api-client/site.ts";
import { dateBegin } from "../../text/civil-date.ts";
import { zoneOffset } from "../../text/night.ts";
import { useNow } from "../../text/use-now.ts";

export function useDays() {
  const { timeZone } = useSite();
  const now = useNow(60_000);
  const dayOf = (at: number) => new Date(at + zoneOffset(at, timeZone)).toISOString().slice(0, 10);
  return { dayOf, today: () => dayOf(now), at: (day: string) => dateBegin(day, timeZone) };
}
