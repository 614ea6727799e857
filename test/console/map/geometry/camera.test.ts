import fc from "fast-check";
import { expect, test } from "vitest";
import {
  boundsOf,
  type Camera,
  fitting,
  isSameView,
  leastZoom,
  mostZoom,
  panned,
  toScreen,
  toWorld,
  zoomedTo,
} from "../../../../controller/console/map/geometry/camera.ts";
import { project } from "../../../../controller/console/map/geometry/mercator.ts";

const size = { width: 1000, height: 600 };
const camera: Camera = { ...project(106.65, 10.98), zoom: 14 };
const within = fc.record({
  left: fc.double({ min: 0, max: 1000, noNaN: true }),
  top: fc.double({ min: 0, max: 600, noNaN: true }),
});
const zooms = fc.double({ min: leastZoom, max: mostZoom, noNaN: true });

test("what the camera looks at is in the middle", () => {
  expect(toScreen(camera, size, camera)).toEqual({ left: 500, top: 300 });
});

test("one zoom further everything is twice as far from the middle", () => {
  const point = toWorld(camera, size, { left: 600, top: 350 });
  const { left, top } = toScreen({ ...camera, zoom: 15 }, size, point);
  expect(left).toBeCloseTo(700, 4);
  expect(top).toBeCloseTo(400, 4);
});

test("what is under the pointer stays there while the wheel turns", () => {
  fc.assert(
    fc.property(within, zooms, (anchor, zoom) => {
      const before = toWorld(camera, size, anchor);
      const { left, top } = toScreen(zoomedTo(camera, size, zoom, anchor), size, before);
      expect(left).toBeCloseTo(anchor.left, 3);
      expect(top).toBeCloseTo(anchor.top, 3);
    }),
  );
});

test("what is under the hand moves with it", () => {
  fc.assert(
    fc.property(within, within, (from, to) => {
      const point = toWorld(camera, size, from);
      const after = panned(camera, { left: to.left - from.left, top: to.top - from.top });
      expect(toScreen(after, size, point).left).toBeCloseTo(to.left, 3);
    }),
  );
});

test("there is an end to zooming, both ways", () => {
  expect(zoomedTo(camera, size, 99).zoom).toBe(mostZoom);
  expect(zoomedTo(camera, size, -3).zoom).toBe(leastZoom);
});

test("a fitted box lies in view within what covers the edges, and touches it", () => {
  const a = project(106.6, 11.0);
  const b = project(106.7, 10.95);
  const bounds = { minX: a.x, minY: a.y, maxX: b.x, maxY: b.y };
  const view = fitting(bounds, size, { top: 60, right: 100, bottom: 80, left: 20 });
  const [nw, se] = [toScreen(view, size, a), toScreen(view, size, b)];
  expect(nw.left).toBeCloseTo(20, 3);
  expect(se.left).toBeCloseTo(900, 3);
  expect(nw.top - 60).toBeCloseTo(520 - se.top, 3);
  expect(nw.top).toBeGreaterThanOrEqual(60);
});

test("a single lamp is looked at from a distance", () => {
  const { x, y } = camera;
  expect(fitting({ minX: x, minY: y, maxX: x, maxY: y }, size, { top: 0, right: 0, bottom: 0, left: 0 }).zoom).toBe(18);
});

test("bounds hold the corners of the view", () => {
  const { minX, maxY } = boundsOf(camera, size);
  expect(toScreen(camera, size, { x: minX, y: maxY })).toMatchObject({ left: 0, top: 600 });
});

test("a view that differs by less than a pixel is the same view", () => {
  expect(isSameView(camera, panned(camera, { left: 0.3, top: 0 }))).toBe(true);
  expect(isSameView(camera, panned(camera, { left: 2, top: 0 }))).toBe(false);
});
