/** The mains as a lamp sees it: voltage by hour, feeder and distance from the cabinet, and frequency. */
import { noiseAt } from "../rng.ts";

/** V between a phase and neutral where nothing is said otherwise. */
export const nominalVoltage = 220;
const hour = 3_600_000;

/**
 * Share above nominal at the busbar by local hour: high in the small hours when nobody draws, lowest in the evening
 * when the whole quarter does. Between hours it is interpolated.
 */
const dailyCourse = [
  0.042, 0.045, 0.046, 0.045, 0.042, 0.034, 0.024, 0.015, 0.008, 0.006, 0.006, 0.008, 0.012, 0.01, 0.007, 0.006, 0.004,
  -0.004, -0.014, -0.018, -0.015, -0.004, 0.014, 0.032,
] as const;

export interface Supply {
  /** Distinguishes feeders: phases and cabinets do not waver together. */
  readonly seed: number;
  /** ms added to UTC for local time. */
  readonly zoneOffset: number;
}

/**
 * @param drop share lost along the feeder at full load, 0…0.05
 * @returns V at `at`: the daily course, a slow wander of ±1 % and a quick one of ±0.3 %.
 */
export function voltageAt({ seed, zoneOffset }: Supply, at: number, drop = 0): number {
  const hours = (((at + zoneOffset) / hour) % 24) + 24;
  const from = dailyCourse[Math.floor(hours) % 24]!;
  const to = dailyCourse[(Math.floor(hours) + 1) % 24]!;
  const course = from + (to - from) * (hours % 1);
  const wander = 0.01 * noiseAt(seed, at / (10 * 60_000)) + 0.003 * noiseAt(seed + 1, at / 5_000);
  return nominalVoltage * (1 + course + wander) * (1 - drop);
}

/** Hz of the grid, the same everywhere at one instant: within ±0.08 of 50. */
export function frequencyAt(at: number): number {
  return 50 + 0.08 * noiseAt(0x5000, at / 20_000);
}
