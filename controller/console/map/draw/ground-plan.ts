/** The inventory's own map: roads as lines in several grades of detail, areas as the hulls around their lamps. */
import type { FleetTable } from "../fleet/fleet-table.ts";
import type { Bounds } from "../geometry/camera.ts";
import { project, type WorldPoint } from "../geometry/mercator.ts";
import { boxAround, hullOf } from "../geometry/outline.ts";

export interface PlanRoad {
  readonly name: string;
  readonly bounds: Bounds;
  /** World coordinates relative to the plan's origin; a canvas keeps them in single precision. */
  readonly points: readonly WorldPoint[];
  /** Middle of the line, where its name stands. */
  readonly middle: WorldPoint;
  /** World units along the line. */
  readonly length: number;
}
export interface PlanArea {
  readonly id: string;
  readonly name: string;
  readonly hull: readonly WorldPoint[];
  readonly middle: WorldPoint;
  readonly lamps: number;
}
export interface PlanCabinet extends WorldPoint {
  readonly id: string;
  readonly name: string;
  readonly online: boolean | undefined;
}
export interface GroundPlan {
  readonly origin: WorldPoint;
  readonly roads: readonly PlanRoad[];
  readonly areas: readonly PlanArea[];
  readonly cabinets: readonly PlanCabinet[];
}

/** Made once per snapshot: some ten ms for 2,600 roads. */
export function layGroundPlan(table: FleetTable): GroundPlan {
  const { bounds } = table;
  const origin = bounds
    ? { x: (bounds.minX + bounds.maxX) / 2, y: (bounds.minY + bounds.maxY) / 2 }
    : { x: 0.5, y: 0.5 };
  return {
    origin,
    roads: table.around.roads.flatMap(({ name, path }) =>
      path && path.length > 1 ? [roadOf(name, path, origin)] : [],
    ),
    areas: areasOf(table),
    cabinets: table.around.cabinets.map(({ id, name, lon, lat, online }) => ({
      id,
      name,
      online,
      ...project(lon, lat),
    })),
  };
}

function roadOf(name: string, path: readonly (readonly [number, number])[], origin: WorldPoint): PlanRoad {
  const world = path.map(([lon, lat]) => project(lon, lat));
  let length = 0;
  for (let at = 1; at < world.length; at++)
    length += Math.hypot(world[at]!.x - world[at - 1]!.x, world[at]!.y - world[at - 1]!.y);
  return {
    name,
    bounds: boxAround(world)!,
    points: world.map(({ x, y }) => ({ x: x - origin.x, y: y - origin.y })),
    middle: world[world.length >> 1]!,
    length,
  };
}

function areasOf(table: FleetTable): PlanArea[] {
  const places = table.around.areas.map((): WorldPoint[] => []);
  for (let row = 0; row < table.size; row++) places[table.area[row]!]?.push({ x: table.x[row]!, y: table.y[row]! });
  return table.around.areas.flatMap(({ id, name }, place) => {
    const points = places[place]!;
    if (points.length < 3) return [];
    const middle = {
      x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
      y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
    };
    return [{ id, name, hull: hullOf(points), middle, lamps: points.length }];
  });
}
