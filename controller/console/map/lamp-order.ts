/** In which order the map's table shows its lamps: 100,000 of them in a blink. */
import { type FleetTable, feedName } from "./fleet/fleet-table.ts";
import type { FleetView } from "./fleet/fleet-view.ts";

export const lampColumns = ["name", "state", "level", "source", "road", "circuit", "area"] as const;
export type LampColumn = (typeof lampColumns)[number];

type Compare = (a: string, b: string) => number;

/** @returns the rows shown. */
export function sortLamps(view: FleetView, by: LampColumn, isDown: boolean, compare: Compare): number[] {
  const { table } = view;
  const rows = view.shownRows();
  const key = keyOf(table, by, compare);
  rows.sort((a, b) => key[a]! - key[b]!);
  return isDown ? rows.reverse() : rows;
}

/** 100,000 names are put in order once per fleet and language, not whenever a lamp enters the filter. */
const nameRanks = new WeakMap<FleetTable, { compare: Compare; ranks: ArrayLike<number> }>();

function ranksOfNames(table: FleetTable, compare: Compare): ArrayLike<number> {
  const known = nameRanks.get(table);
  if (known?.compare === compare) return known.ranks;
  const ranks = ranksOf(table.names, compare);
  nameRanks.set(table, { compare, ranks });
  return ranks;
}

function ranksOf(names: readonly string[], compare: Compare): Float64Array {
  const ranked = names.map((_, place) => place).sort((a, b) => compare(names[a]!, names[b]!));
  const ranks = new Float64Array(names.length);
  for (let place = 0; place < ranked.length; place++) ranks[ranked[place]!] = place;
  return ranks;
}

function circuitsAsRead({ around: { circuits, cabinets } }: FleetTable): { name: string }[] {
  const nameOf = new Map(cabinets.map(({ id, name }) => [id, name]));
  return circuits.map(({ name, cabinetId }) => ({ name: feedName(nameOf.get(cabinetId) ?? "", name) }));
}

/** A number per row, so that 100,000 names are compared once and not at every step of a sort. */
function keyOf(table: FleetTable, by: LampColumn, compare: Compare): ArrayLike<number> {
  const { around } = table;
  const byList = (column: ArrayLike<number>, list: readonly { name: string }[]) => {
    const rank = ranksOf(
      list.map(({ name }) => name),
      compare,
    );
    return Float64Array.from(column, (place) => rank[place] ?? -1);
  };
  switch (by) {
    case "name":
      return ranksOfNames(table, compare);
    case "state":
      return table.state;
    case "level":
      return table.level;
    case "source":
      return table.source;
    case "road":
      return byList(table.road, around.roads);
    case "area":
      return byList(table.area, around.areas);
    case "circuit":
      return byList(table.circuit, circuitsAsRead(table));
    default:
      return by satisfies never;
  }
}
