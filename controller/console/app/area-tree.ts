/** The tree of areas: what lies below one, and all of them in reading order. */
import type { Area } from "../api-client/areas.ts";

/** @returns ids of the area and of all below it. */
export function areaAndBelow(areaId: string, areas: readonly Pick<Area, "areaId" | "parentId">[]): ReadonlySet<string> {
  const within = new Set([areaId]);
  for (let before = 0; before < within.size; ) {
    before = within.size;
    for (const area of areas) if (area.parentId !== undefined && within.has(area.parentId)) within.add(area.areaId);
  }
  return within;
}

/** @returns areas as an indented list, each below its parent. */
export function areaTree(
  areas: readonly Area[],
  compare: (a: string, b: string) => number,
): (Area & { depth: number })[] {
  const known = new Set(areas.map(({ areaId }) => areaId));
  const below = Map.groupBy(areas, ({ parentId }) => (parentId !== undefined && known.has(parentId) ? parentId : ""));
  const walk = (parent: string, depth: number): (Area & { depth: number })[] =>
    (below.get(parent) ?? [])
      .toSorted((a, b) => compare(a.name, b.name))
      .flatMap((area) => [{ ...area, depth }, ...walk(area.areaId, depth + 1)]);
  return walk("", 0);
}
