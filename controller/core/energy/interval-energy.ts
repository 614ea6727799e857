/**
 * Energy per bucket of time from readings of a counter that only grows. It knows counters, not lamps: what a wrap, a
 * reset, a spike and a gap look like in numbers, and what may be concluded from each.
 */

/** One reading of a cumulative meter. */
export interface CounterReading {
  /** EpochMs */
  readonly at: number;
  /** kWh since manufacture */
  readonly value: number;
  /** Whose counter: two readings are compared only where this is the same. Absent: one meter throughout. */
  readonly meter?: string;
}

/** What can be expected of a counter. */
export interface CounterNature {
  /** W no load behind this meter can exceed; a rise that needs more is kept out. */
  readonly mostPower: number;
  /** kWh at which counters of this sort begin again at 0. */
  readonly wrapsAt: readonly number[];
  /** ms between two readings above which the time of the energy between them is a guess. */
  readonly longestStep: number;
  /** ms a value may be older than its row: half-hour rows repeat the counter of the last sample. */
  readonly staleness: number;
}

const hour = 3_600_000;

/** An hour is the longest sample period; a quarter more is the half-hour row's and the clock's. */
const steps = { longestStep: 1.25 * hour, staleness: hour };

/** A luminaire: mast floodlights take 2 kW at most. Metering chips count Wh in 24 or 32 bits. */
export const lampCounter: CounterNature = { ...steps, mostPower: 2_000, wrapsAt: [16_777.216, 4_294_967.296] };
/** A three-phase meter: 250 kVA is the largest transformer that feeds one cabinet. Registers have six or eight digits. */
export const cabinetCounter: CounterNature = {
  ...steps,
  mostPower: 250_000,
  wrapsAt: [1_000_000, 4_294_967.296, 100_000_000],
};

/** What one bucket of time holds. `measured` and `interpolated` together are at most 1; what lacks is unknown. */
export interface EnergyBucket {
  /** kWh known to have been used; a lower bound where time is unknown. */
  readonly energy: number;
  /** Share of the bucket's time between readings close enough to date the energy, 0…1. */
  readonly measured: number;
  /** Share of its time within a longer gap: the energy is known, its place in the gap is not; 0…1. */
  readonly interpolated: number;
  /** Times the counter began anew here: wiped, restored from an older copy, or another meter. Wraps are none. */
  readonly resets: number;
  /** Readings, or rises between them, that cannot be true and were kept out. */
  readonly excluded: number;
}

/** A bucket nobody measured. */
export const emptyBucket: EnergyBucket = { energy: 0, measured: 0, interpolated: 0, resets: 0, excluded: 0 };

/** A stretch between two readings whose energy is known. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  /** kWh */
  readonly energy: number;
  readonly dated: boolean;
}

interface Judged {
  readonly stretches: readonly Stretch[];
  /** EpochMs of each. */
  readonly resets: readonly number[];
  readonly excluded: readonly number[];
}

/**
 * Spreads what a counter counted over buckets, in proportion to time.
 *
 * Readings may come in any order and twice. For the buckets of a part of the history, give the readings within it and
 * three more on either side: one to count from, and two to tell whether that one was a spike.
 * @param edges ascending EpochMs; bucket n is edges[n] ≤ at < edges[n + 1].
 * @returns one bucket fewer than there are edges. Where neither resets nor excluded were found, the buckets from the
 *   first reading to the last sum up to their difference, however the edges are set.
 */
export function intervalEnergy(
  readings: readonly CounterReading[],
  edges: readonly number[],
  nature: CounterNature,
): EnergyBucket[] {
  const count = Math.max(0, edges.length - 1);
  const buckets = Array.from({ length: count }, () => ({ ...emptyBucket }));
  const possible = readings.filter(isNumber);
  const { stretches, resets, excluded } = judge(inOrder(possible), nature);
  let first = 0;
  for (const { from, to, energy, dated } of stretches) {
    while (first < count && edges[first + 1]! <= from) first++;
    for (let n = first; n < count && edges[n]! < to; n++) {
      const shared = Math.min(to, edges[n + 1]!) - Math.max(from, edges[n]!);
      const bucket = buckets[n]!;
      bucket.energy += (energy * shared) / (to - from);
      bucket[dated ? "measured" : "interpolated"] += shared / (edges[n + 1]! - edges[n]!);
    }
  }
  for (const at of resets) bump(at, "resets");
  for (const at of excluded) bump(at, "excluded");
  for (const reading of readings) if (!isNumber(reading)) bump(reading.at, "excluded");
  return buckets;

  function bump(at: number, what: "resets" | "excluded"): void {
    const n = edges.findLastIndex((edge) => edge <= at);
    const bucket = buckets[n];
    if (bucket !== undefined) bucket[what]++;
  }
}

/** Ascending; of several of one meter at one instant the highest, because a value can be stale but not early. */
function inOrder(readings: readonly CounterReading[]): readonly CounterReading[] {
  return readings
    .toSorted((a, b) => a.at - b.at || compare(a.meter ?? "", b.meter ?? "") || a.value - b.value)
    .filter(({ at, meter }, n, all) => all[n + 1]?.at !== at || all[n + 1]?.meter !== meter);
}

function isNumber({ value }: CounterReading): boolean {
  return value >= 0 && value < Number.POSITIVE_INFINITY;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * A reading that cannot follow the one before is a suspect until the next has spoken: if that follows the reading
 * before it, the suspect was a spike and nothing is lost; if it follows the suspect, the counter began anew. A repeated value
 * confirms nothing: a half-hour row repeats the sample before it, spike or not.
 */
function judge(readings: readonly CounterReading[], nature: CounterNature): Judged {
  const stretches: Stretch[] = [];
  const resets: number[] = [];
  const excluded: number[] = [];
  let held: CounterReading | undefined;
  let suspect: CounterReading | undefined;
  /** Readings after the suspect that show just what it shows. */
  let repeats: CounterReading[] = [];

  const count = (from: CounterReading, to: CounterReading, energy: number, known = true) => {
    stretches.push({ from: from.at, to: to.at, energy, dated: known && to.at - from.at <= nature.longestStep });
  };
  /** @param same readings that follow and show the same as `to`. @returns the reading to count from. */
  const beginAnew = (from: CounterReading, to: CounterReading, same: readonly CounterReading[] = []) => {
    if (to.meter !== from.meter) resets.push(to.at);
    else if (to.value >= from.value) excluded.push(to.at);
    else {
      resets.push(to.at);
      // a counter wiped to 0 shows what was used since; one restored from a copy shows more than can have been. Over a
      // longer gap nobody can tell the two apart
      const time = to.at - from.at;
      if (time <= nature.longestStep && to.value <= mostEnergy(nature, time)) count(from, to, to.value, false);
    }
    for (const [n, reading] of same.entries()) count(same[n - 1] ?? to, reading, 0);
    return same.at(-1) ?? to;
  };

  for (const reading of readings) {
    if (held === undefined) {
      held = reading;
      continue;
    }
    let used = rise(held, reading, nature);
    if (used === undefined && suspect !== undefined) {
      if (reading.meter === suspect.meter && reading.value === suspect.value) {
        repeats.push(reading);
        continue;
      }
      used = rise(repeats.at(-1) ?? suspect, reading, nature);
      if (used === undefined && reading.meter === suspect.meter) {
        excluded.push(suspect.at);
        suspect = reading;
        repeats = [];
        continue;
      }
      held = beginAnew(held, suspect, repeats);
    } else if (suspect !== undefined) {
      excluded.push(suspect.at);
    } else if (used === undefined && reading.meter === held.meter) {
      suspect = reading;
      continue;
    }
    suspect = undefined;
    repeats = [];
    if (used === undefined) beginAnew(held, reading);
    else count(held, reading, used);
    held = reading;
  }
  if (held !== undefined && suspect !== undefined) beginAnew(held, suspect, repeats);
  return { stretches, resets, excluded };
}

/** kWh from one reading to the next, over a wrap if need be; undefined where it cannot follow. */
function rise(from: CounterReading, to: CounterReading, nature: CounterNature): number | undefined {
  if (from.meter !== to.meter) return undefined;
  const most = mostEnergy(nature, to.at - from.at + nature.staleness);
  if (to.value >= from.value) return to.value - from.value <= most ? to.value - from.value : undefined;
  return nature.wrapsAt
    .map((wrap) => (from.value < wrap ? to.value + wrap - from.value : Number.POSITIVE_INFINITY))
    .find((used) => used <= most);
}

/** kWh that can have been used in `time` ms. */
function mostEnergy(nature: CounterNature, time: number): number {
  return (nature.mostPower * time) / hour / 1000;
}
