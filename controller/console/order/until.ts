/** When a wish ends: the choices people press, and a time they type. */
import type { Site } from "../api-client/site.ts";
import { nightOf } from "../text/night.ts";

const minute = 60_000;
/** An order may last seven days. */
export const longest = 7 * 1440 * minute;

export const untilChoices = ["15", "30", "60", "120", "240", "sunrise", "typed"] as const;
export type UntilChoice = (typeof untilChoices)[number];

/**
 * @param typed EpochMs, for "typed"
 * @returns EpochMs; undefined where what was typed is no time, has passed, or lies more than seven days ahead.
 */
export function untilOf(
  choice: UntilChoice,
  typed: number | undefined,
  now: number,
  site: Pick<Site, "lat" | "lon" | "timeZone">,
): number | undefined {
  if (choice === "sunrise") {
    const { sunrise, nextNoon } = nightOf(now, site);
    return Math.round(sunrise > now + minute ? sunrise : nightOf(nextNoon + minute, site).sunrise);
  }
  if (choice !== "typed") return now + Number(choice) * minute;
  return typed !== undefined && typed > now && typed <= now + longest ? typed : undefined;
}
