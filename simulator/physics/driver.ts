/** What an LED driver takes from the mains for the light it gives: power by flux, power factor by load, ageing by hours. */

/** Electrical data of one luminaire, from its model. */
export interface Driver {
  /** W at full flux. */
  readonly nominalPower: number;
  /** W at `minLevel`. */
  readonly powerAtMinimumDimLevel: number;
  /** Percent of flux, lowest above 0. */
  readonly minLevel: number;
  /** W while on supply and dark: 0 without electronics. */
  readonly standbyPower: number;
}

/**
 * LEDs lose efficacy as their current rises, so the last percents of flux cost more than the first: this share of the
 * span between minimum and full goes with the square of the flux.
 */
const droop = 0.06;

/** @param level percent of rated flux the driver is asked for @returns W at its input, new. */
export function powerAt(driver: Driver, level: number): number {
  if (level <= 0) return driver.standbyPower;
  const x = (Math.min(100, Math.max(driver.minLevel, level)) - driver.minLevel) / (100 - driver.minLevel);
  const span = driver.nominalPower - driver.powerAtMinimumDimLevel;
  return driver.powerAtMinimumDimLevel + span * (x * (1 - droop) + x * x * droop);
}

/** Distortion that grows with the current drawn, as a share of active power. */
const distortion = 0.2;
/** Reactive power of the input filter's capacitors, as a share of nominal power: there at any load. */
const filterReactance = 0.17;

/**
 * @param filter 1 for a sound input filter; above 1 for a worn one
 * @returns var (displacement and distortion together) at the driver's input; 0 for one that draws nothing.
 */
export function reactivePowerAt(driver: Driver, activePower: number, filter = 1): number {
  if (activePower <= 0) return 0;
  return filter * Math.hypot(distortion * activePower, filterReactance * driver.nominalPower);
}

/** @returns 0…1; falls as the driver is dimmed, because its filter's reactance stays. */
export function powerFactorOf(activePower: number, reactivePower: number): number {
  if (activePower <= 0) return 0;
  return activePower / Math.hypot(activePower, reactivePower);
}

/** Hours after which an LED module gives 90 % of its first flux (L90). */
const hoursToL90 = 100_000;
/** Share by which a driver's losses have grown after those hours. */
const lossesAtL90 = 0.03;

/** Share of the first flux left after `hours` of light, exponential as in IES TM-21. */
export function fluxLeft(hours: number): number {
  return 0.9 ** (hours / hoursToL90);
}

/** Factor on the input power of a new driver after `hours` of light: capacitors dry out, losses grow. */
export function ageingOfPower(hours: number): number {
  return 1 + lossesAtL90 * (hours / hoursToL90);
}
