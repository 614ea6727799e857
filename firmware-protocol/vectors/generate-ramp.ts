/** Light along a ramp: white, colour, between forms, and the relay that does not ramp. */
import { type Ramp, rampAt } from "../behavior/ramp.ts";
import type { VectorFile } from "./vector-file.ts";

const ramps: readonly (readonly [name: string, ramp: Ramp])[] = [
  ["down", { from: { level: 100 }, to: { level: 30 }, start: 10_000, duration: 7000 }],
  ["up from off", { from: { level: 0 }, to: { level: 80 }, start: 10_000, duration: 8000 }],
  ["at once", { from: { level: 0 }, to: { level: 80 }, start: 10_000, duration: 0 }],
  [
    "red to blue",
    { from: { rgbw16: [65_535, 0, 0, 0] }, to: { rgbw16: [0, 0, 32_768, 9] }, start: 10_000, duration: 4000 },
  ],
  [
    "colour temperature, then level",
    { from: { level: 20 }, to: { cct: 3000, level: 60 }, start: 10_000, duration: 4000 },
  ],
  ["relay", { from: { closed: false }, to: { closed: true }, start: 10_000, duration: 4000 }],
];
const times = [9_999, 10_000, 10_001, 11_000, 12_500, 14_000, 16_999, 17_000, 18_000];

export const rampVectors = {
  name: "ramp.json",
  about:
    "Light at `now` of a ramp (ms on one axis), levels ±0.001. `nextChangeAt`: the line does not bend before; null: never again.",
  cases: () =>
    ramps.flatMap(([name, ramp]) =>
      times.map((now) => {
        const { target, settled, nextChangeAt } = rampAt(ramp, now);
        return { name, ramp, now, target: rounded(target), settled, nextChangeAt };
      }),
    ),
} satisfies VectorFile;

function rounded<T extends object>(target: T): T {
  return "level" in target && typeof target.level === "number"
    ? { ...target, level: Math.round(target.level * 1000) / 1000 }
    : target;
}
