/** Energy of some lamps in some stretch of time, with how much of it is known by what means. Accounts add up. */
import type { EnergyBucket } from "./interval-energy.ts";

export interface Account {
  /** kWh counted by the lamps' own meters. */
  readonly metered: number;
  /** kWh concluded from the circuit, or from power or level where a lamp has no meter. */
  readonly estimated: number;
  /** Lamp-hours the account is about; the four kinds below are parts of it, what lacks is unknown. */
  readonly hours: number;
  /** Lamp-hours between readings close enough to date the energy. */
  readonly measuredHours: number;
  /** Lamp-hours within longer gaps: their energy is known, its place within the gap is not. */
  readonly interpolatedHours: number;
  readonly estimatedHours: number;
  /** Times a counter began anew. */
  readonly resets: number;
  /** Readings, or rises between them, that cannot be true. */
  readonly excluded: number;
}

export const emptyAccount: Account = {
  metered: 0,
  estimated: 0,
  hours: 0,
  measuredHours: 0,
  interpolatedHours: 0,
  estimatedHours: 0,
  resets: 0,
  excluded: 0,
};

export function addAccounts(accounts: Iterable<Account>): Account {
  const sum: { -readonly [K in keyof Account]: number } = { ...emptyAccount };
  for (const account of accounts) {
    for (const key of Object.keys(sum) as (keyof Account)[]) sum[key] += account[key];
  }
  return sum;
}

/**
 * @param bucket of one lamp, or the sum over many.
 * @param length h of the bucket. @param hours lamp-hours it is about.
 */
export function accountOfMeter(bucket: EnergyBucket, length: number, hours: number): Account {
  return {
    ...emptyAccount,
    metered: bucket.energy,
    hours,
    measuredHours: bucket.measured * length,
    interpolatedHours: bucket.interpolated * length,
    resets: bucket.resets,
    excluded: bucket.excluded,
  };
}

export function accountOfEstimate(energy: number, known: number, hours: number): Account {
  return { ...emptyAccount, estimated: energy, hours, estimatedHours: known };
}

/** kWh, however it is known. */
export function energyOf({ metered, estimated }: Account): number {
  return metered + estimated;
}

/** Share of the lamp-time whose energy is known at all, 0…1; undefined for an account about nothing. */
export function completenessOf(account: Account): number | undefined {
  const { hours, measuredHours, interpolatedHours, estimatedHours } = account;
  return hours === 0 ? undefined : Math.min(1, (measuredHours + interpolatedHours + estimatedHours) / hours);
}
