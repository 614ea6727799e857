import { describe, expect, test } from "vitest";
import { arcLevelOfFlux, driverInput, fluxOfArcLevel, givenLevel } from "#protocol/behavior/curves.ts";

describe("the DALI curve", () => {
  test.each([
    [0, 0],
    [0.1, 1],
    [1, 85],
    [10, 170],
    [50, 229],
    [100, 254],
  ])("%d %% is arc level %d", (level, arc) => {
    expect(arcLevelOfFlux(level)).toBe(arc);
  });

  test("gives back every arc level from its own flux", () => {
    for (let arc = 0; arc <= 254; arc++) expect(arcLevelOfFlux(fluxOfArcLevel(arc))).toBe(arc);
    expect(fluxOfArcLevel(254)).toBeCloseTo(100, 9);
    expect(fluxOfArcLevel(1)).toBeCloseTo(0.1, 9);
  });

  test("never turns light into off", () => {
    expect(arcLevelOfFlux(0.001)).toBe(1);
  });
});

describe("below a driver's minimum", () => {
  test("the minimum is given and said; off stays off", () => {
    expect(givenLevel(4, 10)).toEqual({ level: 10, raised: true });
    expect(givenLevel(10, 10)).toEqual({ level: 10, raised: false });
    expect(givenLevel(0, 10)).toEqual({ level: 0, raised: false });
    expect(driverInput(4, { outputKind: "white", minLevel: 10, curve: "dali" })).toEqual({
      level: 10,
      raised: true,
      input: 170,
    });
    expect(driverInput(25, { outputKind: "white", curve: "linear" }).input).toBe(0.25);
  });
});
