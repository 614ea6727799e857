import { expect, test } from "vitest";
import { looks } from "../../../../controller/console/map/draw/looks.ts";
import { lampStates } from "../../../../controller/core/fleet/lamp-state.ts";

const grounds = { light: "#f1ede4", dark: "#0a101b" } as const;

/** Relative luminance as of WCAG 2.2. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((one, other) => one - other) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

test("every state has a look, and no two share a shape", () => {
  expect(Object.keys(looks).sort()).toEqual([...lampStates].sort());
  expect(new Set(Object.values(looks).map(({ shape }) => shape)).size).toBe(lampStates.length);
});

test.each(lampStates)("%s can be seen on light and on dark ground", (state) => {
  expect(contrast(looks[state].light, grounds.light)).toBeGreaterThanOrEqual(3);
  expect(contrast(looks[state].dark, grounds.dark)).toBeGreaterThanOrEqual(3);
});
