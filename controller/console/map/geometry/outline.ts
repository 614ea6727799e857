/** Closed outlines: what lies inside one that a hand drew, and the hull around many points. */
import type { Bounds } from "./camera.ts";
import type { WorldPoint } from "./mercator.ts";

/** Even-odd: where the line crosses itself, what is enclosed twice is outside, as in every drawing program. */
export function isInside(outline: readonly WorldPoint[], { x, y }: WorldPoint): boolean {
  let inside = false;
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
    const a = outline[i]!;
    const b = outline[j]!;
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/** @returns the smallest box around the points; undefined around none. */
export function boxAround(points: Iterable<WorldPoint>): Bounds | undefined {
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  for (const { x, y } of points) {
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  }
  return minX === Number.POSITIVE_INFINITY ? undefined : { minX, minY, maxX, maxY };
}

/** @returns the convex hull, without repeating its first point; the points themselves where there are fewer than three. */
export function hullOf(points: readonly WorldPoint[]): WorldPoint[] {
  const sorted = points.toSorted((a, b) => a.x - b.x || a.y - b.y);
  if (sorted.length < 3) return sorted;
  return [...chain(sorted), ...chain(sorted.toReversed())];
}

/** One half of the hull, without its last point, with which the other half begins. */
function chain(sorted: readonly WorldPoint[]): WorldPoint[] {
  const half: WorldPoint[] = [];
  for (const point of sorted) {
    while (half.length >= 2 && turn(half.at(-2)!, half.at(-1)!, point) <= 0) half.pop();
    half.push(point);
  }
  half.pop();
  return half;
}

const turn = (o: WorldPoint, a: WorldPoint, b: WorldPoint) => (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
