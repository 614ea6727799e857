/** What can be shown of the past: units of the quantities, and which of them a lamp, a meter or many lamps have. */
import type { Quantity } from "#protocol/wire/samples.ts";

export interface ShownQuantity {
  readonly unit: string;
  /** Digits of the fraction. */
  readonly digits: number;
  /** The axis begins at 0: half of it is half of the thing. */
  readonly fromZero: boolean;
  /** It only grows: how much by is what one wants to know. */
  readonly isCounter: boolean;
}

const of = (unit: string, digits = 0, fromZero = true): ShownQuantity => ({ unit, digits, fromZero, isCounter: false });
const counter = (unit: string, digits: number): ShownQuantity => ({ unit, digits, fromZero: false, isCounter: true });

export const quantities = {
  level: of("%"),
  activePower: of("W", 1),
  supplyVoltage: of("V", 1, false),
  supplyCurrent: of("A", 3),
  powerFactor: of("", 2),
  activeEnergy: counter("kWh", 2),
  operatingHours: counter("h", 1),
  controlGearTemperature: of("°C", 0, false),
  communicationQuality: of("%"),
  rssi: of("dBm", 0, false),
  totalPower: of("kW", 2),
  totalActiveEnergy: counter("kWh", 1),
  phase1Voltage: of("V", 1, false),
  phase2Voltage: of("V", 1, false),
  phase3Voltage: of("V", 1, false),
  phase1Current: of("A", 2),
  phase2Current: of("A", 2),
  phase3Current: of("A", 2),
  leakageCurrent: of("A", 3),
} as const satisfies Partial<Record<Quantity, ShownQuantity>>;

export type QuantityName = keyof typeof quantities;

export type Subject = "lamp" | "meter" | "many";

/** In the order they are offered; the first two are shown unless others are chosen. */
export const quantitiesOf: Readonly<Record<Subject, readonly QuantityName[]>> = {
  lamp: [
    "activePower",
    "level",
    "supplyVoltage",
    "supplyCurrent",
    "powerFactor",
    "activeEnergy",
    "operatingHours",
    "controlGearTemperature",
    "communicationQuality",
    "rssi",
  ],
  meter: [
    "totalPower",
    "phase1Current",
    "phase2Current",
    "phase3Current",
    "phase1Voltage",
    "phase2Voltage",
    "phase3Voltage",
    "leakageCurrent",
    "totalActiveEnergy",
  ],
  // counters of many cannot be added up over time
  many: ["activePower", "level", "supplyVoltage", "supplyCurrent", "powerFactor", "controlGearTemperature"],
};

/** Summed over lamps, where other quantities are averaged. */
export const isSummed = (subject: Subject, name: QuantityName): boolean => subject === "many" && name === "activePower";

/** @returns the quantities an address names, those that are no quantity of the subject left out; the usual two if none is left. */
export function chosenQuantities(text: string | undefined, subject: Subject): readonly QuantityName[] {
  const offered = quantitiesOf[subject];
  const named = text?.split(",").filter((name): name is QuantityName => offered.some((one) => one === name)) ?? [];
  return named.length > 0 ? [...new Set(named)] : offered.slice(0, subject === "meter" ? 1 : 2);
}
