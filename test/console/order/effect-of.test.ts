import { expect, test } from "vitest";
import { riskOf } from "../../../controller/console/consent/risk.ts";
import { effectOf, othersOf } from "../../../controller/console/order/effect-of.ts";

const closing = (otherLamps: number) => ({ cabinetId: "c", cabinetName: "C", output: 1, otherLamps, lights: 0 });
const riskFor = (darker: number, cabinets: number, others: readonly number[] = [], wish: { darken?: true } = {}) => {
  const reasons = cabinets > 1 ? [{ code: "cabinetsDark" as const, cabinets }] : [];
  return riskOf(effectOf({ wish, effects: { darker, reasons, closes: others.map(closing) } }));
};
const consent = (...args: Parameters<typeof riskFor>) => riskFor(...args).consent;

test("brighter, or as it is, is one press", () => {
  expect(consent(0, 0)).toBe("press");
  expect(consent(0, 0, [0])).toBe("press");
});

test("one darker lamp is asked about, and so are lamps nobody meant", () => {
  expect(consent(1, 0)).toBe("summary");
  expect(consent(0, 0, [0, 41])).toBe("summary");
  expect(othersOf([closing(3), closing(41)])).toBe(44);
});

test("darkness of one cabinet is read first, of two it is typed", () => {
  expect(consent(9, 1)).toBe("summary");
  expect(consent(9, 2)).toBe("typed");
});

test("below the road's floor is typed where lamps get darker; light that rises goes below nothing", () => {
  expect(consent(1, 0, [], { darken: true })).toBe("typed");
  const [reasons, wish] = [[{ code: "belowFloor" as const, lamps: 30, above: 20 }], { darken: true as const }];
  // by day nothing gets darker, and tonight it does
  expect(riskOf(effectOf({ wish, effects: { darker: 0, reasons, closes: [] } })).consent).toBe("typed");
  expect(consent(0, 0, [], { darken: true })).toBe("press");
});
