/** The night that the pictures of a plan show: one that the address names, or the present one. */
import { useMemo } from "react";
import { useSite } from "../api-client/site.ts";
import { useUrlValues } from "../app/url-values.ts";
import { dayOfIso, dayOfNoon } from "../text/civil-day.ts";
import { noonBefore, zoneOffset } from "../text/night.ts";
import { useNow } from "../text/use-now.ts";
import { type NightLine, nightLine } from "./programs/night-line.ts";

/** Days since 1970-01-01 of the local date on which the present night began. */
export function useTonight(): number {
  const { timeZone } = useSite();
  const noon = noonBefore(useNow(60_000), timeZone);
  return dayOfNoon(noon, zoneOffset(noon, timeZone));
}

export function useNightLine(): NightLine {
  const site = useSite();
  const tonight = useTonight();
  const [{ night }] = useUrlValues<"night">();
  const date = dayOfIso(night) ?? tonight;
  return useMemo(() => nightLine(date, site), [date, site]);
}
