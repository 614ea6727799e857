/**
 * How one lamp worked over some nights, concluded from what it measured hour by hour: how long light was wanted of it,
 * how long its power showed light, and for how much of the dark nothing is known.
 *
 * What was wanted is what the lamp itself says it drives, after plan, override and lock: switching a road off by order
 * makes no lamp unavailable. A lamp without voltage says nothing, so its hours are unknown, never dark.
 */
import { expectedPower, type PowerModel } from "../fleet/power-band.ts";
import type { SourceBucket } from "../telemetry/ports.ts";

/** The dark part of one night; EpochMs. */
export interface DarkSpan {
  readonly sunset: number;
  readonly sunrise: number;
}

/** Hours, all of them. */
export interface LampOperation {
  /** Between sunset and sunrise. */
  readonly night: number;
  /** Of these, hours the lamp reported in. */
  readonly known: number;
  /** Light was wanted, at whatever time of day. */
  readonly wanted: number;
  /** Light was wanted and the power showed it, or the lamp has no meter to contradict it. */
  readonly lit: number;
  /** Light was wanted and the power showed none. */
  readonly dark: number;
  /** By the lamp's own hour counter; absent where it has none. */
  readonly burning?: number;
}

const hour = 3_600_000;
/** W below which no light comes out: a tenth of what is expected, as the fault rule for dark lamps has it. */
const darkShare = 0.1;
const leastPower = 3;
/** Share by which an hour counter may run ahead of the clock before its rise is kept out. */
const counterSlack = 1.05;

/**
 * @param buckets of one lamp with `level`, `activePower` and `operatingHours`, an hour each, ascending.
 * @param nights in ascending order.
 */
export function lampOperation(
  buckets: readonly SourceBucket[],
  nights: readonly DarkSpan[],
  model: PowerModel,
): LampOperation {
  const sums = { night: 0, known: 0, wanted: 0, lit: 0, dark: 0 };
  for (const { sunset, sunrise } of nights) sums.night += (sunrise - sunset) / hour;
  const night = createNightFinder(nights);
  for (const { from, to, quantities } of buckets) {
    sums.known += night.overlap(from, to) / hour;
    const { level, activePower } = quantities;
    if (level === undefined || level.max <= 0) continue;
    // a lamp keeps one level for most of an hour: the mean over the highest says for how much of it
    const wanted = ((to - from) / hour) * Math.min(1, level.mean / level.max);
    sums.wanted += wanted;
    const darkBelow = Math.max(leastPower, darkShare * expectedPower(model, level.max));
    if (activePower !== undefined && activePower.max < darkBelow) sums.dark += wanted;
    else sums.lit += wanted;
  }
  const burning = hoursCounted(buckets);
  return { ...sums, ...(burning === undefined ? {} : { burning }) };
}

/** Answers for spans that ascend, going along the nights once. */
function createNightFinder(nights: readonly DarkSpan[]) {
  let next = 0;
  return {
    /** ms of the span between a sunset and its sunrise. */
    overlap(from: number, to: number): number {
      while (next < nights.length && nights[next]!.sunrise <= from) next++;
      let sum = 0;
      for (let n = next; n < nights.length && nights[n]!.sunset < to; n++) {
        sum += Math.max(0, Math.min(to, nights[n]!.sunrise) - Math.max(from, nights[n]!.sunset));
      }
      return sum;
    },
  };
}

/** Rise of the hour counter over all buckets, over gaps as well; what a reset or another lamp put there is kept out. */
function hoursCounted(buckets: readonly SourceBucket[]): number | undefined {
  let sum: number | undefined;
  let before: { value: number; at: number } | undefined;
  for (const { from, to, quantities } of buckets) {
    const counter = quantities.operatingHours;
    if (counter === undefined) continue;
    const since = before ?? { value: counter.min, at: from };
    const rise = counter.max - since.value;
    const possible = ((to - since.at) / hour) * counterSlack;
    sum = (sum ?? 0) + (rise >= 0 && rise <= possible ? rise : 0);
    before = { value: counter.max, at: to };
  }
  return sum;
}

/** Share of the time light was wanted in which there was light, 0…1; undefined where none was wanted. */
export function availabilityOf({ wanted, lit }: Pick<LampOperation, "wanted" | "lit">): number | undefined {
  return wanted > 0 ? lit / wanted : undefined;
}

/** Share of the dark hours something is known of, 0…1; undefined without nights. */
export function completenessOf({ night, known }: Pick<LampOperation, "night" | "known">): number | undefined {
  return night > 0 ? Math.min(1, known / night) : undefined;
}

/** Of several lamps together; `counted` of them have an hour counter. */
export interface OperationSum extends Omit<LampOperation, "burning"> {
  readonly lamps: number;
  readonly burning: number;
  readonly counted: number;
}

export function sumOperations(operations: Iterable<LampOperation>): OperationSum {
  const sum = { lamps: 0, night: 0, known: 0, wanted: 0, lit: 0, dark: 0, burning: 0, counted: 0 };
  for (const { burning, ...hours } of operations) {
    sum.lamps++;
    for (const key of ["night", "known", "wanted", "lit", "dark"] as const) sum[key] += hours[key];
    if (burning === undefined) continue;
    sum.burning += burning;
    sum.counted++;
  }
  return sum;
}
