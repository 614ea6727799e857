/**
 * Everything of the city that is copper and light: supply, cabinets with their relays, circuits, luminaires. Devices
 * act on it and measure it; it tells who has voltage. It knows nothing of messages.
 */
import { hashId } from "#protocol/behavior/random.ts";
import type { Target } from "#protocol/wire/directive.ts";
import type { Sample } from "#protocol/wire/samples.ts";
import type { SelectorPosition } from "#protocol/wire/vocabulary.ts";
import type { City, CityLamp } from "../city/city.ts";
import type { Climate } from "../physics/heat.ts";
import {
  advance,
  type Damage,
  drive,
  driveOf,
  feed,
  type Luminaire,
  levelAt,
  loadAt,
  toldAt,
} from "../physics/luminaire.ts";
import { type Meter, readLamp } from "../physics/meter.ts";
import { voltageAt } from "../physics/supply.ts";
import { createRng } from "../rng.ts";
import { createCabinet, measureCabinet, type StreetCabinet } from "./cabinet.ts";
import { type Circuit, createCircuit } from "./circuit.ts";
import { usedLuminaire } from "./used-luminaire.ts";

/** One light point with where it hangs on its circuit. */
export interface LightPoint {
  readonly lamp: CityLamp;
  readonly luminaire: Luminaire;
  readonly circuit: Circuit;
  /** Its own electricity meter; used only where there are electronics. */
  readonly meter: Meter;
  /** Share of full voltage lost on the way from the cabinet at full load. */
  readonly drop: number;
}

export interface Street {
  readonly climate: Climate;
  readonly circuits: ReadonlyMap<string, Circuit>;
  readonly cabinets: ReadonlyMap<string, StreetCabinet>;
  readonly points: ReadonlyMap<string, LightPoint>;
  /** The cabinet a device controls; undefined for a lamp's device. */
  cabinetOf(deviceId: string): StreetCabinet | undefined;
  /** True while the device has voltage. */
  isFed(deviceId: string): boolean;
  /** Called with the devices that gained or lost their supply, after it happened. */
  onFeed(run: (deviceIds: readonly string[], fed: boolean, at: number) => void): void;
  /** Called with each circuit that gained or lost its voltage, after it happened. */
  onSwitch(run: (circuitId: string, fed: boolean, at: number) => void): void;
  /** A device moves one of its outputs. */
  drive(deviceId: string, output: number, target: Target, level: number, rampMs: number, at: number): void;
  /** One undated row per output and, for a cabinet, one of its meter. */
  measure(deviceId: string, at: number): Sample[];
  /** The supply of a device is gone: its outputs let go. */
  release(deviceId: string, at: number): void;
  setSelector(cabinetId: string, selector: SelectorPosition, at: number): void;
  /** Voltage from the utility. */
  setSupply(cabinetId: string, present: boolean, at: number): void;
  setBreaker(cabinetId: string, tripped: boolean, at: number): void;
  setDoor(cabinetId: string, open: boolean): void;
  /** The contacts of a relay stick together, or are freed. */
  weld(cabinetId: string, segment: number, welded: boolean, at: number): void;
  /** Changes what is wrong with a luminaire from `at` on. */
  harm(lampId: string, damage: Damage, at: number): void;
  /** Percent of rated flux that leaves a light point now. */
  levelAt(lampId: string, at: number): number;
}

export interface StreetOptions {
  readonly city: City;
  /** ms added to UTC for local time. */
  readonly zoneOffset: number;
  /** EpochMs at which the city begins. */
  readonly at: number;
}

/** V lost at the far end of a full feeder, as a share. */
const endOfFeeder = 0.03;

export function createStreet({ city, zoneOffset, at }: StreetOptions): Street {
  const climate: Climate = { seed: city.seed, zoneOffset, ...city.climate };
  const cabinets = new Map<string, StreetCabinet>();
  const cabinetOfDevice = new Map<string, StreetCabinet>();
  for (const each of city.cabinets) {
    const segments = city.devices.find((device) => device.id === each.deviceId)!.outputs;
    const cabinet = createCabinet(each.id, each.deviceId, segments, city.seed, zoneOffset);
    cabinets.set(each.id, cabinet);
    cabinetOfDevice.set(each.deviceId, cabinet);
  }
  const circuits = new Map<string, Circuit>();
  for (const each of city.circuits) {
    const cabinet = cabinets.get(each.cabinetId)!;
    const circuit = createCircuit(each.id, cabinet, each.segment);
    cabinet.circuits.push(circuit);
    circuits.set(each.id, circuit);
  }
  const points = new Map<string, LightPoint>();
  const pointsOfDevice = new Map<string, LightPoint[]>();
  hangLamps();
  const listeners: ((deviceIds: readonly string[], fed: boolean, at: number) => void)[] = [];
  const switchListeners: ((circuitId: string, fed: boolean, at: number) => void)[] = [];
  for (const circuit of circuits.values()) followSupply(circuit, at);

  function hangLamps(): void {
    const models = new Map(city.lampModels.map((model) => [model.id, model]));
    const sizes = Map.groupBy(city.lamps, (lamp) => lamp.circuitId);
    for (const lamp of city.lamps) {
      const circuit = circuits.get(lamp.circuitId)!;
      const { nominalPower, powerAtMinimumDimLevel, minLevel } = models.get(lamp.modelId)!;
      const standbyPower = lamp.deviceId === undefined ? 0 : 0.4;
      const driver = { nominalPower, powerAtMinimumDimLevel, minLevel, standbyPower };
      const seed = hashId(lamp.id) ^ city.seed;
      const place = circuit.points.length / sizes.get(lamp.circuitId)!.length;
      const point: LightPoint = {
        lamp,
        luminaire: usedLuminaire(lamp.id, driver, climate, seed, at),
        circuit,
        meter: { seed, gain: 1 + 0.004 * Math.max(-2, Math.min(2, createRng(seed).normal())) },
        drop: endOfFeeder * place,
      };
      circuit.points.push(point);
      points.set(lamp.id, point);
      if (lamp.deviceId === undefined) {
        drive(point.luminaire, climate, 100, 0, at);
        continue;
      }
      circuit.deviceIds.add(lamp.deviceId);
      const outputs = pointsOfDevice.get(lamp.deviceId) ?? [];
      outputs[lamp.output!] = point;
      pointsOfDevice.set(lamp.deviceId, outputs);
    }
  }

  /** Brings the luminaires of a circuit in line with its voltage. @returns true if that changed. */
  function followSupply(circuit: Circuit, now: number): boolean {
    const fed = circuit.isFed();
    if (fed === circuit.fed) return false;
    circuit.fed = fed;
    for (const { luminaire } of circuit.points) feed(luminaire, climate, fed, now);
    return true;
  }

  /** Applies a change to a cabinet and tells which devices it gave voltage or took it from. */
  function change(cabinet: StreetCabinet, now: number, apply: () => void): void {
    const had = cabinet.supplied;
    apply();
    const turned = cabinet.circuits.filter((circuit) => followSupply(circuit, now));
    for (const { id, fed } of turned) for (const run of switchListeners) run(id, fed, now);
    const gained = turned.filter((circuit) => circuit.fed).flatMap((circuit) => [...circuit.deviceIds]);
    const lost = turned.filter((circuit) => !circuit.fed).flatMap((circuit) => [...circuit.deviceIds]);
    if (cabinet.supplied !== had) (cabinet.supplied ? gained : lost).push(cabinet.deviceId);
    for (const run of listeners) {
      if (lost.length > 0) run(lost, false, now);
      if (gained.length > 0) run(gained, true, now);
    }
  }

  return {
    climate,
    circuits,
    cabinets,
    points,
    cabinetOf: (deviceId) => cabinetOfDevice.get(deviceId),
    isFed(deviceId) {
      const cabinet = cabinetOfDevice.get(deviceId);
      return cabinet?.supplied ?? pointsOfDevice.get(deviceId)?.[0]?.circuit.fed ?? false;
    },
    onFeed: (run) => void listeners.push(run),
    onSwitch: (run) => void switchListeners.push(run),
    drive(deviceId, output, target, level, rampMs, now) {
      const cabinet = cabinetOfDevice.get(deviceId);
      if (cabinet !== undefined) {
        change(cabinet, now, () => {
          cabinet.relays[output] = level > 0;
        });
        return;
      }
      const point = pointsOfDevice.get(deviceId)?.[output];
      // colour is judged by its channels, white by the level the driver's minimum was already applied to
      const percent = "rgbw16" in target ? driveOf(target) : level;
      if (point !== undefined) drive(point.luminaire, climate, percent, rampMs, now);
    },
    measure(deviceId, now) {
      const cabinet = cabinetOfDevice.get(deviceId);
      if (cabinet !== undefined) return measureCabinet(cabinet, climate, now);
      return (pointsOfDevice.get(deviceId) ?? []).map((point, output) => ({ output, ...readPoint(point, now) }));
    },
    release(deviceId, now) {
      const cabinet = cabinetOfDevice.get(deviceId);
      if (cabinet !== undefined) change(cabinet, now, () => cabinet.relays.fill(false));
      for (const { luminaire } of pointsOfDevice.get(deviceId) ?? []) drive(luminaire, climate, 0, 0, now);
    },
    setSelector(cabinetId, selector, now) {
      const cabinet = the(cabinetId);
      change(cabinet, now, () => {
        cabinet.selector = selector;
      });
    },
    setSupply(cabinetId, present, now) {
      const cabinet = the(cabinetId);
      change(cabinet, now, () => {
        cabinet.supplied = present;
        if (!present) cabinet.relays.fill(false);
      });
    },
    setBreaker(cabinetId, tripped, now) {
      const cabinet = the(cabinetId);
      change(cabinet, now, () => {
        cabinet.breakerTripped = tripped;
      });
    },
    setDoor(cabinetId, open) {
      the(cabinetId).doorOpen = open;
    },
    weld(cabinetId, segment, welded, now) {
      const cabinet = the(cabinetId);
      change(cabinet, now, () => {
        cabinet.welded[segment] = welded;
      });
    },
    harm(lampId, damage, now) {
      const { luminaire } = points.get(lampId)!;
      advance(luminaire, climate, now);
      Object.assign(luminaire.damage, damage);
    },
    levelAt: (lampId, now) => levelAt(points.get(lampId)!.luminaire, now),
  };

  function the(cabinetId: string): StreetCabinet {
    const cabinet = cabinets.get(cabinetId);
    if (cabinet === undefined) throw new RangeError(`no cabinet ${cabinetId} in this city`);
    return cabinet;
  }

  function readPoint({ luminaire, lamp, circuit, meter, drop }: LightPoint, now: number): Sample {
    advance(luminaire, climate, now);
    const load = loadAt(luminaire, now);
    // neighbours burn as it does, so its own load stands for the feeder's
    const voltage = voltageAt(circuit.cabinet.supply[lamp.phase - 1]!, now, drop * Math.min(1, load.activePower / 100));
    return readLamp(meter, { ...luminaire, level: toldAt(luminaire, now), load, voltage }, now);
  }
}
