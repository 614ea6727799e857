/** What a lamp should draw at a level, and how far it may be off before it proves nothing. */
import type { LampModel } from "../inventory/model.ts";

/** As much of a lamp's type as its power needs. */
export type PowerModel = Pick<LampModel, "nominalPower" | "powerAtMinimumDimLevel" | "minLevel">;

export interface PowerBand {
  /** W */ readonly expected: number;
  /** W, inclusive */ readonly low: number;
  /** W, inclusive */ readonly high: number;
}

/**
 * W at the driver's input: linear in flux from the minimum to full level.
 * @param level percent 0–100; 0: dark, between 0 and the minimum it counts as the minimum.
 */
export function expectedPower(model: PowerModel, level: number): number {
  if (level <= 0) return 0;
  const { nominalPower, powerAtMinimumDimLevel } = model;
  return powerAtMinimumDimLevel + (nominalPower - powerAtMinimumDimLevel) * depthOf(model, level);
}

/** 0 at the minimum, 1 at full level. */
function depthOf({ minLevel }: PowerModel, level: number): number {
  return minLevel >= 100 ? 1 : Math.max(0, (level - minLevel) / (100 - minLevel));
}

/**
 * Band around the model's power at a level. The tolerance is that of the fault rules "power off the curve": 75–130 %
 * at full level, 70–200 % at the minimum, linear between; off: up to 10 % of nominal or 3 W, whichever is more.
 * @param level percent 0–100; between 0 and the minimum it counts as the minimum.
 */
export function powerBand(model: PowerModel, level: number): PowerBand {
  if (level <= 0) return { expected: 0, low: 0, high: Math.max(3, model.nominalPower * 0.1) };
  const expected = expectedPower(model, level);
  const depth = depthOf(model, level);
  return { expected, low: expected * (0.7 + 0.05 * depth), high: expected * (2 - 0.7 * depth) };
}

/** @returns the band of several lamps behind one meter. */
export function sumOfBands(bands: Iterable<PowerBand>): PowerBand {
  let [expected, low, high] = [0, 0, 0];
  for (const band of bands) {
    expected += band.expected;
    low += band.low;
    high += band.high;
  }
  return { expected, low, high };
}
