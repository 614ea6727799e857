import { expect, test } from "vitest";
import { hexOf, rgbwOf } from "../../../controller/console/order/colour.ts";
import { lightOf, targetOf } from "../../../controller/console/order/light-wish.ts";

test("the brightest channel has the level asked for, and white stays off", () => {
  expect(rgbwOf("#ff0000", 100)).toEqual([65535, 0, 0, 0]);
  expect(rgbwOf("#7f0000", 50)).toEqual([32768, 0, 0, 0]);
  expect(rgbwOf("#000000", 50)).toEqual([0, 0, 0, 0]);
});

test("light is linear where the screen is not: half grey is a fifth of the flux", () => {
  const [red, green] = rgbwOf("#ff8000", 100);
  expect(green / red).toBeCloseTo(0.2159, 3);
});

test("a bright colour reads back as it was chosen, at any level", () => {
  for (const hex of ["#ffb347", "#00ff80", "#2962ff"]) expect(hexOf(rgbwOf(hex, 37))).toBe(hex);
});

test("an override in force comes back into the form as it was given", () => {
  for (const target of [{ level: 42.5 }, { cct: 3000, level: 60 }]) expect(targetOf(lightOf(target))).toEqual(target);
  const red = { rgbw16: rgbwOf("#ff0000", 40) };
  expect(targetOf(lightOf(red))).toEqual(red);
});
