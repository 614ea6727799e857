import { describe, expect, it } from "vitest";
import {
  columnAt,
  darknessAt,
  levelAt,
  levelsOf,
  type PictureNight,
  paintYear,
  readColour,
} from "../../../../controller/console/plans/preview/year-picture.ts";

const hour = 3_600_000;
const night: PictureNight = {
  noon: 0,
  nextNoon: 24 * hour,
  sunset: 6 * hour,
  sunrise: 18 * hour,
  points: [
    { at: 6 * hour, level: 100, ramp: 0 },
    { at: 10 * hour, level: 50, ramp: 3600 },
    { at: 18 * hour, level: 0, ramp: 0 },
  ],
};
const palette = { day: [200, 200, 200], twilight: [100, 100, 100], night: [0, 0, 0], light: [255, 180, 70] } as const;

describe("the picture of a year", () => {
  it("has the level of each instant, on its way along a ramp", () => {
    const at = (hours: number) => levelAt(night, hours * hour);
    expect([at(5.9), at(6), at(10), at(10.5), at(11), at(18)]).toEqual([0, 100, 100, 75, 50, 0]);
  });

  it("goes on from where a ramp was cut short", () => {
    const points = [
      { at: 0, level: 100, ramp: 3600 },
      { at: hour / 2, level: 0, ramp: 3600 },
    ];
    expect(levelAt({ points }, hour)).toBe(25);
  });

  it("has a row for each span of the night, in order", () => {
    expect([...levelsOf(night, 24)]).toEqual([
      ...Array(6).fill(0),
      ...Array(4).fill(100),
      75,
      ...Array(7).fill(50),
      ...Array(6).fill(0),
    ]);
  });

  it("is bright by day and dark from half an hour after sunset to half an hour before sunrise", () => {
    const dark = (hours: number) => darknessAt(night, hours * hour);
    expect([dark(5.5), dark(6), dark(6.5), dark(12), dark(17.5), dark(18), dark(18.5)]).toEqual([
      0, 0.5, 1, 1, 1, 0.5, 0,
    ]);
  });

  it("paints a column a night: day above and below, lamp light in the colour of its level", () => {
    const pixels = paintYear([night, { ...night, points: [] }], 24, palette);
    const at = (column: number, row: number) => [...pixels.slice((row * 2 + column) * 4, (row * 2 + column) * 4 + 4)];
    expect(at(0, 0)).toEqual([200, 200, 200, 255]);
    expect(at(0, 8)).toEqual([255, 180, 70, 255]);
    expect(at(0, 14)).toEqual([128, 90, 35, 255]);
    expect(at(1, 14)).toEqual([0, 0, 0, 255]);
  });

  it("knows the night under a place, its edges included", () => {
    expect([columnAt(0, 366), columnAt(0.5, 366), columnAt(1, 366), columnAt(-1, 366)]).toEqual([0, 183, 365, 0]);
  });

  it("reads the colours of the theme", () => {
    expect(readColour(" #ffb347")).toEqual([255, 179, 71]);
    expect(readColour("lightblue")).toEqual([0, 0, 0]);
  });
});
