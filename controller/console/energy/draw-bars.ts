/** Bars as wide as their steps: months and the clock's long days differ, and a period may begin and end within one. */
import type uPlot from "uplot";
import { type Figure, isKnown } from "./energy.ts";

export interface BarColours {
  readonly metered: string;
  readonly estimated: string;
  readonly baseline: string;
}

/** Share of a step that its bar takes, and px it takes at most: a single month is no wall. */
const share = 0.8;
const widest = 64;

/** What was metered, the estimate on top of it, and above both what the baseline would have used more: a pale column with an edge. */
export function drawBars(plot: uPlot, figures: readonly Figure[], colours: BarColours): void {
  const { ctx } = plot;
  const y = (kilowattHours: number) => plot.valToPos(kilowattHours, "y", true);
  const ground = y(0);
  ctx.save();
  for (const figure of figures) {
    const [begin, end] = [plot.valToPos(figure.from / 1000, "x", true), plot.valToPos(figure.until / 1000, "x", true)];
    const width = Math.max(devicePixelRatio, Math.min(share * (end - begin), widest * devicePixelRatio));
    const left = (begin + end - width) / 2;
    const { energy, metered, saving } = figure;
    if (saving !== undefined && saving.baseline > 0) {
      const top = y(saving.baseline);
      ctx.fillStyle = colours.baseline;
      ctx.globalAlpha = 0.14;
      ctx.fillRect(left, top, width, Math.max(0, y(energy) - top));
      ctx.globalAlpha = 1;
      ctx.fillRect(left, top, width, 2 * devicePixelRatio);
    }
    if (isKnown(figure)) {
      ctx.fillStyle = colours.estimated;
      ctx.fillRect(left, y(energy), width, y(metered) - y(energy));
      ctx.fillStyle = colours.metered;
      ctx.fillRect(left, y(metered), width, ground - y(metered));
    }
  }
  ctx.restore();
}
