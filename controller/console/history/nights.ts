/** Nights of a period, for the ground of its curves. */
import type { Site } from "../api-client/site.ts";
import { nightOf } from "../text/night.ts";
import type { Period } from "./period.ts";

export interface Dark {
  /** EpochMs */
  readonly dusk: number;
  readonly dawn: number;
}

/** Of longer periods nights would be a hatching. */
const nightsAtMost = 40;

export function nightsBetween({ from, to }: Period, site: Pick<Site, "lat" | "lon" | "timeZone">): readonly Dark[] {
  if (to - from > nightsAtMost * 86_400_000) return [];
  const nights: Dark[] = [];
  for (let at = from; at < to + 86_400_000; ) {
    const { civilDusk, civilDawn, nextNoon } = nightOf(at, site);
    if (civilDawn > from && civilDusk < to) nights.push({ dusk: civilDusk, dawn: civilDawn });
    at = nextNoon + 1;
  }
  return nights;
}
