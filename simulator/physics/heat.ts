/** Temperatures: the air outside, and a driver that follows its losses and that air with inertia. */
import { noiseAt } from "../rng.ts";

const hour = 3_600_000;
const day = 24 * hour;

export interface Climate {
  readonly seed: number;
  /** ms added to UTC for local time. */
  readonly zoneOffset: number;
  /** °C, mean of coldest and warmest hour. */
  readonly mean: number;
  /** °C, half of the daily span. */
  readonly swing: number;
}

/** °C of the air: warmest at 14:00 local, coldest at 02:00, with days that differ by up to 3 °C. */
export function outsideTemperatureAt({ seed, zoneOffset, mean, swing }: Climate, at: number): number {
  const local = at + zoneOffset;
  return mean + swing * Math.cos((2 * Math.PI * (local - 14 * hour)) / day) + 3 * noiseAt(seed, local / day);
}

/** Time constant of a driver in its housing. */
export const driverInertia = 25 * 60_000;
/** °C above the air at full power, after hours. */
export const riseAtFullPower = 29;

/** °C a body at `temperature` has after `span` ms in surroundings that would bring it to `equilibrium` (Newton's law). */
export function relax(temperature: number, equilibrium: number, span: number, inertia: number): number {
  return equilibrium + (temperature - equilibrium) * Math.exp(-span / inertia);
}
