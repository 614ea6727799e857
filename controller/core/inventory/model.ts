/** The things of a city: areas, supply, roads, light points, devices and groups, and the snapshot all decisions read. */
import type { DimmingCurve, OutputKind } from "#protocol/wire/vocabulary.ts";

/** Ids are chosen by the caller: 1–40 of a–z 0–9 and hyphen, unique among things of one sort. */
export const thingIdPattern = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** What every thing carries. `version` grows by one with each change; a writer names the one it read. */
export interface Thing {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  /** EpochMs since when it is out of use; absent while in use. History of a retired thing stays. */
  readonly retiredAt?: number;
}

/** A node of the tree of responsibility. Wards merge and split, so levels have no fixed meaning. */
export interface Area extends Thing {
  readonly parentId?: string;
  /** Short number in topics, drawn once, never reused. */
  readonly topicNumber: number;
}

/** Where the utility delivers and bills. */
export interface SupplyPoint extends Thing {
  readonly areaId: string;
  /** Customer code of the utility. */
  readonly utilityCode?: string;
  /** Serial number of the meter that hangs there now. */
  readonly meterSerial?: string;
  /** Its transformer factor, ≥ 1: kWh are what it shows times this. */
  readonly factor?: number;
  /** Meters and factors of the past, each with the first day on which it no longer held. */
  readonly earlierMeters?: readonly EarlierMeter[];
  /** Day of the month on which the utility reads, 1–31; the last day where a month is shorter. */
  readonly readingDay?: number;
  /** Price class of the rates; absent: what lighting pays. */
  readonly priceClass?: string;
  /** Percent on top of the price. */
  readonly vat?: number;
  /** What else hangs on this meter and is known: a traffic light, a camera. */
  readonly otherLoads?: readonly OtherLoad[];
  readonly lon?: number;
  readonly lat?: number;
}

export interface EarlierMeter {
  readonly serial?: string;
  readonly factor: number;
  /** Local date, ISO 8601. */
  readonly until: string;
}

export interface OtherLoad {
  readonly name: string;
  /** kWh, mean of a day. */
  readonly energyPerDay: number;
}

/** A cabinet with a controller of its own (a device with relays and a meter), or without one. */
export interface Cabinet extends Thing {
  readonly areaId: string;
  readonly supplyPointId?: string;
  readonly deviceId?: string;
  readonly lon: number;
  readonly lat: number;
}

export const circuitKinds = ["wholeNight", "halfNight", "alwaysLive", "decorative"] as const;
export type CircuitKind = (typeof circuitKinds)[number];

/** Lamps on one feeder of a cabinet. `segment` is the relay output that feeds it; absent: always live. */
export interface Circuit extends Thing {
  readonly cabinetId: string;
  readonly kind: CircuitKind;
  readonly segment?: number;
  readonly topicNumber: number;
}

export interface Road extends Thing {
  readonly areaId: string;
  /** Line of the road, [lon, lat] in order. */
  readonly path?: readonly (readonly [number, number])[];
  /** m² to be lit. */
  readonly litArea?: number;
  /** lx, average maintained horizontal illuminance of that area. */
  readonly illuminance?: number;
}

/** A type of luminaire, driver and lamp together, as far as control and judging need it. */
export interface LampModel extends Thing {
  readonly outputKind: OutputKind;
  readonly curve: DimmingCurve;
  /** W at full level. */
  readonly nominalPower: number;
  /** W at `minLevel`. */
  readonly powerAtMinimumDimLevel: number;
  /** Percent, lowest level above 0. */
  readonly minLevel: number;
  /** lm at full level. */
  readonly luminousFlux?: number;
  /** K */
  readonly cct?: number;
  readonly manufacturer?: string;
}

/** Hardware at a luminaire, pole or cabinet. Its secret is shown once and kept as a hash by people-facing stores only. */
export interface Device extends Thing {
  /** Protocol profile the device was bought as; its hello says what it really is. */
  readonly profile: "R" | "W" | "C";
  readonly outputs: number;
}

export const lampUses = ["road", "decorative"] as const;
export type LampUse = (typeof lampUses)[number];
export const phases = [1, 2, 3] as const;
export type Phase = (typeof phases)[number];

/** A light point at a position. Plans, groups, alarms and history belong to it; hardware can be replaced under it. */
export interface Lamp extends Thing {
  readonly areaId: string;
  readonly use: LampUse;
  readonly modelId: string;
  readonly lon: number;
  readonly lat: number;
  readonly roadId?: string;
  /** Order along the road, from 1. */
  readonly order?: number;
  /** Arm of a pole that carries several, from 1. */
  readonly arm?: number;
  readonly pole?: string;
  readonly circuitId?: string;
  readonly phase?: Phase;
  /** Absent: switched by its circuit alone. */
  readonly deviceId?: string;
  /** Output of the device, absent without one. */
  readonly output?: number;
}

/** Every 2nd or 3rd lamp by order on the road, or the lamps of one phase. */
export type Pattern =
  | { readonly by: "order"; readonly every: number; readonly offset: number; readonly roadIds: readonly string[] }
  | { readonly by: "phase"; readonly phase: Phase; readonly circuitIds: readonly string[] };

/** Lamps that are addressed together: listed, or found by a pattern. */
export interface Group extends Thing {
  readonly areaId: string;
  /** Listed members; for a pattern group the members it found when last evaluated. */
  readonly lampIds: readonly string[];
  readonly pattern?: Pattern;
  readonly topicNumber: number;
}

/** One sort of thing and the type of its records. */
export interface ThingOf {
  area: Area;
  supplyPoint: SupplyPoint;
  cabinet: Cabinet;
  circuit: Circuit;
  road: Road;
  lampModel: LampModel;
  device: Device;
  lamp: Lamp;
  group: Group;
}
export const thingSorts = [
  "area",
  "supplyPoint",
  "cabinet",
  "circuit",
  "road",
  "lampModel",
  "device",
  "lamp",
  "group",
] as const satisfies readonly (keyof ThingOf)[];
export type ThingSort = (typeof thingSorts)[number];

/** What a change is to its thing. */
export const verbs = ["create", "change", "retire", "restore"] as const;
export type Verb = (typeof verbs)[number];

/** How many things of one sort came to the same. */
export interface StepCount {
  readonly sort: ThingSort;
  readonly verb: Verb;
  readonly count: number;
}

/** One change to the inventory. `before` absent: created; retired things carry `retiredAt`. */
export interface ThingChange<S extends ThingSort = ThingSort> {
  readonly sort: S;
  readonly before?: ThingOf[S];
  readonly after: ThingOf[S];
}

/** All things by sort and id, retired ones included. The controller keeps one in memory and reads nothing else. */
export type Inventory = { readonly [S in ThingSort]: ReadonlyMap<string, ThingOf[S]> };
