/** Energy of a lamp whose electronics have no meter: from the power they measured, or from the level they reported. */
import { expectedPower, type PowerModel } from "../fleet/power-band.ts";
import type { SourceBucket } from "../telemetry/ports.ts";

/** What one short bucket of samples says. */
export interface Estimate {
  /** EpochMs at which the bucket begins. */
  readonly at: number;
  /** kWh */
  readonly energy: number;
  /** h it stands for. */
  readonly hours: number;
}

const hour = 3_600_000;

/**
 * @param buckets short ones, half-hours: over a bucket the level counts as its mean, and light and dark in one would be
 *   taken for half light.
 */
export function energyOfSamples(buckets: readonly SourceBucket[], model: PowerModel): Estimate[] {
  return buckets.flatMap(({ from, to, quantities: { activePower, level } }) => {
    const power = activePower?.mean ?? (level === undefined ? undefined : expectedPower(model, level.mean));
    if (power === undefined) return [];
    const hours = (to - from) / hour;
    return [{ at: from, energy: (power * hours) / 1000, hours }];
  });
}
