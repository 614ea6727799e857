import { describe, expect, test } from "vitest";
import {
  canDarken,
  reasonsForTwo,
  refuseAlone,
  type TwoPeopleReason,
} from "../../../../controller/core/orders/two-people.ts";
import { ControllerError } from "../../../../controller/errors.ts";
import { anOrder } from "../../../support/fleet-things.ts";

const lampIds = ["l1", "l2", "l3", "l4"];
const codes = (said: { darken?: true }, above: number, cabinets: number) =>
  reasonsForTwo({ lampIds, ...said }, above, cabinets).map(({ code }) => code);

test("passing the floor takes two people above a number of lamps, darkness above one cabinet", () => {
  expect(codes({}, 0, 1)).toEqual([]);
  expect(codes({ darken: true }, 4, 0)).toEqual([]);
  expect(codes({ darken: true }, 3, 1)).toEqual(["belowFloor"]);
  expect(codes({}, 3, 2)).toEqual(["cabinetsDark"]);
  expect(codes({ darken: true }, 3, 2)).toEqual(["cabinetsDark", "belowFloor"]);
});

test("only an override to no light can leave a cabinet dark; what protects people waits for nobody", () => {
  expect(canDarken(anOrder({ target: { level: 0 } }))).toBe(true);
  expect(canDarken(anOrder({ target: { rgbw16: [0, 0, 0, 0] } }))).toBe(true);
  expect(canDarken(anOrder({ target: { level: 0.5 } }))).toBe(false);
  for (const kind of ["isolate", "workLock", "emergency"] as const) {
    expect(canDarken(anOrder({ kind, target: { level: 0 } }))).toBe(false);
  }
});

describe("who wants it alone", () => {
  const dark: TwoPeopleReason = { code: "cabinetsDark", cabinets: 2 };
  const below: TwoPeopleReason = { code: "belowFloor", lamps: 4, above: 3 };
  const asked = { at: 1, personId: "minh", personName: "Minh" };
  const refusal = (reasons: TwoPeopleReason[], said = {}): ControllerError => {
    try {
      refuseAlone(anOrder(said), reasons);
    } catch (error) {
      if (error instanceof ControllerError) return error;
    }
    throw new Error("it was not refused");
  };

  test("is refused with the code, the figures and a sentence of the reason", () => {
    expect(refusal([dark])).toMatchObject({
      code: "plans/dark-cabinets",
      message:
        "It leaves 2 cabinets without any light; one person may do that to one. Somebody asks for it and somebody else than Lan gives it.",
      params: { person: "Lan", reasons: ["cabinetsDark"], cabinets: 2 },
    });
    expect(refusal([below])).toMatchObject({
      code: "plans/second-person",
      params: { reasons: ["belowFloor"], lamps: 4, above: 3 },
    });
    expect(refusal([dark, below])).toMatchObject({
      code: "plans/dark-cabinets",
      message: expect.stringMatching(/2 cabinets .* 4 lamps/),
      params: { reasons: ["cabinetsDark", "belowFloor"], cabinets: 2, lamps: 4 },
    });
  });

  test("is refused too where he asked for it himself, and nobody is where somebody else did, or without a reason", () => {
    expect(refusal([dark], { requested: { ...asked, personId: "lan" } }).code).toBe("plans/dark-cabinets");
    expect(() => refuseAlone(anOrder({ requested: asked }), [dark, below])).not.toThrow();
    expect(() => refuseAlone(anOrder(), [])).not.toThrow();
  });
});
