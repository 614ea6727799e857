/**
 * One luminaire in time: what it was told, what it is fed with, and the counters and temperature that follow from it.
 * State is advanced only when somebody asks or something changes, so a city at rest costs nothing.
 */
import type { Target } from "#protocol/wire/directive.ts";
import { ageingOfPower, type Driver, fluxLeft, powerAt, powerFactorOf, reactivePowerAt } from "./driver.ts";
import { type Climate, driverInertia, outsideTemperatureAt, relax, riseAtFullPower } from "./heat.ts";

const hour = 3_600_000;
/** The air is taken as constant over spans this long, ms. */
const heatStep = 10 * 60_000;
/** A driver has forgotten what was this long ago, ms: nine time constants. */
const heatMemory = 9 * driverInertia;

/** What is wrong with the hardware. A sound luminaire has none of it. */
export interface Damage {
  /** The driver takes nothing and gives no light, whatever it is told. */
  dead?: boolean;
  /** Percent the driver gives whenever it is fed, whatever it is told. */
  stuckAt?: number | undefined;
  /** Factor on the reactive power of the input filter. */
  filter?: number;
}

export interface Luminaire {
  readonly id: string;
  readonly driver: Driver;
  readonly damage: Damage;
  /** True while its circuit carries voltage. */
  fed: boolean;
  /** Percent of drive the ramp comes from and goes to, and when it runs, EpochMs. */
  from: number;
  to: number;
  rampStart: number;
  rampEnd: number;
  /** Everything below holds at this instant, EpochMs. */
  at: number;
  /** Wh taken since it was made. */
  energy: number;
  /** h it gave light since it was made. */
  operatingHours: number;
  switchOnCounter: number;
  supplyLossCount: number;
  /** °C of the driver. */
  temperature: number;
}

export interface LuminaireHistory {
  readonly operatingHours: number;
  readonly energy: number;
  readonly switchOnCounter: number;
  readonly supplyLossCount: number;
}

/** A luminaire that was without supply until `at`, as warm as the air. */
export function createLuminaire(
  id: string,
  driver: Driver,
  climate: Climate,
  at: number,
  history: LuminaireHistory = { operatingHours: 0, energy: 0, switchOnCounter: 0, supplyLossCount: 0 },
): Luminaire {
  return {
    id,
    driver,
    damage: {},
    fed: false,
    from: 0,
    to: 0,
    rampStart: at,
    rampEnd: at,
    at,
    ...history,
    temperature: outsideTemperatureAt(climate, at),
  };
}

/** Share of full power per channel of a colour luminaire; white alone at full is the rated power. */
const channelShare = [0.45, 0.5, 0.45, 1] as const;

/** Percent of full drive a target asks for: the level, or the channels' sum, which the driver caps at its rating. */
export function driveOf(target: Target): number {
  if ("closed" in target) return target.closed ? 100 : 0;
  if (!("rgbw16" in target)) return target.level;
  const sum = target.rgbw16.reduce((total, value, channel) => total + (value / 0xffff) * channelShare[channel]!, 0);
  return Math.min(100, sum * 100);
}

/** Percent of drive the electronics ask of the driver at `at`; what the driver makes of it is `levelAt`. */
export function askedAt(luminaire: Luminaire, at: number): number {
  const { from, to, rampStart, rampEnd } = luminaire;
  if (at >= rampEnd) return to;
  return from + ((to - from) * Math.max(0, at - rampStart)) / (rampEnd - rampStart);
}

/** Percent of rated flux a sound driver gives for what it is asked at `at`: its minimum where less is asked. */
export function toldAt(luminaire: Luminaire, at: number): number {
  const asked = askedAt(luminaire, at);
  return asked <= 0 ? 0 : Math.max(luminaire.driver.minLevel, asked);
}

/** Percent of rated flux of a new luminaire that leaves it at `at`, damage included, ageing not. */
export function levelAt(luminaire: Luminaire, at: number): number {
  const { damage, fed } = luminaire;
  if (!fed || damage.dead === true) return 0;
  return damage.stuckAt ?? toldAt(luminaire, at);
}

/** Percent of the rated flux that is really there, ageing included. */
export function lightAt(luminaire: Luminaire, at: number): number {
  return levelAt(luminaire, at) * fluxLeft(luminaire.operatingHours);
}

/** W and var at the mains at `at`. */
export function loadAt(luminaire: Luminaire, at: number): { activePower: number; reactivePower: number } {
  const { damage, driver, fed } = luminaire;
  if (!fed || damage.dead === true) return { activePower: 0, reactivePower: 0 };
  const activePower = powerAt(driver, levelAt(luminaire, at)) * ageingOfPower(luminaire.operatingHours);
  return { activePower, reactivePower: reactivePowerAt(driver, activePower, damage.filter) };
}

/** 0…1 at `at`; 0 where nothing is drawn. */
export function powerFactorAt(luminaire: Luminaire, at: number): number {
  const { activePower, reactivePower } = loadAt(luminaire, at);
  return powerFactorOf(activePower, reactivePower);
}

/** Brings counters and temperature up to `at`. Going back in time changes nothing. */
export function advance(luminaire: Luminaire, climate: Climate, at: number): void {
  if (at <= luminaire.at) return;
  const start = luminaire.at;
  const corner = Math.min(at, Math.max(start, luminaire.rampEnd));
  integrate(luminaire, start, corner);
  integrate(luminaire, corner, at);
  warm(luminaire, climate, start, at);
  luminaire.at = at;
}

/** Energy and hours over a span in which the drive is a straight line. */
function integrate(luminaire: Luminaire, from: number, to: number): void {
  if (to <= from) return;
  const hours = (to - from) / hour;
  const middle = (from + to) / 2;
  const power = (at: number) => loadAt(luminaire, at).activePower;
  // Simpson's rule: exact, because power is a square of the drive
  luminaire.energy += (hours * (power(from) + 4 * power(middle) + power(to))) / 6;
  if (levelAt(luminaire, middle) > 0) luminaire.operatingHours += hours;
}

function warm(luminaire: Luminaire, climate: Climate, from: number, to: number): void {
  for (let at = Math.max(from, to - heatMemory); at < to; at += heatStep) {
    const end = Math.min(to, at + heatStep);
    const middle = (at + end) / 2;
    const share = loadAt(luminaire, middle).activePower / luminaire.driver.nominalPower;
    const equilibrium = outsideTemperatureAt(climate, middle) + riseAtFullPower * share;
    luminaire.temperature = relax(luminaire.temperature, equilibrium, end - at, driverInertia);
  }
}

/** The electronics ask for `drive` percent, reached after `rampMs`. */
export function drive(luminaire: Luminaire, climate: Climate, percent: number, rampMs: number, at: number): void {
  advance(luminaire, climate, at);
  const wasLit = levelAt(luminaire, at) > 0;
  luminaire.from = askedAt(luminaire, at);
  luminaire.to = percent;
  luminaire.rampStart = at;
  luminaire.rampEnd = at + rampMs;
  if (!wasLit && luminaire.fed && luminaire.damage.dead !== true && percent > 0) luminaire.switchOnCounter++;
}

/** Voltage comes to its terminals or leaves them. */
export function feed(luminaire: Luminaire, climate: Climate, fed: boolean, at: number): void {
  if (luminaire.fed === fed) return;
  advance(luminaire, climate, at);
  luminaire.fed = fed;
  if (!fed) luminaire.supplyLossCount++;
  else if (levelAt(luminaire, at) > 0) luminaire.switchOnCounter++;
}
