import { expect, test } from "vitest";
import { createCameraStore } from "../../../../controller/console/map/canvas/camera-store.ts";
import { toScreen } from "../../../../controller/console/map/geometry/camera.ts";

const bounds = { minX: 0.79, maxX: 0.8, minY: 0.46, maxY: 0.465 };

test("what was fitted before the size was known is fitted to it then", () => {
  const camera = createCameraStore({ x: 0.5, y: 0.5, zoom: 5 });
  camera.fit(bounds);
  camera.resize({ width: 1000, height: 600 });
  const corner = toScreen(camera.get(), camera.size(), { x: bounds.minX, y: bounds.minY });
  expect(corner.left).toBeCloseTo(40, 3);
  expect(corner.top).toBeGreaterThanOrEqual(40);
});

test("once somebody moved the map, another size leaves it where it is", () => {
  const camera = createCameraStore({ x: 0.5, y: 0.5, zoom: 5 });
  camera.resize({ width: 1000, height: 600 });
  camera.fit(bounds);
  camera.pan({ left: 100, top: 0 });
  const before = camera.get();
  camera.resize({ width: 700, height: 600 });
  expect(camera.get()).toEqual(before);
});

test("listeners hear every move until they stop", () => {
  const camera = createCameraStore({ x: 0.5, y: 0.5, zoom: 5 });
  let heard = 0;
  const stop = camera.subscribe(() => heard++);
  camera.zoomBy(1);
  camera.resize({ width: 10, height: 10 });
  camera.resize({ width: 10, height: 10 });
  expect(heard).toBe(2);
  stop();
  camera.zoomBy(1);
  expect(heard).toBe(2);
});
