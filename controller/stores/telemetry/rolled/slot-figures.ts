/** What an output measured and used, reckoned from its rows: the truth that roll-ups keep a copy of. */
import { type Quantity, quantityNames } from "#protocol/wire/samples.ts";
import {
  type CounterReading,
  cabinetCounter,
  intervalEnergy,
  lampCounter,
} from "../../../core/energy/interval-energy.ts";
import { Tally } from "../../../core/telemetry/tally.ts";
import { sampleKinds, slotOf, slotWidth } from "../file/partitions.ts";
import { noOutput } from "../file/schema.ts";
import type { SampleRows } from "../series/sample-rows.ts";
import type { EnergyPart } from "./rolled-rows.ts";

/** Readings a judgement needs on either side of what is judged, as `intervalEnergy` says. */
const context = 3;

export interface SlotFigures {
  /** Raw rows from ≤ at < to, within one slot. */
  tally(device: number, output: number, from: number, to: number, quantities?: readonly Quantity[]): Tally;
  /**
   * Energy of every slot that rows of first … last have a part in: those, and the slots up to the second reading before
   * and after, because what a counter counted between two readings is spread over the time between them. Empty where
   * the rows of first … last have no reading: then the energy of no slot depends on them.
   */
  energyAround(device: number, output: number, first: number, last: number): Map<number, EnergyPart>;
  /** Energy of from ≤ at < to, within one slot. */
  energyWithin(device: number, output: number, from: number, to: number): EnergyPart;
}

/** @param floor first slot of which raw rows are still kept. */
export function createSlotFigures(rows: SampleRows, floor: () => number): SlotFigures {
  const readingsOf = (device: number, output: number, slot: number): CounterReading[] => {
    const counter = output === noOutput ? "totalActiveEnergy" : "activeEnergy";
    return sampleKinds.flatMap((kind) =>
      rows
        .ofSlot(kind, slot, device, output, [counter])
        .filter(([, , , value]) => value !== null)
        .map(([at, , , value]) => ({ at: at as number, value: value as number })),
    );
  };

  /** Walks from slot to slot until there are `context` readings. @returns the slot it ended at. */
  const gather = (
    [device, output]: readonly [number, number],
    from: number,
    step: 1 | -1,
    end: number,
    into: CounterReading[],
  ): number => {
    let found = 0;
    let slot = from;
    for (; found < context && (end - slot) * step >= 0; slot += step) {
      const readings = readingsOf(device, output, slot);
      found += readings.length;
      into.push(...readings);
    }
    return slot - step;
  };

  const around = (device: number, output: number, first: number, last: number) => {
    const extent = rows.extent(device, output);
    const readings: CounterReading[] = [];
    for (let slot = first; slot <= last; slot++) readings.push(...readingsOf(device, output, slot));
    const low = Math.max(extent?.first ?? first, floor());
    const high = extent?.last ?? last;
    const of = [device, output] as const;
    const begin = Math.min(first, gather(of, first - 1, -1, low, readings));
    gather(of, begin - 1, -1, low, readings);
    const end = Math.max(last, gather(of, last + 1, 1, high, readings));
    gather(of, end + 1, 1, high, readings);
    return { readings, begin, end };
  };

  /** Asked first: where nothing counts, every half-hour back to the first row would be searched for a reading. */
  const hasReading = (device: number, output: number, first: number, last: number): boolean => {
    for (let slot = first; slot <= last; slot++) if (readingsOf(device, output, slot).length > 0) return true;
    return false;
  };

  const energies = (output: number, readings: readonly CounterReading[], edges: readonly number[]): EnergyPart[] =>
    intervalEnergy(readings, edges, output === noOutput ? cabinetCounter : lampCounter).map((bucket, n) => {
      const width = edges[n + 1]! - edges[n]!;
      return {
        energy: bucket.energy,
        measured: Math.round(bucket.measured * width),
        interpolated: Math.round(bucket.interpolated * width),
        resets: bucket.resets,
        excluded: bucket.excluded,
      };
    });

  return {
    tally(device, output, from, to, quantities = quantityNames) {
      const tally = new Tally();
      for (const [at, , , ...values] of rows.ofSlot("raw", slotOf(from), device, output, quantities)) {
        if ((at as number) < from || (at as number) >= to) continue;
        tally.rows++;
        for (let n = 0; n < values.length; n++) {
          const value = values[n] as number | null;
          if (value !== null) tally.addValue(quantities[n]!, value);
        }
      }
      return tally;
    },
    energyAround(device, output, first, last) {
      if (!hasReading(device, output, first, last)) return new Map();
      const { readings, begin, end } = around(device, output, first, last);
      const edges = Array.from({ length: end - begin + 2 }, (_, n) => (begin + n) * slotWidth);
      return new Map(energies(output, readings, edges).map((part, n) => [begin + n, part]));
    },
    energyWithin(device, output, from, to) {
      const { readings } = around(device, output, slotOf(from), slotOf(to - 1));
      return energies(output, readings, [from, to])[0]!;
    },
  };
}
