/** Energy step by step as columns for a chart: what was used, and the baseline. */
import { type Figure, isKnown } from "./energy.ts";

/** Seconds of the step's begin; used; baseline. kWh; null where nothing is known. */
export type Bars = [number[], (number | null)[], (number | null)[]];

export function barsOf(figures: readonly Pick<Figure, "from" | "energy" | "completeness" | "saving">[]): Bars {
  const bars: Bars = [[], [], []];
  for (const figure of figures) {
    bars[0].push(figure.from / 1000);
    bars[1].push(isKnown(figure) ? figure.energy : null);
    bars[2].push(figure.saving?.baseline ?? null);
  }
  return bars;
}
