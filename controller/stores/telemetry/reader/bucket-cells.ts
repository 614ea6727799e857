/**
 * What an output measured and used in each bucket of a question: put together from the widest roll-ups that fit into
 * the bucket, and from rows where roll-ups do not say what the rows say, or where a bucket begins or ends within a
 * half-hour.
 */
import { Tally } from "../../../core/telemetry/tally.ts";
import { type Partitions, slotOf, slotWidth } from "../file/partitions.ts";
import type { Statements } from "../file/statements.ts";
import {
  addEnergy,
  createRolledRows,
  type EnergyPart,
  type Level,
  noEnergy,
  type Rolled,
} from "../rolled/rolled-rows.ts";
import { hourWidth, stretches } from "../rolled/roller.ts";
import type { Day } from "../rolled/site-days.ts";
import type { SlotFigures } from "../rolled/slot-figures.ts";
import type { SampleRows } from "../series/sample-rows.ts";

/** An output for a time. */
export interface Part {
  device: number;
  output: number;
  /** EpochMs; half-open. */
  from: number;
  to: number;
}

export interface BucketCells {
  /**
   * Adds what the part has to the cells of the buckets; cells nothing was found for stay away.
   * Yields where it may rest.
   */
  add(part: Part, edges: readonly number[], energy: boolean, cells: Map<number, Rolled>): Generator<void, void>;
}

export interface BucketCellsDeps {
  readonly partitions: Partitions;
  readonly statements: Statements;
  readonly rows: SampleRows;
  readonly figures: SlotFigures;
  readonly dayOf: (at: number) => Day;
  /** EpochMs before which raw rows were forgotten. */
  readonly rawFrom: () => number;
  /** Half-hours of rows that are not in the series yet. */
  readonly pendingSlots: (device: number, output: number) => readonly number[];
}

/** Roll-ups of one output that do not say what its rows say. */
interface Dirt {
  slots: Set<number>;
  hours: Set<number>;
  days: Set<number>;
  /** Energy of the half-hours those rows have a part in. */
  energy: Map<number, EnergyPart>;
}

/** Roll-ups read between two rests. */
const atOnce = 256;

export function createBucketCells(deps: BucketCellsDeps): BucketCells {
  const { partitions, statements, rows, figures, dayOf, rawFrom, pendingSlots } = deps;
  const rolled = createRolledRows(partitions, statements);

  const dirtOf = ({ device, output }: Part, energy: boolean): Dirt => {
    const dirt: Dirt = { slots: new Set(), hours: new Set(), days: new Set(), energy: new Map() };
    const touched = statements.all("SELECT level, at FROM touched WHERE device = ? AND output = ?", device, output) as [
      Level,
      number,
    ][];
    for (const [level, at] of touched) {
      if (level === 0) dirt.slots.add(slotOf(at));
      else if (level === 1) dirt.hours.add(at);
      else dirt.days.add(at);
    }
    for (const slot of pendingSlots(device, output)) dirt.slots.add(slot);
    if (energy) {
      for (const stretch of stretches([...dirt.slots].sort((a, b) => a - b))) {
        for (const [slot, part] of figures.energyAround(device, output, stretch[0]!, stretch.at(-1)!)) {
          dirt.energy.set(slot, part);
        }
      }
    }
    for (const slot of [...dirt.slots, ...dirt.energy.keys()]) {
      const at = slot * slotWidth;
      dirt.hours.add(at - (at % hourWidth));
      dirt.days.add(dayOf(at).from);
    }
    return dirt;
  };

  const ofSlot = ({ device, output }: Part, slot: number, dirt: Dirt): Rolled | undefined => {
    const at = slot * slotWidth;
    const known = rolled.get(0, at, device, output);
    // roll-ups of forgotten rows stay as they are
    if (at < rawFrom() && known !== undefined) return known;
    const energy = dirt.energy.get(slot);
    if (!dirt.slots.has(slot)) {
      if (energy === undefined) return known;
      return { tally: known?.tally ?? new Tally(), energy };
    }
    return {
      tally: figures.tally(device, output, at, at + slotWidth),
      energy: energy ?? known?.energy ?? { ...noEnergy },
    };
  };

  /** A bucket or a span that begins or ends within a half-hour. */
  const ofPiece = ({ device, output }: Part, from: number, to: number, energy: boolean): Rolled => {
    const at = slotOf(from) * slotWidth;
    if (at < rawFrom()) {
      // rows were forgotten: of what the half-hour used, the piece's share of its time
      const whole = rolled.get(0, at, device, output)?.energy ?? noEnergy;
      const share = (to - from) / slotWidth;
      return {
        tally: new Tally(),
        energy: {
          ...noEnergy,
          energy: whole.energy * share,
          measured: Math.round(whole.measured * share),
          interpolated: Math.round(whole.interpolated * share),
        },
      };
    }
    return {
      tally: figures.tally(device, output, from, to),
      energy: energy ? figures.energyWithin(device, output, from, to) : { ...noEnergy },
    };
  };

  return {
    *add(part, edges, energy, cells) {
      const { device, output } = part;
      const extent = rows.extent(device, output);
      if (extent === undefined) return;
      // whole days, so that the first and the last are read as such
      const from = Math.max(part.from, dayOf(extent.first * slotWidth).from, edges[0]!);
      const to = Math.min(part.to, dayOf(extent.last * slotWidth).to, edges.at(-1)!);
      if (from >= to) return;
      const dirt = dirtOf(part, energy);
      let read = 0;
      let n = Math.max(
        0,
        edges.findLastIndex((edge) => edge <= from),
      );
      for (let at = from; at < to; ) {
        while (edges[n + 1]! <= at) n++;
        const end = Math.min(to, edges[n + 1]!);
        const day = dayOf(at);
        let found: Rolled | undefined;
        if (day.from === at && day.to <= end && !dirt.days.has(at)) {
          found = rolled.get(2, at, device, output);
          at = day.to;
        } else if (at % hourWidth === 0 && at + hourWidth <= end && !dirt.hours.has(at)) {
          found = rolled.get(1, at, device, output);
          at += hourWidth;
        } else if (at % slotWidth === 0 && at + slotWidth <= end) {
          found = ofSlot(part, slotOf(at), dirt);
          at += slotWidth;
        } else {
          const until = Math.min(end, (slotOf(at) + 1) * slotWidth);
          found = ofPiece(part, at, until, energy);
          at = until;
        }
        if (found !== undefined) addTo(cells, n, found);
        if (++read % atOnce === 0) yield;
      }
    },
  };
}

function addTo(cells: Map<number, Rolled>, n: number, found: Rolled): void {
  const cell = cells.get(n);
  if (cell === undefined) {
    cells.set(n, { tally: found.tally, energy: { ...found.energy } });
    return;
  }
  cell.tally.add(found.tally);
  addEnergy(cell.energy, found.energy);
}
