/**
 * Finds the time from four-timestamp exchanges. The delay of a packet is unknown but never negative, so the exchange
 * with the smallest round trip says most; the others only tell how fast the oscillator runs.
 */

/** One exchange, µs: t1 and t4 on the device's oscillator, t2 and t3 on the controller's clock. */
export interface Exchange {
  t1: number;
  t2: number;
  t3: number;
  t4: number;
}

/** What is kept of one exchange, µs. `offset` = controller's clock − oscillator. */
export interface Measurement {
  /** Oscillator at the middle of the exchange. */
  at: number;
  offset: number;
  roundTrip: number;
}

export interface ClockFilter {
  /** Oldest first, at most sixteen. */
  kept: Measurement[];
}

/** The time as the exchanges say. */
export interface ClockEstimate {
  /** Oscillator, µs, at which `offset` holds. */
  at: number;
  offset: number;
  /** Controller's seconds per second of the oscillator, minus 1. */
  rate: number;
  /** Greatest error of `offset` at `at`, µs: half the smallest round trip. */
  bound: number;
  /** Greatest error of `rate`: the bound grows by this. */
  rateBound: number;
}

/** Exchanges kept. */
export const keptExchanges = 16;
/** Greatest error of the oscillator over −10 … 70 °C, as a fraction: what is asked of the hardware, two weeks in 60 s. */
export const crystalTolerance = 40e-6;
/** The least error of a fitted rate: temperature moves a crystal by this much within a night. */
const fittedTolerance = 5e-6;
/** µs between first and last exchange from which a rate can be told from noise. */
const shortestFit = 60_000_000;

export function createClockFilter(): ClockFilter {
  return { kept: [] };
}

/**
 * Takes one exchange in; changes the filter.
 * @returns false, and nothing changed, for an exchange that cannot have happened: answered before it was asked, or
 * with less time passed here than the controller held it.
 */
export function addExchange(filter: ClockFilter, { t1, t2, t3, t4 }: Exchange): boolean {
  const roundTrip = t4 - t1 - (t3 - t2);
  if (t4 < t1 || t3 < t2 || roundTrip < 0) return false;
  filter.kept.push({ at: (t1 + t4) / 2, offset: (t2 - t1 + (t3 - t4)) / 2, roundTrip });
  if (filter.kept.length > keptExchanges) filter.kept.shift();
  return true;
}

/** @returns undefined before the first exchange. */
export function estimate(filter: ClockFilter): ClockEstimate | undefined {
  const [first] = filter.kept;
  if (first === undefined) return undefined;
  const { rate, rateBound } = fitRate(filter.kept);
  // an older exchange pays for what the oscillator may have run away since
  const newest = filter.kept[filter.kept.length - 1]!.at;
  const cost = (m: Measurement) => m.roundTrip / 2 + (newest - m.at) * rateBound;
  let best = first;
  for (const measurement of filter.kept) if (cost(measurement) < cost(best)) best = measurement;
  return { at: best.at, offset: best.offset, rate, bound: best.roundTrip / 2, rateBound };
}

/**
 * Straight line through the offsets, each weighing by the inverse square of its round trip.
 * Never believed beyond what a crystal can be wrong.
 */
function fitRate(kept: readonly Measurement[]): { rate: number; rateBound: number } {
  const unknown = { rate: 0, rateBound: crystalTolerance };
  const span = kept[kept.length - 1]!.at - kept[0]!.at;
  if (kept.length < 4 || span < shortestFit) return unknown;
  const origin = kept[0]!;
  let sum = 0;
  let sumX = 0;
  let sumY = 0;
  for (const { at, offset, roundTrip } of kept) {
    const weight = 1 / Math.max(roundTrip, 1) ** 2;
    sum += weight;
    sumX += weight * (at - origin.at);
    sumY += weight * (offset - origin.offset);
  }
  const middle = sumX / sum;
  let sumXX = 0;
  let sumXY = 0;
  for (const { at, offset, roundTrip } of kept) {
    const weight = 1 / Math.max(roundTrip, 1) ** 2;
    const x = at - origin.at - middle;
    sumXX += weight * x * x;
    sumXY += weight * x * (offset - origin.offset - sumY / sum);
  }
  if (sumXX === 0) return unknown;
  const noise = Math.sqrt(kept.length / sumXX) / 2;
  const rateBound = Math.max(fittedTolerance, noise);
  if (rateBound >= crystalTolerance) return unknown;
  const rate = sumXY / sumXX;
  return { rate: Math.min(crystalTolerance, Math.max(-crystalTolerance, rate)), rateBound };
}

/** Exchanges in the burst that follows a connection, and the ms between them. */
export const burst = { exchanges: 10, leastMs: 2000, mostMs: 4000 } as const;
/** ms between exchanges of a lamp without shows: once a night is enough at 20 ppm, and a night has many hours. */
export const quietExchangeMs = 24 * 3_600_000;

/**
 * When the next exchange is due.
 * @param done exchanges since connecting @param chance 0 … 1, random @returns ms from now
 */
export function nextExchangeIn(done: number, chance: number): number {
  if (done < burst.exchanges) return burst.leastMs + chance * (burst.mostMs - burst.leastMs);
  return quietExchangeMs * (0.75 + chance / 4);
}
