/** What meters show of the truth: a constant gain of their own, a little noise, and three phases added up. */
import type { Sample } from "#protocol/wire/samples.ts";
import { quantisePercent } from "#protocol/wire/units.ts";
import { noiseAt } from "../rng.ts";

export interface Load {
  readonly activePower: number;
  readonly reactivePower: number;
}

export interface Meter {
  readonly seed: number;
  /** Factor on every power and energy it shows, near 1. */
  readonly gain: number;
}

/** Noise of one reading, as a share. */
const readingNoise = 0.002;

function shown(meter: Meter, value: number, at: number): number {
  return value * meter.gain * (1 + readingNoise * noiseAt(meter.seed, at / 1000));
}

export interface LampReading {
  /** Percent the electronics ask of the driver, whether or not it follows. */
  readonly level: number;
  readonly load: Load;
  /** V at the terminals. */
  readonly voltage: number;
  /** Wh, h, counts, °C as they truly are. */
  readonly energy: number;
  readonly operatingHours: number;
  readonly switchOnCounter: number;
  readonly supplyLossCount: number;
  readonly temperature: number;
}

/** @returns one undated row, as the electronics of a lamp measure it. */
export function readLamp(meter: Meter, truth: LampReading, at: number): Sample {
  const activePower = shown(meter, truth.load.activePower, at);
  const reactivePower = shown(meter, truth.load.reactivePower, at);
  const apparent = Math.hypot(activePower, reactivePower);
  return {
    level: quantisePercent(truth.level),
    supplyVoltage: truth.voltage,
    supplyCurrent: apparent / truth.voltage,
    activePower,
    ...(apparent > 0 ? { powerFactor: activePower / apparent } : {}),
    activeEnergy: (truth.energy * meter.gain) / 1000,
    operatingHours: truth.operatingHours,
    switchOnCounter: truth.switchOnCounter,
    supplyLossCount: truth.supplyLossCount,
    controlGearTemperature: Math.round(truth.temperature),
  };
}

/** @returns one undated row of a segment's relay: whether current can flow, and how much does. */
export function readSegment(meter: Meter, closed: boolean, load: Load, voltage: number, at: number): Sample {
  const activePower = shown(meter, load.activePower, at);
  const apparent = Math.hypot(activePower, shown(meter, load.reactivePower, at));
  return { closed, supplyVoltage: voltage, supplyCurrent: apparent / voltage, activePower };
}

export interface CabinetReading {
  /** Phases 1, 2, 3. */
  readonly loads: readonly [Load, Load, Load];
  readonly voltages: readonly [number, number, number];
  readonly frequency: number;
  /** Wh since it was installed. */
  readonly energy: number;
}

/** @returns one undated row of a three-phase meter; powers in kW and energy in kWh, as TALQ has them. */
export function readCabinet(meter: Meter, { loads, voltages, frequency, energy }: CabinetReading, at: number): Sample {
  const power = loads.map((load) => shown(meter, load.activePower, at) / 1000) as [number, number, number];
  const current = loads.map((load, n) => {
    const apparent = Math.hypot(load.activePower, load.reactivePower);
    return shown(meter, apparent, at) / voltages[n]!;
  }) as [number, number, number];
  return {
    phase1Voltage: voltages[0],
    phase2Voltage: voltages[1],
    phase3Voltage: voltages[2],
    frequency,
    phase1Current: current[0],
    phase2Current: current[1],
    phase3Current: current[2],
    phase1ActivePower: power[0],
    phase2ActivePower: power[1],
    phase3ActivePower: power[2],
    totalPower: power[0] + power[1] + power[2],
    totalActiveEnergy: (energy * meter.gain) / 1000,
    neutralCurrent: neutralOf(current),
  };
}

/** A in the neutral: what three currents 120° apart leave over. */
export function neutralOf([a, b, c]: readonly [number, number, number]): number {
  return Math.sqrt(Math.max(0, a * a + b * b + c * c - a * b - b * c - c * a));
}
