/** The city as a tree that is read from above: areas, and in each its roads, cabinets and circuits with their lamps. */
import type { FleetSnapshot } from "../../../api/map-schemas.ts";

export interface TreeNode {
  readonly sort: "area" | "road" | "cabinet" | "circuit";
  readonly id: string;
  readonly name: string;
  /** Lamps here and below. */
  readonly lamps: number;
  readonly children: readonly TreeNode[];
}

type Compare = (a: string, b: string) => number;

/** @returns roots in reading order. Areas come before cabinets, cabinets before roads. */
export function cityTree(city: FleetSnapshot, compare: Compare): TreeNode[] {
  const ofArea = countBy(city.lamps.area, city.areas.length);
  const ofRoad = countBy(city.lamps.road, city.roads.length);
  const ofCircuit = countBy(city.lamps.circuit, city.circuits.length);
  const byName = (a: TreeNode, b: TreeNode) => compare(a.name, b.name);

  const circuits = city.circuits.map(({ id, name, cabinetId }, n) => ({
    cabinetId,
    node: { sort: "circuit", id, name, lamps: ofCircuit[n] ?? 0, children: [] } as TreeNode,
  }));
  const circuitsOf = Map.groupBy(circuits, ({ cabinetId }) => cabinetId);
  const cabinets = city.cabinets.map(({ id, name, areaId }) => {
    const children = (circuitsOf.get(id) ?? []).map(({ node }) => node).sort(byName);
    return { areaId, node: { sort: "cabinet", id, name, lamps: sum(children), children } as TreeNode };
  });
  const roads = city.roads.map(({ id, name, areaId }, n) => ({
    areaId,
    node: { sort: "road", id, name, lamps: ofRoad[n] ?? 0, children: [] } as TreeNode,
  }));
  const cabinetsOf = Map.groupBy(cabinets, ({ areaId }) => areaId);
  const roadsOf = Map.groupBy(roads, ({ areaId }) => areaId);

  const known = new Set(city.areas.map(({ id }) => id));
  const areas = city.areas.map((area, n) => ({ ...area, lamps: ofArea[n] ?? 0 }));
  const below = Map.groupBy(areas, ({ parentId }) =>
    parentId !== undefined && known.has(parentId) ? parentId : undefined,
  );
  const walk = (parentId: string | undefined): TreeNode[] =>
    (below.get(parentId) ?? [])
      .map(({ id, name, lamps }): TreeNode => {
        const inside = walk(id);
        const own = [cabinetsOf.get(id) ?? [], roadsOf.get(id) ?? []].flatMap((list) =>
          list.map(({ node }) => node).sort(byName),
        );
        return { sort: "area", id, name, lamps: lamps + sum(inside), children: [...inside, ...own] };
      })
      .sort(byName);
  return walk(undefined);
}

const sum = (nodes: readonly TreeNode[]) => nodes.reduce((lamps, node) => lamps + node.lamps, 0);

/** How often each position occurs; -1 is nowhere. */
function countBy(positions: readonly number[], size: number): Uint32Array {
  const counts = new Uint32Array(size);
  for (const position of positions) if (position >= 0) counts[position]!++;
  return counts;
}

/** @returns the part of the forest at this area; everything without one. */
export function branchAt(tree: readonly TreeNode[], areaId: string | undefined): readonly TreeNode[] {
  if (areaId === undefined) return tree;
  for (const node of tree) {
    if (node.sort === "area" && node.id === areaId) return [node];
    const found = branchAt(node.children, areaId);
    if (found.length > 0 && node.sort === "area") return found;
  }
  return [];
}
