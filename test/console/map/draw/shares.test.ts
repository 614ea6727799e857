/** Donuts tell of one lamp in trouble among thousands, by more than its colour. */
import { expect, test } from "vitest";
import { arcsOf, callOf } from "../../../../controller/console/map/draw/shares.ts";
import type { LampState } from "../../../../controller/console/map/fleet/fleet-table.ts";

const states: readonly LampState[] = ["lit", "off", "silent", "locked"];
const whole = 2 * Math.PI;
const sum = (arcs: readonly number[]) => arcs.reduce((all, arc) => all + arc, 0);

test("shares follow counts while nobody needs looking after", () => {
  expect(arcsOf([75, 25, 0, 0], states, 100)).toEqual([0.75 * whole, 0.25 * whole, 0, 0]);
});

test("one silent lamp among ten thousand has an arc that is seen, and the circle stays a circle", () => {
  const arcs = arcsOf([9_998, 1, 1, 0], states, 10_000);
  expect(arcs[2]).toBeCloseTo(0.3);
  expect(arcs[1]).toBeLessThan(0.001);
  expect(sum(arcs)).toBeCloseTo(whole);
});

test("what already has more keeps it", () => {
  const arcs = arcsOf([10, 0, 50, 40], states, 100);
  expect(arcs[2]).toBeCloseTo(0.5 * whole);
  expect(sum(arcs)).toBeCloseTo(whole);
});

test("the loudest state speaks for all that call", () => {
  expect(callOf([10, 5, 2, 3], states)).toEqual({ state: "silent", count: 5 });
  expect(callOf([10, 5, 0, 3], states)).toEqual({ state: "locked", count: 3 });
  expect(callOf([10, 5, 0, 0], states)).toBeUndefined();
});
