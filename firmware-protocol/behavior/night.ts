/** One night at one place: its bounds and its sun, computed once from noon to noon and asked many times. */
import type { Config } from "../wire/desire.ts";
import { type NightBounds, nightBounds } from "./civil-time.ts";
import { type SunEvents, sunEvents } from "./sun.ts";

/** Where and by which clock a night is reckoned. */
export type Site = Pick<Config, "place" | "offsets">;

/** Bounds and sun; the events in whole ms. */
export interface Night extends NightBounds, SunEvents {}

/** The night `at` belongs to. */
export function nightAt({ place, offsets }: Site, at: number): Night {
  const bounds = nightBounds(offsets, at);
  const { sunset, civilDusk, civilDawn, sunrise } = sunEvents(place, bounds.noon);
  // whole milliseconds, so that two sides that compare an instant agree
  const whole = (time: number) => Math.round(time);
  return {
    ...bounds,
    sunset: whole(sunset),
    civilDusk: whole(civilDusk),
    civilDawn: whole(civilDawn),
    sunrise: whole(sunrise),
  };
}

/** True between civil dusk and civil dawn, and when that can change next. */
export function darkness(night: Night, at: number): { dark: boolean; nextChangeAt: number } {
  const { civilDusk, civilDawn, nextNoon } = night;
  const next = [civilDusk, civilDawn, nextNoon].find((time) => time > at) ?? Infinity;
  return { dark: at >= civilDusk && at < civilDawn, nextChangeAt: next };
}
