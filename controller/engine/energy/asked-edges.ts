/** Into which stretches of time a question about energy is cut, and which questions are too long to answer. */
import { beginOf, edgesOf, type Resolution } from "../../core/energy/buckets.ts";
import { changesOf } from "../../core/energy/cost.ts";
import type { Rates } from "../../core/energy/rates.ts";
import { ControllerError } from "../../errors.ts";

/** EpochMs, half-open: from ≤ at < until. */
export interface EnergyPeriod {
  readonly from: number;
  readonly until: number;
  readonly by: Resolution;
}

const hour = 3_600_000;
/** Buckets of one answer: the half-hours of a month, or the days of four years. */
const maxBuckets = 1_500;
/** Lamps times buckets of one answer: 10,000 lamps for a year by day. */
const maxLampBuckets = 4_000_000;

/** @throws ControllerError `telemetry/bad-range` */
export function askedEdges({ by, from, until }: EnergyPeriod, timeZone: string, lamps: number): number[] {
  if (!(from < until)) {
    throw badRange(`The period ends (${until}) before it begins (${from}). Swap from and until.`);
  }
  // a half-hour is the shortest bucket: this bounds the list before it is made
  const shortest = by === "halfHour" ? 1_800_000 : 23 * hour;
  const most = Math.ceil((until - from) / shortest) + 1;
  if (most > maxBuckets + 1) {
    throw badRange(`That is more than ${maxBuckets} stretches of time. Ask for a shorter period, or by day or month.`);
  }
  if (most * lamps > maxLampBuckets) {
    throw badRange(`${lamps} lamps in ${most} stretches of time are more than can be added up at once.`);
  }
  return edgesOf(by, from, until, timeZone);
}

/** @returns the edges, and those at which a price or a grid factor changes between them. */
export function withChanges(edges: readonly number[], rates: Rates, timeZone: string): number[] {
  const [begin, end] = [edges[0]!, edges.at(-1)!];
  const changes = changesOf(rates).map((from) => beginOf(Temporal.PlainDate.from(from), timeZone));
  const all = new Set([...edges, ...changes.filter((at) => at > begin && at < end)]);
  return [...all].sort((a, b) => a - b);
}

function badRange(message: string): ControllerError {
  return new ControllerError("telemetry/bad-range", message);
}
