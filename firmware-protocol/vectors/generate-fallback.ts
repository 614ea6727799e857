/** What lamps show on their own: with a clock, with a photocell, on feeders dead by day and always live; and the floor. */
import { type FallbackInput, fallbackAt, learnedMiddle } from "../behavior/fallback.ts";
import { floorAt } from "../behavior/floor.ts";
import { nightAt } from "../behavior/night.ts";
import type { Floor } from "../wire/desire.ts";
import type { VectorFile } from "./vector-file.ts";

const hour = 3_600_000;
const config = { place: { lat: 10.98, lon: 106.65 }, offsets: [{ at: 1_577_836_800_000, offset: 420 }] };
const evening = Date.UTC(2026, 10, 22, 12);
const night = nightAt(config, evening);

const usual = {
  outputKind: "white",
  decorative: false,
  level: 70,
  feeder: "alwaysLive",
  dayLit: 13 * hour,
  dark: undefined,
  powerSpans: [],
  suppliedBefore: 0,
} as const;
const program = [
  { fromMiddle: -8 * hour, level: 100 },
  { fromMiddle: -1.5 * hour, level: 40 },
  { fromMiddle: 4.5 * hour, level: 90 },
];
const nights = [11.5 * hour, 12 * hour, 0.2 * hour, 12 * hour];

type Situation = readonly [name: string, input: Omit<FallbackInput, "now" | "night">, times: readonly number[]];

const byClock: readonly Situation[] = [
  ["by the clock", usual, [night.civilDusk - 1, night.civilDusk, evening, night.civilDawn - 1, night.civilDawn]],
  ["decorative by the clock", { ...usual, decorative: true }, [evening]],
  ["segment by the clock", { ...usual, outputKind: "relay" }, [evening, night.civilDawn]],
];
const blind: readonly Situation[] = [
  ["photocell in the dark", { ...usual, dark: true }, [0]],
  ["photocell in the light", { ...usual, dark: false, feeder: "deadByDay" }, [0]],
  ["always live", usual, [0, 13 * hour - 1, 13 * hour]],
  ["always live, restarted after 12 h", { ...usual, suppliedBefore: 12 * hour }, [0, hour]],
  ["dead by day, nothing learned", { ...usual, feeder: "deadByDay" }, [0]],
  [
    "dead by day, program around the middle of the learned night",
    { ...usual, feeder: "deadByDay", powerSpans: nights, program },
    [0, 4.5 * hour - 1, 4.5 * hour, 10.5 * hour, 11.9 * hour],
  ],
  ["decorative", { ...usual, decorative: true, outputKind: "colour" }, [0]],
];

const floors = [
  { outputs: [0], fromMinute: 17 * 60, toMinute: 22 * 60, percent: 60 },
  { outputs: [0], fromMinute: 22 * 60, toMinute: 6 * 60, percent: 30 },
  { outputs: [0], fromMinute: 60, toMinute: 120, percent: 80, nights: [[night.date - 9, night.date]] },
  { outputs: [0], fromMinute: 0, toMinute: 0, percent: 100, nights: [[night.date + 1, night.date + 9]] },
] satisfies Floor[];
const floorTimes = [
  night.civilDusk - 1,
  night.civilDusk,
  Date.UTC(2026, 10, 22, 15),
  Date.UTC(2026, 10, 22, 18, 30),
  night.civilDawn - 1,
  night.civilDawn,
];

export const fallbackVectors = {
  name: "fallback.json",
  about:
    "At `now` the device knows `wall` (UTC; null: no valid clock) and `uptime`, ms. `night` is that of 22/11/2026 at 10.98 N 106.65 E, UTC+7. `nextChangeAt` on the axis of wall, else of uptime; null: never. Then the middle of the learned night, ms after power-up, and floors by night and local minute from civil dusk to civil dawn.",
  cases: () => [
    ...byClock.flatMap(([name, input, times]) =>
      times.map((wall) => ({ name, input, wall, night, ...fallbackAt({ ...input, now: { wall, uptime: 0 }, night }) })),
    ),
    ...blind.flatMap(([name, input, times]) =>
      times.map((uptime) => {
        const now = { wall: undefined, uptime };
        return { name, input, wall: null, uptime, ...fallbackAt({ ...input, now, night: undefined }) };
      }),
    ),
    { name: "learned middle", powerSpans: nights, middle: learnedMiddle(nights) },
    ...floorTimes.map((wall) => ({ name: "floor", floors, wall, ...floorAt(floors, 0, config.offsets, night, wall) })),
  ],
} satisfies VectorFile;
