/** The fleet under one filter: which lamps are shown and selected, counted by state, followed change by change. */
import type { LampsChanged } from "../../../api/map-schemas.ts";
import { type Clusters, createClusters } from "./clusters.ts";
import { acceptsOf, type MapFilter } from "./filter.ts";
import { applyChange, type FleetTable } from "./fleet-table.ts";
import { createGridIndex, type GridIndex } from "./grid-index.ts";

export interface FleetView {
  readonly table: FleetTable;
  readonly index: GridIndex;
  /** 1: the lamp passes the filter. */
  readonly shown: Uint8Array;
  /** 1: the lamp is selected; hidden lamps never are. */
  readonly selected: Uint8Array;
  /** Lamps by state that pass the filter apart from its states: what a legend offers. */
  readonly counts: Uint32Array;
  shownTotal(): number;
  selectedTotal(): number;
  /** Another number whenever other lamps are shown: as many of them, too. */
  shownVersion(): number;
  /** Rows shown, in the order of the table. */
  shownRows(): number[];
  selectedRows(): number[];
  setFilter(filter: MapFilter): void;
  /** @returns whether anything changed. */
  apply(change: LampsChanged): boolean;
  /** @param keep true: those selected before stay so. */
  select(rows: Iterable<number>, keep?: boolean): void;
  toggle(row: number): void;
  /** Clusters of the lamps shown, for a whole zoom. */
  clustersAt(zoom: number): Clusters;
}

export function createFleetView(table: FleetTable): FleetView {
  const index = createGridIndex(table, table.bounds);
  const shown = new Uint8Array(table.size).fill(1);
  const selected = new Uint8Array(table.size);
  const stateCount = table.around.states.length;
  const counts = new Uint32Array(stateCount);
  let acceptsPlace = acceptsOf(table, {});
  let accepts = acceptsPlace;
  let clusters: { zoom: number; made: Clusters } | undefined;
  let total = 0;
  let selectedTotal = 0;
  let shownVersion = 0;

  function setSelected(row: number, value: 0 | 1): void {
    if (selected[row] === value) return;
    selected[row] = value;
    selectedTotal += value === 1 ? 1 : -1;
  }

  function judge(row: number): void {
    const value = accepts(row) ? 1 : 0;
    if (shown[row] !== value) shownVersion++;
    shown[row] = value;
    if (value === 0) setSelected(row, 0);
  }

  function judgeAll(): void {
    counts.fill(0);
    total = 0;
    clusters = undefined;
    for (let row = 0; row < table.size; row++) {
      if (acceptsPlace(row)) counts[table.state[row]!]!++;
      judge(row);
      total += shown[row]!;
    }
  }

  /** The row as it was leaves the sums, as it is it enters them: state and filter may both have changed. */
  function follow(row: number, before: number): void {
    const state = table.state[row]!;
    if (acceptsPlace(row)) counts[state]!++;
    if (shown[row] === 1) {
      clusters?.made.count(row, before, -1);
      total--;
    }
    judge(row);
    if (shown[row] === 1) {
      clusters?.made.count(row, state, 1);
      total++;
    }
  }

  judgeAll();

  return {
    table,
    index,
    shown,
    selected,
    counts,
    shownTotal: () => total,
    selectedTotal: () => selectedTotal,
    shownVersion: () => shownVersion,
    shownRows: () => rowsOf(shown),
    selectedRows: () => rowsOf(selected),
    setFilter(filter) {
      const { states: _states, ...rest } = filter;
      acceptsPlace = acceptsOf(table, rest);
      accepts = acceptsOf(table, filter);
      judgeAll();
    },
    apply(change) {
      const before = change.id.map((id) => {
        const row = table.rowOf(id);
        if (row === undefined) return { row: -1, state: 0 };
        if (acceptsPlace(row)) counts[table.state[row]!]!--;
        return { row, state: table.state[row]! };
      });
      const changed = applyChange(table, change);
      for (const { row, state } of before) if (row >= 0) follow(row, state);
      return changed.length > 0;
    },
    select(rows, keep = false) {
      if (!keep) for (let row = 0; row < table.size; row++) setSelected(row, 0);
      for (const row of rows) if (shown[row] === 1) setSelected(row, 1);
    },
    toggle(row) {
      if (shown[row] === 1) setSelected(row, selected[row] === 1 ? 0 : 1);
    },
    clustersAt(zoom) {
      if (clusters?.zoom !== zoom) {
        const made = createClusters(table, stateCount, zoom);
        for (let row = 0; row < table.size; row++) if (shown[row] === 1) made.count(row, table.state[row]!, 1);
        clusters = { zoom, made };
      }
      return clusters.made;
    },
  };
}

function rowsOf(marks: Uint8Array): number[] {
  const rows: number[] = [];
  for (let row = marks.indexOf(1); row >= 0; row = marks.indexOf(1, row + 1)) rows.push(row);
  return rows;
}
