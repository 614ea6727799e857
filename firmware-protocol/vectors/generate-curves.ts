/** Flux to driver input, both curves, and what a driver gives below its minimum. */
import { driverInput, fluxOfArcLevel } from "../behavior/curves.ts";
import type { Capability } from "../wire/hello.ts";
import type { VectorFile } from "./vector-file.ts";

const levels = [0, 0.5, 1, 3, 5, 10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90, 99.5, 100];
const drivers: readonly Capability[] = [
  { outputKind: "white", curve: "dali" },
  { outputKind: "white", curve: "dali", minLevel: 10 },
  { outputKind: "white", curve: "linear", minLevel: 5 },
];

export const curveVectors = {
  name: "curves.json",
  about:
    "`level` % of flux wished of a driver gives `input`: arc level 0…254 on the DALI curve, 0…1 of full scale on the linear one. `gives`: % really given; `raised`: the driver cannot go lower. Cases with `arcLevel`: its flux in %, ±0.001.",
  cases: () => [
    ...drivers.flatMap(({ curve, minLevel = 0 }) =>
      levels.map((level) => {
        const given = driverInput(level, { outputKind: "white", ...(curve && { curve }), minLevel });
        return { curve, minLevel, level, input: given.input, gives: given.level, raised: given.raised };
      }),
    ),
    ...[0, 1, 2, 85, 126, 170, 229, 253, 254].map((arcLevel) => ({
      arcLevel,
      flux: Math.round(fluxOfArcLevel(arcLevel) * 1000) / 1000,
    })),
  ],
} satisfies VectorFile;
