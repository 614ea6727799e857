import { expect, test } from "vitest";
import { type LampToChange, riskOf } from "../../../../controller/console/map/order/risk.ts";

const lamps = (...levels: (number | undefined)[]): LampToChange[] =>
  levels.map((level, at) => ({ level, cabinetId: at % 2 === 0 ? "c0" : "c1" }));
const consent = (all: readonly LampToChange[], level: number, others = 0) => riskOf(all, level, others).consent;

test("brighter, or as it is, is one press", () => {
  expect(consent(lamps(0, 30, 100), 100)).toBe("press");
  expect(consent(lamps(30, 30.5), 30)).toBe("press");
});

test("one darker lamp among many is asked about, and counted", () => {
  expect(riskOf(lamps(20, 20, 100), 50)).toEqual({
    consent: "confirm",
    lamps: 3,
    darker: 1,
    brighter: 2,
    darkCabinets: 0,
  });
});

test("other lamps that would light are asked about, however bright", () => {
  expect(consent(lamps(0), 100, 41)).toBe("confirm");
});

test("darkness of one cabinet is asked about, of two it is typed; lamps that are dark already do not count", () => {
  expect(consent(lamps(100), 0)).toBe("confirm");
  expect(consent(lamps(100, 100), 0)).toBe("type");
  expect(consent(lamps(100, 0), 0)).toBe("confirm");
});

test("a lamp of which nothing is known counts as full light", () => {
  expect(consent(lamps(undefined), 80)).toBe("confirm");
  expect(consent(lamps(undefined), 100)).toBe("press");
});
