import fc from "fast-check";
import { expect, test } from "vitest";
import { createGridIndex } from "../../../../controller/console/map/fleet/grid-index.ts";
import { boxAround } from "../../../../controller/console/map/geometry/outline.ts";

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const places = fc.array(fc.record({ x: unit, y: unit }), { minLength: 1, maxLength: 200 });

function given(points: readonly { x: number; y: number }[]) {
  const columns = { x: Float64Array.from(points, ({ x }) => x), y: Float64Array.from(points, ({ y }) => y) };
  return createGridIndex(columns, boxAround(points));
}
const found = (index: ReturnType<typeof given>, box: Parameters<typeof index.visit>[0]) => {
  const rows: number[] = [];
  index.visit(box, (row) => rows.push(row));
  return rows.sort((a, b) => a - b);
};

test("a box finds exactly the lamps in it, each once", () => {
  fc.assert(
    fc.property(places, unit, unit, unit, unit, (points, a, b, c, d) => {
      const box = { minX: Math.min(a, b), maxX: Math.max(a, b), minY: Math.min(c, d), maxY: Math.max(c, d) };
      const inside = points.flatMap(({ x, y }, row) =>
        x >= box.minX && x <= box.maxX && y >= box.minY && y <= box.maxY ? [row] : [],
      );
      expect(found(given(points), box)).toEqual(inside);
    }),
  );
});

test("the nearest lamp is the nearest of those that are accepted", () => {
  fc.assert(
    fc.property(places, unit, unit, (points, x, y) => {
      const away = (row: number) => Math.hypot(points[row]!.x - x, points[row]!.y - y);
      const even = points.map((_, row) => row).filter((row) => row % 2 === 0 && away(row) <= 0.3);
      const best = Math.min(...even.map(away));
      const row = given(points).nearest(x, y, 0.3, (one) => one % 2 === 0);
      if (even.length === 0) expect(row).toBeUndefined();
      else expect(away(row!)).toBe(best);
    }),
  );
});

test("a street in one straight line and a single pole are found as well", () => {
  const street = given(Array.from({ length: 500 }, (_, at) => ({ x: at / 1000, y: 0.5 })));
  expect(found(street, { minX: 0.1, maxX: 0.102, minY: 0, maxY: 1 })).toEqual([100, 101, 102]);
  expect(given([{ x: 0.2, y: 0.2 }]).nearest(0.2, 0.2001, 0.01, () => true)).toBe(0);
});

test("an empty fleet finds nothing", () => {
  expect(
    createGridIndex({ x: new Float64Array(0), y: new Float64Array(0) }, undefined).nearest(0, 0, 1, () => true),
  ).toBeUndefined();
});
