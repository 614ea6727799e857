/** A cabinet: three phases in, relays and a selector between them and its circuits, and a meter over everything. */
import { hashId } from "#protocol/behavior/random.ts";
import type { Sample } from "#protocol/wire/samples.ts";
import type { SelectorPosition } from "#protocol/wire/vocabulary.ts";
import type { Climate } from "../physics/heat.ts";
import { advance, loadAt } from "../physics/luminaire.ts";
import { type Load, type Meter, readCabinet, readSegment } from "../physics/meter.ts";
import { frequencyAt, type Supply, voltageAt } from "../physics/supply.ts";
import { createRng } from "../rng.ts";
import type { Circuit } from "./circuit.ts";

export interface StreetCabinet {
  readonly id: string;
  readonly deviceId: string;
  readonly circuits: Circuit[];
  /** Phases 1, 2, 3 at the busbar. */
  readonly supply: readonly [Supply, Supply, Supply];
  readonly meter: Meter;
  /** What its controller wants of each relay: true closed. */
  readonly relays: boolean[];
  /** Relays whose contacts no longer part. */
  readonly welded: boolean[];
  /** Voltage from the utility is there. */
  supplied: boolean;
  breakerTripped: boolean;
  doorOpen: boolean;
  selector: SelectorPosition;
  /** True while current can flow through a segment: the selector goes before the relay. */
  contact(segment: number): boolean;
}

export function createCabinet(
  id: string,
  deviceId: string,
  segments: number,
  seed: number,
  zoneOffset: number,
): StreetCabinet {
  const own = hashId(id) ^ seed;
  const relays = Array.from({ length: segments }, () => false);
  const phase = (n: number): Supply => ({ seed: own + n, zoneOffset });
  const cabinet: StreetCabinet = {
    id,
    deviceId,
    circuits: [],
    supply: [phase(1), phase(2), phase(3)],
    meter: { seed: own, gain: 1 + 0.003 * Math.max(-2, Math.min(2, createRng(own).normal())) },
    relays,
    welded: relays.map(() => false),
    supplied: true,
    breakerTripped: false,
    doorOpen: false,
    selector: "auto",
    contact(segment) {
      if (cabinet.welded[segment] === true) return true;
      if (cabinet.selector !== "auto") return cabinet.selector === "man";
      return relays[segment] === true;
    },
  };
  return cabinet;
}

/** Share of a lamp's power that is lost in the cable to it. */
export const cableLoss = 0.01;

/** One undated row per relay and one of the meter over all circuits. */
export function measureCabinet(cabinet: StreetCabinet, climate: Climate, at: number): Sample[] {
  const voltages = cabinet.supply.map((supply) => voltageAt(supply, at)) as [number, number, number];
  const phases = [nothing(), nothing(), nothing()] as const;
  const segments = cabinet.relays.map(nothing);
  let energy = 0;
  for (const circuit of cabinet.circuits) {
    for (const { lamp, luminaire } of circuit.points) {
      advance(luminaire, climate, at);
      const load = loadAt(luminaire, at);
      add(phases[lamp.phase - 1]!, load);
      if (circuit.segment !== undefined) add(segments[circuit.segment]!, load);
      energy += luminaire.energy * (1 + cableLoss);
    }
  }
  const rows = segments.map((load, n) => ({
    output: n,
    ...readSegment(cabinet.meter, cabinet.contact(n), load, voltages[0], at),
  }));
  const meter = readCabinet(cabinet.meter, { loads: phases, voltages, frequency: frequencyAt(at), energy }, at);
  const { selector, doorOpen, breakerTripped } = cabinet;
  return [...rows, { ...meter, selector, cabinetDoorOpen: doorOpen, circuitBreakerTripped: breakerTripped }];
}

interface Sum extends Load {
  activePower: number;
  reactivePower: number;
}

function nothing(): Sum {
  return { activePower: 0, reactivePower: 0 };
}

function add(sum: Sum, load: Load): void {
  sum.activePower += load.activePower * (1 + cableLoss);
  sum.reactivePower += load.reactivePower;
}
