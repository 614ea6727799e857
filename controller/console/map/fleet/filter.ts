/** Which lamps are shown: one filter for map and table, kept in the address of the page. */
import { fold } from "../../search/fold.ts";
import type { FleetTable } from "./fleet-table.ts";

/** Every part narrows; lists mean any of them; absent: all. Ids as in the inventory. */
export interface MapFilter {
  readonly states?: readonly string[];
  /** The area and everything below it. */
  readonly area?: string;
  readonly road?: string;
  readonly model?: string;
  readonly circuit?: string;
  readonly cabinet?: string;
  readonly group?: string;
  /** Who decided: override, calendar, … */
  readonly source?: string;
  /** Words, each found somewhere in name or id, without marks. */
  readonly text?: string;
  /** Ids of lamps, found by somebody else. */
  readonly only?: readonly string[];
}

export type Accepts = (row: number) => boolean;

/** Folding 100,000 names takes a while; the texts belong to the table and live as long. */
const foldedTexts = new WeakMap<FleetTable, string[]>();

function foldedOf(table: FleetTable): readonly string[] {
  const known = foldedTexts.get(table);
  if (known !== undefined) return known;
  const texts = table.ids.map((id, row) => fold(`${table.names[row]} ${id}`));
  foldedTexts.set(table, texts);
  return texts;
}

/** @returns a test of one row by what it is now; an id nobody knows accepts no lamp. */
export function acceptsOf(table: FleetTable, filter: MapFilter): Accepts {
  const tests = [
    ...placeTests(table, filter),
    ...stateTests(table, filter),
    ...textTests(table, filter),
    ...namedTests(table, filter),
  ];
  return (row) => tests.every((test) => test(row));
}

function placeTests(table: FleetTable, { area, road, model, circuit, cabinet, group }: MapFilter): Accepts[] {
  const { areas, roads, models, circuits, groups } = table.around;
  const tests: Accepts[] = [];
  const only = (column: Int32Array, list: readonly { id: string }[], id: string | undefined) => {
    if (id === undefined) return;
    const place = list.findIndex((thing) => thing.id === id);
    tests.push((row) => place >= 0 && column[row] === place);
  };
  only(table.road, roads, road);
  only(table.model, models, model);
  only(table.circuit, circuits, circuit);
  if (area !== undefined) {
    const within = areasBelow(areas, area);
    tests.push((row) => within.has(table.area[row]!));
  }
  if (cabinet !== undefined) {
    const fed = circuits.map(({ cabinetId }) => cabinetId === cabinet);
    tests.push((row) => fed[table.circuit[row]!] === true);
  }
  if (group !== undefined) {
    const members = new Set(groups.find(({ id }) => id === group)?.lamps);
    tests.push((row) => members.has(row));
  }
  return tests;
}

function stateTests(table: FleetTable, { states, source }: MapFilter): Accepts[] {
  const tests: Accepts[] = [];
  if (states !== undefined) {
    const wanted = table.around.states.map((name) => states.includes(name));
    tests.push((row) => wanted[table.state[row]!]!);
  }
  if (source !== undefined) tests.push((row) => table.around.sources[table.source[row]!] === source);
  return tests;
}

function textTests(table: FleetTable, { text }: MapFilter): Accepts[] {
  const words = fold(text ?? "")
    .split(/\s+/)
    .filter(Boolean);
  if (words.length === 0) return [];
  const texts = foldedOf(table);
  return [(row) => words.every((word) => texts[row]!.includes(word))];
}

function namedTests(table: FleetTable, { only }: MapFilter): Accepts[] {
  if (only === undefined) return [];
  const named = new Set(only.map((id) => table.rowOf(id)));
  return [(row) => named.has(row)];
}

/** @returns positions of the area and of everything below it; a ring damaged into the tree ends the walk. */
function areasBelow(areas: readonly { id: string; parentId?: string }[], id: string): Set<number> {
  const found = new Set([id]);
  for (const above of found) {
    for (const area of areas) if (area.parentId === above) found.add(area.id);
  }
  return new Set(areas.flatMap((area, place) => (found.has(area.id) ? [place] : [])));
}
