import { expect, test } from "vitest";
import { donutAt, layDonuts } from "../../../../controller/console/map/draw/cluster-painter.ts";
import { hitRadius, lampsFrom, radiusAt } from "../../../../controller/console/map/draw/detail.ts";
import { type PixelField, paintLamps, stamp } from "../../../../controller/console/map/draw/lamp-painter.ts";

const opaque = 0xff00_00ff;
const soft = 0x8000_ff00;
const empty = (width: number, height: number): PixelField => ({
  width,
  height,
  pixels: new Uint32Array(width * height),
});
const dot = { size: 1, pixels: Uint32Array.of(opaque) };
const size = { width: 5, height: 5 };
const camera = { x: 0.5, y: 0.5, zoom: 5 };
const pixel = 1 / (256 * 2 ** 5);

test("a lamp is painted where it stands", () => {
  const field = empty(5, 5);
  const scene = {
    x: Float64Array.of(0.5 + pixel),
    y: Float64Array.of(0.5 - pixel),
    visit: (_: unknown, see: (row: number) => void) => see(0),
    spriteOf: () => dot,
    isOnTop: () => false,
  };
  expect(paintLamps(field, scene, camera, size, 1)).toBe(1);
  expect(field.pixels.indexOf(opaque)).toBe(2 * 5 + 4);
});

test("what somebody has to look at is painted over the rest, and what is filtered out not at all", () => {
  const field = empty(5, 5);
  const red = { size: 1, pixels: Uint32Array.of(0xff00_0001) };
  const scene = {
    x: Float64Array.of(0.5, 0.5, 0.5),
    y: Float64Array.of(0.5, 0.5, 0.5),
    visit: (_: unknown, see: (row: number) => void) => [0, 1, 2].forEach(see),
    spriteOf: (row: number) => [red, dot, undefined][row],
    isOnTop: (row: number) => row === 0,
  };
  expect(paintLamps(field, scene, camera, size, 1)).toBe(2);
  expect(field.pixels.filter(Boolean)).toEqual(Uint32Array.of(0xff00_0001));
});

test("a picture at the edge is cut, and one outside leaves everything as it was", () => {
  const four = { size: 2, pixels: new Uint32Array(4).fill(opaque) };
  const field = empty(3, 3);
  stamp(field, four, -1, -1);
  expect([...field.pixels.keys()].filter((at) => field.pixels[at])).toEqual([0]);
  stamp(field, four, 2, 2);
  expect([...field.pixels.keys()].filter((at) => field.pixels[at])).toEqual([0, 8]);
  stamp(field, four, -2, 1);
  stamp(field, four, 3, 3);
  expect(field.pixels.filter(Boolean)).toHaveLength(2);
});

test("soft edges fill what is empty and never cover a lamp", () => {
  const edge = { size: 1, pixels: Uint32Array.of(soft) };
  const field = empty(2, 1);
  stamp(field, dot, 0, 0);
  stamp(field, edge, 0, 0);
  stamp(field, edge, 1, 0);
  stamp(field, { size: 1, pixels: Uint32Array.of(0) }, 1, 0);
  expect(field.pixels).toEqual(Uint32Array.of(opaque, soft));
});

test("lamps grow with the zoom, never shrink, and fingers hit them at any size", () => {
  const zooms = Array.from({ length: 80 }, (_, at) => 12 + at / 10);
  const radii = zooms.map(radiusAt);
  expect(radii).toEqual(radii.toSorted((a, b) => a - b));
  expect(radiusAt(lampsFrom)).toBeLessThan(2);
  expect(radiusAt(20)).toBe(11);
  expect(hitRadius(lampsFrom)).toBeGreaterThanOrEqual(12);
});

const cluster = (x: number, total = 10) => ({ x, y: 0.5, total, counts: Uint32Array.of(total, 0) });
const wide = { width: 800, height: 600 };

test("the donut under the pointer is found, and none beside it", () => {
  const donuts = layDonuts([cluster(0.5), cluster(0.5 + 100 * pixel), cluster(0.9)], camera, wide);
  expect(donuts).toHaveLength(2);
  expect(donutAt(donuts, { left: 505, top: 303 })?.left).toBeCloseTo(500);
  expect(donutAt(donuts, { left: 700, top: 10 })).toBeUndefined();
});

test("donuts that would cover each other become one, in the middle of all their lamps, and nobody is lost", () => {
  const [donut, ...rest] = layDonuts([cluster(0.5, 30), cluster(0.5 + 20 * pixel, 10)], camera, wide);
  expect(rest).toEqual([]);
  expect(donut?.cluster).toMatchObject({ total: 40, counts: Uint32Array.of(40, 0) });
  expect(donut?.left).toBeCloseTo(405);
});
