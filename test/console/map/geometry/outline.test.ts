import fc from "fast-check";
import { expect, test } from "vitest";
import { boxAround, hullOf, isInside } from "../../../../controller/console/map/geometry/outline.ts";

const at = (x: number, y: number) => ({ x, y });
const square = [at(0, 0), at(4, 0), at(4, 4), at(0, 4)];
const points = fc.array(fc.record({ x: fc.integer({ min: 0, max: 50 }), y: fc.integer({ min: 0, max: 50 }) }), {
  minLength: 3,
  maxLength: 60,
});

test("a lasso holds what it goes round, also where it bends inwards", () => {
  const bay = [at(0, 0), at(4, 0), at(4, 4), at(2, 1), at(0, 4)];
  expect(isInside(bay, at(1, 1))).toBe(true);
  expect(isInside(bay, at(2, 3))).toBe(false);
  expect(isInside(square, at(5, 2))).toBe(false);
});

test("where a lasso crosses itself, what is enclosed twice is outside", () => {
  const twice = [...square, ...square];
  expect(isInside(twice, at(2, 2))).toBe(false);
});

test("a line that was not drawn holds nothing", () => {
  expect(isInside([], at(0, 0))).toBe(false);
  expect(isInside([at(1, 1)], at(1, 1))).toBe(false);
});

test("the hull goes round every point and uses no others", () => {
  fc.assert(
    fc.property(points, (all) => {
      const hull = hullOf(all);
      for (const corner of hull) expect(all).toContainEqual(corner);
      for (let i = 0; i < hull.length && hull.length > 2; i++) {
        const [a, b] = [hull[i]!, hull[(i + 1) % hull.length]!];
        for (const p of all) expect((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

test("the box around nothing is none", () => {
  expect(boxAround([])).toBeUndefined();
  expect(boxAround([at(3, 1), at(-1, 2)])).toEqual({ minX: -1, minY: 1, maxX: 3, maxY: 2 });
});
