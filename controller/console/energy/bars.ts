/** Energy step by step as columns for a chart: what was metered, what is estimated on top of it, and the baseline. */
import type { Figure } from "./energy.ts";

/** Seconds of the step's begin; metered and estimated; metered; baseline. kWh; null where nothing is known. */
export type Bars = [number[], (number | null)[], (number | null)[], (number | null)[]];

export function barsOf(
  figures: readonly Pick<Figure, "from" | "energy" | "metered" | "completeness" | "saving">[],
): Bars {
  const bars: Bars = [[], [], [], []];
  for (const { from, energy, metered, completeness, saving } of figures) {
    bars[0].push(from / 1000);
    // nothing known is not nothing used
    bars[1].push(completeness > 0 ? energy : null);
    bars[2].push(completeness > 0 ? metered : null);
    bars[3].push(saving?.baseline ?? null);
  }
  return bars;
}
