/** How much is asked before what. */
import { expect, test } from "vitest";
import { effects, riskOf } from "../../../controller/console/consent/risk.ts";

test("the way to light is one press, the way to the dark is not", () => {
  expect(Object.fromEntries(effects.map((effect) => [effect, riskOf(effect).consent]))).toEqual({
    brighter: "press",
    backToPlan: "press",
    darker: "summary",
    belowFloor: "typed",
    cabinetsDark: "typed",
    emergency: "hold",
    isolate: "hold",
    stopShows: "hold",
  });
});

test("two people where a road falls below its floor or cabinets go dark", () => {
  expect(effects.filter((effect) => riskOf(effect).secondPerson)).toEqual(["belowFloor", "cabinetsDark"]);
});
