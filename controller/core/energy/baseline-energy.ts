/** What a baseline would have burned in stretches of time that are no whole nights: a calendar day ends two of them. */
import { nightAt, type Site } from "#protocol/behavior/night.ts";
import type { BaselineShares } from "./baseline.ts";

/** @param edges ascending EpochMs. @returns kWh of the whole baseline, one per bucket. */
export function baselineEnergy(shares: BaselineShares, edges: readonly number[], site: Site): number[] {
  const energies = edges.slice(1).map(() => 0);
  const end = edges.at(-1) ?? 0;
  for (let at = edges[0] ?? 0; at < end; ) {
    const night = nightAt(site, at);
    for (let n = 0; n < energies.length; n++) {
      const from = Math.max(night.noon, edges[n]!);
      const until = Math.min(night.nextNoon, edges[n + 1]!);
      if (from < until) energies[n]! += shares.energyOf(night, { from, until });
    }
    at = night.nextNoon;
  }
  return energies;
}

/** W of all its lamps at full level. */
export function wattsOfBaseline({ baseline }: BaselineShares): number {
  return baseline.groups.reduce((sum, { lamps, power }) => sum + lamps * power, 0);
}
