/** The schedule day: from noon to noon in the site's zone, and its sun. */
import { type SunEvents, sunEvents } from "#protocol/behavior/sun.ts";
import type { Site } from "../api-client/site.ts";

export interface Night extends SunEvents {
  /** EpochMs of the noon it begins with. */
  readonly noon: number;
  /** EpochMs of the noon it ends with. */
  readonly nextNoon: number;
}

const hour = 3_600_000;
const day = 24 * hour;

/** @returns ms the zone is ahead of UTC at that instant. */
export function zoneOffset(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    hourCycle: "h23",
  }).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  return local - Math.floor(at / 1000) * 1000;
}

/** @returns the noon at or before an instant, EpochMs. Zones do not change their offset around noon. */
export function noonBefore(at: number, timeZone: string): number {
  const offset = zoneOffset(at, timeZone);
  const local = at + offset;
  const noon = Math.floor((local - day / 2) / day) * day + day / 2 - offset;
  return noon + offset - zoneOffset(noon, timeZone);
}

/** @returns the night an instant belongs to. */
export function nightOf(at: number, { lat, lon, timeZone }: Pick<Site, "lat" | "lon" | "timeZone">): Night {
  const noon = noonBefore(at, timeZone);
  const nextNoon = noonBefore(noon + day + 2 * hour, timeZone);
  return { noon, nextNoon, ...sunEvents({ lat, lon }, noon) };
}

/** @returns the sky of a night as a CSS gradient, noon at the left, the next noon at the right. */
export function nightSky(night: Night): string {
  const place = (at: number) => `${((100 * (at - night.noon)) / (night.nextNoon - night.noon)).toFixed(2)}%`;
  const quarter = hour / 4;
  const stops = [
    `var(--den-day) ${place(night.sunset - 3 * quarter)}`,
    `var(--den-twilight) ${place(night.sunset + quarter)}`,
    `var(--den-night) ${place(night.civilDusk + 2 * quarter)}`,
    `var(--den-night) ${place(night.civilDawn - 2 * quarter)}`,
    `var(--den-twilight) ${place(night.sunrise - quarter)}`,
    `var(--den-day) ${place(night.sunrise + 3 * quarter)}`,
  ];
  return `linear-gradient(to right, ${stops.join(", ")})`;
}
