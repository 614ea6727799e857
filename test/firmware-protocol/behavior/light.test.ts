import { describe, expect, test } from "vitest";
import { atLevel, canShow, levelOf, whiteOf } from "#protocol/behavior/light.ts";

describe("targets", () => {
  test("fit the kinds of output that can show them", () => {
    const shown = (target: Parameters<typeof canShow>[1]) =>
      (["relay", "white", "colour", "pixels"] as const).filter((kind) => canShow(kind, target));
    expect(shown({ closed: true })).toEqual(["relay"]);
    expect(shown({ level: 5 })).toEqual(["white", "colour", "pixels"]);
    expect(shown({ cct: 3000, level: 5 })).toEqual(["colour", "pixels"]);
    expect(shown({ rgbw16: [0, 0, 0, 1] })).toEqual(["colour", "pixels"]);
  });

  test("keep their colour at another level", () => {
    expect(atLevel("colour", { rgbw16: [100, 50, 0, 0] }, 100)).toEqual({ rgbw16: [65535, 32768, 0, 0] });
    expect(atLevel("colour", { cct: 3000, level: 80 }, 20)).toEqual({ cct: 3000, level: 20 });
    expect(levelOf(whiteOf("colour", 40))).toBeCloseTo(40, 2);
  });
});
