/** Half-hour rows: what the samples of half an hour say together, small enough to be kept for the whole log. */
import type { Quantity, Sample } from "../wire/samples.ts";
import { type Clock, isValid, oscillatorAt, wallAt } from "./clock.ts";

/** Length of the period a row stands for, ms. */
const halfHourMs = 1_800_000;

/** The next full half-hour, device ms: of UTC where the clock is valid, else of the time since boot. */
export function nextHalfHour(clock: Clock, uptime: number): number {
  if (!isValid(clock, uptime)) return (Math.floor(uptime / halfHourMs) + 1) * halfHourMs;
  const next = (Math.floor(wallAt(clock, uptime) / halfHourMs) + 1) * halfHourMs;
  return oscillatorAt(clock, next);
}

/** What has been seen of one output, or of a meter, since the last half-hour row. */
export interface HalfHour {
  samples: number;
  levelSum: number;
  powerSum: number;
  voltageMin: number;
  voltageMax: number;
  /** ms lit, up to `markedAt` (device ms). */
  litMs: number;
  markedAt: number;
  last: Sample | undefined;
}

export function emptyHalfHour(at: number): HalfHour {
  return {
    samples: 0,
    levelSum: 0,
    powerSum: 0,
    voltageMin: Infinity,
    voltageMax: -Infinity,
    litMs: 0,
    markedAt: at,
    last: undefined,
  };
}

/** Counts the time since the last mark as lit or not; call before every change of light and before the row is made. */
export function markLit(half: HalfHour, lit: boolean, at: number): void {
  if (lit) half.litMs += at - half.markedAt;
  half.markedAt = at;
}

/** Adds a measurement; changes `half`. */
export function addSample(half: HalfHour, sample: Sample): void {
  half.samples++;
  half.levelSum += sample.level ?? 0;
  half.powerSum += sample.activePower ?? 0;
  if (sample.supplyVoltage !== undefined) {
    half.voltageMin = Math.min(half.voltageMin, sample.supplyVoltage);
    half.voltageMax = Math.max(half.voltageMax, sample.supplyVoltage);
  }
  half.last = sample;
}

/** Quantities a half-hour row repeats from the last sample: counters, which lose nothing, and what changes slowly. */
const carried = [
  "activeEnergy",
  "operatingHours",
  "switchOnCounter",
  "supplyLossCount",
  "controlGearTemperature",
  "phase1Voltage",
  "phase2Voltage",
  "phase3Voltage",
  "totalPower",
  "totalActiveEnergy",
  "leakageCurrent",
] as const satisfies readonly Quantity[];

/**
 * The row of the half-hour that ends now: mean level and power, extremes of the voltage, seconds lit, counters as last
 * read. Undated. @returns undefined where nothing was measured
 */
export function halfHourRow(half: HalfHour): Sample | undefined {
  const { last, samples } = half;
  if (last === undefined) return undefined;
  const row: Sample = {};
  if (last.output !== undefined) {
    row.output = last.output;
    row.litSeconds = Math.min(1800, Math.round(half.litMs / 1000));
  }
  if (last.level !== undefined) row.level = Math.round((half.levelSum / samples) * 2) / 2;
  if (last.activePower !== undefined) row.activePower = half.powerSum / samples;
  if (half.voltageMax >= half.voltageMin) {
    row.supplyVoltageMin = half.voltageMin;
    row.supplyVoltageMax = half.voltageMax;
  }
  for (const name of carried) if (last[name] !== undefined) row[name] = last[name];
  if (last.closed !== undefined) row.closed = last.closed;
  return row;
}
