import fc from "fast-check";
import { expect, test } from "vitest";
import { metresAcross, project, unproject } from "../../../../controller/console/map/geometry/mercator.ts";

test("the meridian of Greenwich and the equator cross in the middle of the world", () => {
  expect(project(0, 0)).toEqual({ x: 0.5, y: 0.5 });
});

test("a place is where everybody's tiles have it", () => {
  // tile 14/13045/7690 as published slippy-map formulas give it for the centre of Thủ Dầu Một
  const { x, y } = project(106.65, 10.98);
  expect(Math.floor(x * 2 ** 14)).toBe(Math.floor(((106.65 + 180) / 360) * 2 ** 14));
  const lat = (10.98 * Math.PI) / 180;
  const tileY = ((1 - Math.asinh(Math.tan(lat)) / Math.PI) / 2) * 2 ** 14;
  expect(y * 2 ** 14).toBeCloseTo(tileY, 6);
});

test("the poles are the edge of the world, not beyond it", () => {
  expect(project(0, 90).y).toBeCloseTo(0, 9);
  expect(project(0, -90).y).toBeCloseTo(1, 9);
});

test("every place comes back to where it was, to a millimetre", () => {
  const places = fc.tuple(
    fc.double({ min: -180, max: 180, noNaN: true }),
    fc.double({ min: -85, max: 85, noNaN: true }),
  );
  fc.assert(
    fc.property(places, ([lon, lat]) => {
      const back = unproject(project(lon, lat));
      expect(back.lon).toBeCloseTo(lon, 8);
      expect(back.lat).toBeCloseTo(lat, 8);
    }),
  );
});

test("a metre is a metre: at 60 degrees the world is half as wide as at the equator", () => {
  expect(metresAcross(0.5)).toBeCloseTo(40_075_016.686, 0);
  expect(metresAcross(project(0, 60).y) / metresAcross(0.5)).toBeCloseTo(0.5, 6);
});
