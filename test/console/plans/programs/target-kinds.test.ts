import { expect, it } from "vitest";
import { levelOf } from "#protocol/behavior/light.ts";
import { Target } from "#protocol/wire/directive.ts";
import { withLevel } from "../../../../controller/console/plans/programs/night-line.ts";
import { kindOf, retarget, targetKinds } from "../../../../controller/console/plans/programs/target-kinds.ts";

it.each(targetKinds)("a target that becomes %s is one, and as bright as before where it can be", (kind) => {
  for (const before of [{ level: 60 }, { rgbw16: [0, 39_321, 0, 0] }, { cct: 4000, level: 60 }] satisfies Target[]) {
    const after = retarget(before, kind);
    expect(Target.safeParse(after).success).toBe(true);
    expect(kindOf(after)).toBe(kind);
    if (!("closed" in after)) expect(levelOf(after)).toBeCloseTo(60, 1);
  }
});

it("a colour taken over from darkness can be seen", () => {
  expect(levelOf(retarget({ level: 0 }, "colour"))).toBe(100);
});

it("a colour that is dragged to the bottom keeps being that colour", () => {
  const red = withLevel({ rgbw16: [65_535, 0, 0, 0] }, 0);
  expect(withLevel(red, 100)).toEqual({ rgbw16: [65_535, 0, 0, 0] });
});
