/** Finds lamps by place: a grid over the box around them, its cells as slices of one array of rows. */
import type { Bounds } from "../geometry/camera.ts";

export interface Columns {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export interface GridIndex {
  /** Calls for every row within the box, cell by cell. */
  visit(box: Bounds, see: (row: number) => void): void;
  /** @param radius in world units @returns the row nearest to the place among those accepted; undefined beyond the radius. */
  nearest(x: number, y: number, radius: number, accept: (row: number) => boolean): number | undefined;
}

/** Lamps that share a cell on average. */
const perCell = 16;

export function createGridIndex(columns: Columns, bounds: Bounds | undefined): GridIndex {
  if (bounds === undefined) return { visit: () => {}, nearest: () => undefined };
  const { x, y } = columns;
  const { minX, minY } = bounds;
  const across = Math.max(bounds.maxX - minX, Number.EPSILON);
  const down = Math.max(bounds.maxY - minY, Number.EPSILON);
  const cell = Math.sqrt((across * down * perCell) / x.length) || Math.max(across, down);
  // a straight street has a box without an area: cells along its length must stay few
  const side = Math.max(cell, Math.max(across, down) / 1024);
  const cols = Math.floor(across / side) + 1;
  const rows = Math.floor(down / side) + 1;
  const colOf = (at: number) => Math.max(0, Math.min(cols - 1, Math.floor((at - minX) / side)));
  const lineOf = (at: number) => Math.max(0, Math.min(rows - 1, Math.floor((at - minY) / side)));
  const { starts, sorted } = sortByCell(x.length, cols * rows, (row) => lineOf(y[row]!) * cols + colOf(x[row]!));

  function visit(box: Bounds, see: (row: number) => void): void {
    const last = colOf(box.maxX);
    for (let line = lineOf(box.minY); line <= lineOf(box.maxY); line++) {
      const end = starts[line * cols + last + 1]!;
      for (let at = starts[line * cols + colOf(box.minX)]!; at < end; at++) {
        const row = sorted[at]!;
        if (x[row]! >= box.minX && x[row]! <= box.maxX && y[row]! >= box.minY && y[row]! <= box.maxY) see(row);
      }
    }
  }

  return {
    visit,
    nearest(atX, atY, radius, accept) {
      let found: number | undefined;
      let best = radius;
      visit({ minX: atX - radius, minY: atY - radius, maxX: atX + radius, maxY: atY + radius }, (row) => {
        const away = Math.hypot(x[row]! - atX, y[row]! - atY);
        if (away > best || !accept(row)) return;
        best = away;
        found = row;
      });
      return found;
    },
  };
}

/** Counting sort. Rows of cell `c` stand in `sorted` from `starts[c]` up to `starts[c + 1]`. */
export function sortByCell(size: number, cells: number, cellOf: (row: number) => number) {
  const starts = new Uint32Array(cells + 1);
  for (let row = 0; row < size; row++) starts[cellOf(row) + 1]!++;
  for (let cell = 0; cell < cells; cell++) starts[cell + 1]! += starts[cell]!;
  const next = starts.slice();
  const sorted = new Uint32Array(size);
  for (let row = 0; row < size; row++) sorted[next[cellOf(row)]!++] = row;
  return { starts, sorted };
}
