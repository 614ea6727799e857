/** Lamps gathered into cells of the screen for a view from far: how many of each state, kept right change by change. */
import type { Columns } from "./grid-index.ts";

export interface Cluster {
  /** World coordinates of the middle of its lamps. */
  readonly x: number;
  readonly y: number;
  readonly total: number;
  /** Lamps by state code. */
  readonly counts: Uint32Array;
}

export interface Clusters {
  /** Clusters with at least one lamp. */
  list(): Cluster[];
  /** A lamp comes into view (+1) or leaves it (-1) with this state; a change of state is one of each. */
  count(row: number, state: number, by: 1 | -1): void;
  /** The cluster a lamp belongs to, as a position that holds until the next zoom. */
  cellOf(row: number): number;
}

/**
 * @param zoom whole; cells are cut from the world, so that they stay where they are while the map is moved
 * @param across CSS pixels of a cell at that zoom
 */
export function createClusters(columns: Columns, states: number, zoom: number, across = 64): Clusters {
  const { x, y } = columns;
  const perWorld = (256 * 2 ** zoom) / across;
  const cells = new Map<number, number>();
  const cellOf = new Int32Array(x.length);
  for (let row = 0; row < x.length; row++) {
    const key = Math.floor(y[row]! * perWorld) * 2 ** 26 + Math.floor(x[row]! * perWorld);
    const cell = cells.get(key) ?? cells.size;
    cells.set(key, cell);
    cellOf[row] = cell;
  }
  const counts = new Uint32Array(cells.size * states);
  const totals = new Uint32Array(cells.size);
  const sumX = new Float64Array(cells.size);
  const sumY = new Float64Array(cells.size);
  return {
    cellOf: (row) => cellOf[row]!,
    count(row, state, by) {
      const cell = cellOf[row]!;
      counts[cell * states + state]! += by;
      totals[cell]! += by;
      sumX[cell]! += by * x[row]!;
      sumY[cell]! += by * y[row]!;
    },
    list() {
      const found: Cluster[] = [];
      for (let cell = 0; cell < totals.length; cell++) {
        const total = totals[cell]!;
        if (total === 0) continue;
        const own = counts.subarray(cell * states, (cell + 1) * states);
        found.push({ x: sumX[cell]! / total, y: sumY[cell]! / total, total, counts: own });
      }
      return found;
    },
  };
}
