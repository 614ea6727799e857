/** One night at one place: its bounds and its sun, computed once from noon to noon and asked many times. */
import type { Config } from "../wire/desire.ts";
import { nightBounds } from "./civil-time.ts";
import { type SunEvents, sunEvents } from "./sun.ts";

/** EpochMs throughout. */
export interface Night extends SunEvents {
  /** Local noon at which it begins, and the one at which the next begins. */
  noon: number;
  nextNoon: number;
}

/** The night `at` belongs to. */
export function nightAt({ place, offsets }: Pick<Config, "place" | "offsets">, at: number): Night {
  const { noon, nextNoon } = nightBounds(offsets, at);
  const { sunset, civilDusk, civilDawn, sunrise } = sunEvents(place, noon);
  // whole milliseconds, so that two sides that compare an instant agree
  const whole = (time: number) => Math.round(time);
  return {
    noon,
    nextNoon,
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
