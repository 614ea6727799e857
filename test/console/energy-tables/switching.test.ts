/** Switching in the words of surveys, and as the program that is kept. */
import { describe, expect, test } from "vitest";
import { Program } from "../../../controller/api/plan-schemas.ts";
import { programOf, type Switching, switchingOf } from "../../../controller/console/energy-tables/switching.ts";

const known: readonly Switching[] = [
  {},
  { on: "18:00", off: "06:00" },
  { off: "05:30", late: { at: "22:00", level: 50 } },
  { late: { at: "23:00", level: 0 } },
];

describe("switching as it was found", () => {
  test.each(known)("is kept as a program and read back: %j", (switching) => {
    const program = programOf(switching);
    expect(Program.safeParse(program).success).toBe(true);
    expect(switchingOf(program)).toEqual(switching);
  });

  test("is not guessed from a program that says more", () => {
    const { points, ...rest } = programOf({ on: "18:00" });
    const [first, last] = points as [(typeof points)[number], (typeof points)[number]];
    const others = [
      [{ ...first, ramp: 60 }, last],
      [{ ...first, target: { level: 80 } }, last],
      [{ ...first, at: { sun: "sunset", offset: 10 } }, last],
      [first],
      [first, first, first, last],
    ] as (typeof points)[];
    expect(others.map((other) => switchingOf({ ...rest, points: other }))).toEqual(others.map(() => undefined));
  });
});
