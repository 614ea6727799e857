/** How smoothly the console's map draws lamps in a browser without a graphics card. */
import { openFrames } from "../map/open-frames.ts";
import { medianOf } from "../results.ts";
import { atLeast, type Figure, type Row } from "../row.ts";

const subject = "Den's map";
const changesPerFrame = 50;
/** Just near enough that every lamp is drawn by itself: the most of them that can be in view. */
const zoom = 13.5;

const cases = [
  { lamps: 20_000, motion: "still" },
  { lamps: 20_000, motion: "moving" },
  { lamps: 100_000, motion: "still" },
  { lamps: 100_000, motion: "moving" },
] as const;
const name = ({ lamps, motion }: (typeof cases)[number]) => `${lamps / 1000} thousand lamps in view, ${motion}`;

export const map: Row = {
  name: "map",
  title: `frames of the map with ${changesPerFrame} lamps changing in each, headless Chromium, software drawing`,
  async run(size) {
    await using frames = await openFrames();
    const figures: Figure[] = [];
    for (const one of cases) {
      const count = size.seconds >= 10 ? 300 : 40;
      const { spans, work } = await frames.watch({ ...one, changesPerFrame, frames: count, zoom });
      figures.push({ subject, measure: name(one), unit: "frames/s, median", value: 1000 / medianOf(spans) });
      figures.push({ subject, measure: `${name(one)}: work`, unit: "ms a frame, median", value: medianOf(work) });
    }
    return figures;
  },
  aims: [
    atLeast(30, subject, name(cases[0]), "20,000 lamps: at least 30 frames/s"),
    atLeast(30, subject, name(cases[2]), "100,000 lamps: at least 30 frames/s"),
  ],
};
