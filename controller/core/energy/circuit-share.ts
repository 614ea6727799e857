/**
 * Energy of lamps without electronics: what their cabinet's meter counted, split over its circuits by the power of their
 * relays, less what the other lamps of the circuit counted themselves, shared by rated watts.
 */
import { type EnergyBucket, emptyBucket } from "./interval-energy.ts";

/** What a cabinet measured, one entry per bucket; powers are means in W, undefined where nothing was measured. */
export interface CabinetReadings {
  /** Undefined: it has no meter, or nothing came of it. */
  readonly meter: readonly EnergyBucket[] | undefined;
  /** W of all phases together. */
  readonly total: readonly (number | undefined)[];
  /** By relay output. */
  readonly segments: ReadonlyMap<number, readonly (number | undefined)[]>;
  /** Share of the measured time a relay carried current, 0…1, for loads that are either on or off; by relay output. */
  readonly onShare: ReadonlyMap<number, readonly (number | undefined)[]>;
}

/** Energy that went into one circuit. */
export interface CircuitEnergy {
  /** kWh */
  readonly energy: number;
  /** Share of the bucket's time it is known for, 0…1. */
  readonly known: number;
}

const nothing: CircuitEnergy = { energy: 0, known: 0 };

/**
 * @param segment relay output; undefined: an always-live circuit. @param bucket number of the bucket.
 * @param alwaysLive share of this circuit among the cabinet's always-live ones, by rated watts, 0…1.
 */
export function energyOfCircuit(
  { meter, total, segments }: CabinetReadings,
  segment: number | undefined,
  bucket: number,
  alwaysLive: number,
): CircuitEnergy {
  const { energy, measured, interpolated } = meter?.[bucket] ?? emptyBucket;
  const known = measured + interpolated;
  if (known === 0) return nothing;
  // one circuit is all there is: no power is needed to know its share
  if (segments.size === 0 && alwaysLive === 1 && segment === undefined) return { energy, known };
  const all = total[bucket];
  const own = segment === undefined ? restOf(all, segments, bucket, alwaysLive) : segments.get(segment)?.[bucket];
  if (own === undefined || all === undefined) return nothing;
  return { energy: all > 0 ? energy * Math.min(1, own / all) : 0, known };
}

function restOf(
  all: number | undefined,
  segments: CabinetReadings["segments"],
  bucket: number,
  alwaysLive: number,
): number | undefined {
  if (all === undefined) return undefined;
  let rest = all;
  for (const powers of segments.values()) rest -= powers[bucket] ?? 0;
  return Math.max(0, rest) * alwaysLive;
}

/**
 * @param counted kWh the circuit's other lamps counted or are estimated at.
 * @param watts rated, of the lamp. @param allWatts of all lamps the rest is shared among, greater than 0.
 * @returns kWh of one lamp; the cable's losses are in it.
 */
export function shareOf(circuit: CircuitEnergy, counted: number, watts: number, allWatts: number): number {
  return (Math.max(0, circuit.energy - counted) * watts) / allWatts;
}
