/** How fine a curve is drawn: steps of time, and where each begins. */
import { edgesOf as civilEdges } from "../energy/buckets.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** ms, or stretches of the site's own calendar, which are not always as long as each other. */
export type Step = number | "day" | "month";

/** Steps people read easily, and how many ms each takes about. */
const pleasant: readonly (readonly [Step, number])[] = [
  ...[5, 10, 15, 30].map((n) => [n * minute, n * minute] as const),
  ...[1, 2, 3, 6, 12].map((n) => [n * hour, n * hour] as const),
  ["day", day],
  ["month", 30 * day],
];

/**
 * @param finest ms of the shortest step there is anything to draw of.
 * @returns the finest of the pleasant steps from there on that makes no more than `points` of the period.
 */
export function stepFor(from: number, to: number, points: number, finest: number): Step {
  const fits = ([, width]: (typeof pleasant)[number]) => width >= finest && (to - from) / width <= points;
  return (pleasant.find(fits) ?? pleasant.at(-1)!)[0];
}

/** About how many steps the period has. */
export function stepsIn(from: number, to: number, step: Step): number {
  return Math.ceil((to - from) / (step === "day" ? day : step === "month" ? 28 * day : step));
}

/**
 * @returns ascending EpochMs: `from`, every beginning of a step after it, and `to`. Steps of less than a day begin at
 *   multiples of themselves since 1970 UTC, days and months at the site's midnight.
 */
export function edgesOfSteps(from: number, to: number, step: Step, timeZone: string): number[] {
  if (typeof step !== "number") return civilEdges(step, from, to, timeZone);
  const edges = [from];
  for (let at = (Math.floor(from / step) + 1) * step; at < to; at += step) edges.push(at);
  edges.push(to);
  return edges;
}
