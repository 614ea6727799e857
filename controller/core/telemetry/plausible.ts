/**
 * What a quantity can be in a street. The wire lets through whatever fits its numbers; a value outside these bounds is
 * kept as it was sent, and kept out of everything that is summed up. Wide on purpose: a fault is no absurdity.
 */
import type { Quantity } from "#protocol/wire/samples.ts";

type Bounds = readonly [lowest: number, highest: number];

/** V: a broken neutral puts 400 V, a surge somewhat more, on a lamp. */
const mains: Bounds = [0, 600];
/** A: the largest transformer that feeds one cabinet gives 360 A a phase. */
const feeder: Bounds = [0, 1_000];
/** kW of one phase; negative where power flows back. */
const phasePower: Bounds = [-250, 250];
/** °C: beyond, solder melts. */
const electronics: Bounds = [-50, 150];

/** Both ends belong to it, in the unit of the quantity. */
export const plausible: Readonly<Record<Quantity, Bounds>> = {
  level: [0, 100],
  supplyVoltage: mains,
  supplyVoltageMin: mains,
  supplyVoltageMax: mains,
  supplyCurrent: feeder,
  // an output may be a relay with a whole circuit behind it
  activePower: [-1_000, 250_000],
  reactivePower: [-250_000, 250_000],
  powerFactor: [0, 1],
  frequency: [40, 70],
  activeEnergy: [0, 4_294_968],
  operatingHours: [0, 1_000_000],
  litSeconds: [0, 1_800],
  switchOnCounter: [0, 0xffff_ffff],
  supplyLossCount: [0, 0xffff_ffff],
  controlGearTemperature: electronics,
  lightSourceVoltage: [0, 1_000],
  lightSourceCurrent: [0, 50],
  lightSourceTemperature: electronics,
  communicationQuality: [0, 100],
  rssi: [-150, 0],
  phase1Voltage: mains,
  phase2Voltage: mains,
  phase3Voltage: mains,
  phase1Current: feeder,
  phase2Current: feeder,
  phase3Current: feeder,
  phase1ActivePower: phasePower,
  phase2ActivePower: phasePower,
  phase3ActivePower: phasePower,
  totalPower: [-750, 750],
  totalActiveEnergy: [0, 1_000_000_000],
  neutralCurrent: feeder,
  leakageCurrent: [0, 50],
};

export function isPlausible(quantity: Quantity, value: number): boolean {
  const [lowest, highest] = plausible[quantity];
  return value >= lowest && value <= highest;
}
