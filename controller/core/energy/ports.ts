/** What energy asks of the world: what meters counted, wherever that is kept. */
import type { SourceSpan } from "../telemetry/ports.ts";
import type { EnergyBucket } from "./interval-energy.ts";

/** Whose counters, and over which stretches of time. */
export interface EnergyQuery {
  /** Spans with the same source are one: a lamp over its replaced devices, each read by itself. */
  readonly spans: readonly SourceSpan[];
  /** `activeEnergy` of lamps, `totalActiveEnergy` of cabinets. */
  readonly counter: "activeEnergy" | "totalActiveEnergy";
  /** At least two ascending EpochMs: bucket n is edges[n] ≤ at < edges[n + 1]. */
  readonly edges: readonly number[];
}

export interface SourceEnergy {
  readonly source: string;
  /** One per bucket of the query. */
  readonly buckets: readonly EnergyBucket[];
}

/** @throws ControllerError `telemetry/unavailable` */
export interface EnergyMeters {
  /** Sources without any reading in the period are absent, the others in no particular order. */
  energyOf(query: EnergyQuery, signal?: AbortSignal): Promise<SourceEnergy[]>;
  /**
   * All sources together, for areas of many thousand lamps. Energy and counts are sums, and so are the shares of time:
   * 9,500 measured of 10,000 sources say 0.95 each.
   * @returns `silent`: sources without any reading in the period.
   */
  energyOfAll(
    query: EnergyQuery,
    signal?: AbortSignal,
  ): Promise<{ readonly buckets: readonly EnergyBucket[]; readonly silent: readonly string[] }>;
}
