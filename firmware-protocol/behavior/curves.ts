/** Flux percent → what the driver wants, and the driver's lower end. */
import type { Capability } from "../wire/hello.ts";

/** Arc levels of a DALI driver: 1 … 254; 0 is off. */
const maxArcLevel = 254;
const minArcLevel = 1;

/**
 * Flux of a DALI arc level: 10^((n − 1) / (253 / 3) − 1) % (IEC 62386-102, the logarithmic curve).
 * @param arc 0 … 254 @returns % of rated flux; 0 at 0, 0.1 at 1, 100 at 254
 */
export function fluxOfArcLevel(arc: number): number {
  return arc === 0 ? 0 : 10 ** ((arc - 1) / (253 / 3) - 1);
}

/** @param level % of rated flux, 0 … 100 @returns nearest arc level: 0 for off, 229 at 50 %, 170 at 10 %, at least 1 for any light. */
export function arcLevelOfFlux(level: number): number {
  if (level <= 0) return 0;
  const arc = Math.round(1 + (253 / 3) * (Math.log10(level) + 1));
  return Math.min(maxArcLevel, Math.max(minArcLevel, arc));
}

/** What an output gives for a wished level. `raised`: the driver cannot go that low and gives its minimum. */
export interface Given {
  level: number;
  raised: boolean;
}

/** @param level % wished @param minLevel lowest % above 0 of the driver @returns 0, or at least the minimum. */
export function givenLevel(level: number, minLevel = 0): Given {
  return level > 0 && level < minLevel ? { level: minLevel, raised: true } : { level, raised: false };
}

/**
 * Driver input for a wished level.
 * @returns arc level 0 … 254 on the DALI curve; 0 … 1 of full scale on the linear one (1–10 V, PWM); with the level
 * really given.
 */
export function driverInput(level: number, capability: Capability): Given & { input: number } {
  const given = givenLevel(level, capability.minLevel);
  return { ...given, input: capability.curve === "dali" ? arcLevelOfFlux(given.level) : given.level / 100 };
}
