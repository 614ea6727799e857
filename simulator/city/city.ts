/** A generated city: the records an operator's inventory would hold, and what only the street itself knows. */
import type { DimmingCurve, LinkClass, OutputKind, Profile } from "#protocol/wire/vocabulary.ts";

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface CityArea extends Named {
  readonly parentId?: string;
}

export interface CitySupplyPoint extends Named {
  readonly areaId: string;
  /** Customer code of the utility. */
  readonly utilityCode: string;
  readonly meterSerial: string;
  /** Transformer factor of the meter. */
  readonly factor: number;
  readonly lon: number;
  readonly lat: number;
}

export interface CityCabinet extends Named {
  readonly areaId: string;
  readonly supplyPointId: string;
  readonly deviceId: string;
  readonly lon: number;
  readonly lat: number;
}

export type CircuitKind = "wholeNight" | "halfNight" | "alwaysLive" | "decorative";

export interface CityCircuit extends Named {
  readonly cabinetId: string;
  readonly kind: CircuitKind;
  /** Relay output that feeds it; absent: always live. */
  readonly segment?: number;
}

export interface CityRoad extends Named {
  readonly areaId: string;
  readonly path: readonly (readonly [number, number])[];
}

export interface CityLampModel extends Named {
  readonly outputKind: OutputKind;
  readonly curve: DimmingCurve;
  readonly nominalPower: number;
  readonly powerAtMinimumDimLevel: number;
  readonly minLevel: number;
  readonly luminousFlux: number;
  readonly cct?: number;
  readonly manufacturer: string;
}

export interface CityDevice extends Named {
  readonly profile: Profile;
  readonly outputs: number;
}

export interface CityLamp extends Named {
  readonly areaId: string;
  readonly use: "road" | "decorative";
  readonly modelId: string;
  readonly lon: number;
  readonly lat: number;
  readonly roadId?: string;
  readonly order?: number;
  readonly arm?: number;
  readonly pole: string;
  readonly circuitId: string;
  readonly phase: 1 | 2 | 3;
  /** Absent: switched by its circuit alone. */
  readonly deviceId?: string;
  readonly output?: number;
}

/** How a device is connected and keeps time: no operator enters this, its hello tells. */
export interface CityHardware {
  readonly deviceId: string;
  readonly link: LinkClass;
  /** Seconds its clock runs without supply; absent: no battery-backed clock. */
  readonly rtc?: number;
  /** Constant error of its oscillator, parts per million. */
  readonly drift: number;
}

export interface City {
  readonly seed: number;
  /** Degrees WGS 84 and IANA zone. */
  readonly site: { readonly lon: number; readonly lat: number; readonly zone: string };
  readonly climate: { readonly mean: number; readonly swing: number };
  readonly areas: readonly CityArea[];
  readonly supplyPoints: readonly CitySupplyPoint[];
  readonly cabinets: readonly CityCabinet[];
  readonly circuits: readonly CityCircuit[];
  readonly roads: readonly CityRoad[];
  readonly lampModels: readonly CityLampModel[];
  readonly devices: readonly CityDevice[];
  readonly lamps: readonly CityLamp[];
  readonly hardware: readonly CityHardware[];
}
