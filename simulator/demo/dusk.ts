/** When the demonstration's clock begins: two minutes after civil dusk, so that there is light to see. */
import { sunEvents } from "#protocol/behavior/sun.ts";
import { zoneOffsetAt } from "../zone-offset.ts";

const hour = 3_600_000;
const day = 24 * hour;
const afterDusk = 2 * 60_000;

export interface Site {
  readonly lat: number;
  readonly lon: number;
  /** IANA zone. */
  readonly zone: string;
}

/** @returns EpochMs two minutes after the civil dusk of the local day that `now` lies in. */
export function justAfterDusk({ lat, lon, zone }: Site, now: number): number {
  const offset = zoneOffsetAt(zone, now);
  const midnight = Math.floor((now + offset) / day) * day - offset;
  return Math.round(sunEvents({ lat, lon }, midnight + 12 * hour).civilDusk) + afterDusk;
}
