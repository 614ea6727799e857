/** When a wish ends: the choices people press, and a time they type, both in the site's time. */
import type { Site } from "../../api-client/site.ts";
import { nightOf, zoneOffset } from "../../text/night.ts";

const minute = 60_000;
/** An order may last seven days. */
export const longest = 7 * 1440 * minute;

export const untilChoices = ["15", "30", "60", "120", "240", "sunrise", "typed"] as const;
export type UntilChoice = (typeof untilChoices)[number];

/**
 * @param typed as of `<input type="datetime-local">`, for "typed"
 * @returns EpochMs; undefined where what was typed is no time, has passed, or lies more than seven days ahead.
 */
export function untilOf(choice: UntilChoice, typed: string, now: number, site: Site): number | undefined {
  if (choice === "sunrise") {
    const { sunrise, nextNoon } = nightOf(now, site);
    return Math.round(sunrise > now + minute ? sunrise : nightOf(nextNoon + minute, site).sunrise);
  }
  if (choice !== "typed") return now + Number(choice) * minute;
  const at = instantOf(typed, site.timeZone);
  return at !== undefined && at > now && at <= now + longest ? at : undefined;
}

/** @param local "2026-11-23T05:30" on a clock of the zone. @returns EpochMs; undefined for what is no time. */
export function instantOf(local: string, timeZone: string): number | undefined {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  // the offset at that time, not at the guess: they differ on the night the clocks change
  const guess = asUtc - zoneOffset(asUtc, timeZone);
  return asUtc - zoneOffset(guess, timeZone);
}

/** @returns what an `<input type="datetime-local">` shows for an instant. */
export function localOf(at: number, timeZone: string): string {
  return new Date(at + zoneOffset(at, timeZone)).toISOString().slice(0, 16);
}
