import { expect, test } from "vitest";
import { planningSite } from "../../../../controller/core/fleet/configure.ts";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import { darkCabinets } from "../../../../controller/core/orders/dark-cabinets.ts";
import { darkHours } from "../../../../controller/core/orders/dark-hours.ts";
import type { LightAt } from "../../../../controller/core/orders/outlook.ts";
import { evening, hour, site } from "../../../support/fleet-things.ts";
import { snapshot } from "../inventory/small-town.ts";

const lamp = (id: string, circuitId?: string, said: object = {}) => ({
  id,
  ...(circuitId === undefined ? {} : { circuitId }),
  ...said,
});
const town = snapshot({
  circuit: [
    { id: "k1", cabinetId: "c1" },
    { id: "half1", cabinetId: "c1", kind: "halfNight" },
    { id: "k2", cabinetId: "c2" },
    { id: "fair", cabinetId: "c3", kind: "decorative" },
  ],
  lamp: [
    lamp("a", "k1"),
    lamp("half", "half1"),
    lamp("b", "k2"),
    lamp("garland", "k2", { use: "decorative" }),
    lamp("wheel", "fair", { use: "decorative" }),
    lamp("loose-1"),
    lamp("loose-2"),
    lamp("elsewhere", undefined, { areaId: "harbour" }),
  ],
});
const index = createInventoryIndex(town);
const end = evening + 5 * hour;

/** Lit from the evening until an instant that each lamp may have of its own. */
const litUntil =
  (own: Readonly<Record<string, number>> = {}): LightAt =>
  ({ id }, at) => {
    const until = own[id] ?? end + hour;
    return at < until ? { level: 80, until } : { level: 0, until: Number.POSITIVE_INFINITY };
  };
const count = (lampIds: string[], plan = litUntil(), said: { from?: number } = {}) =>
  darkCabinets(
    { lampIds },
    town,
    index,
    {
      kindOf: ({ id }) => id,
      without: plan,
      with: (one, at) =>
        lampIds.includes(one.id) && at >= (said.from ?? evening) ? { level: 0, until: end } : plan(one, at),
    },
    darkHours({ issuedAt: evening, until: end, ...said }, planningSite(site), evening),
  );

test("a cabinet is dark when no lamp of its roads is lit any more", () => {
  expect(count(["a"])).toBe(0);
  expect(count(["a", "half"])).toBe(1);
  expect(count(["a", "half", "b"])).toBe(2);
});

test("it is dark once those that were not meant go off by their plan", () => {
  expect(count(["a"], litUntil({ half: evening + 3 * hour }))).toBe(1);
  // and not where the whole cabinet would be off by then
  expect(count(["a"], litUntil({ a: evening + 2 * hour, half: evening + 3 * hour }))).toBe(0);
});

test("darkness that would be there without the order is none of it", () => {
  expect(count(["a", "half"], litUntil({ a: evening, half: evening }))).toBe(0);
  expect(count(["b"], litUntil({ b: evening + 2 * hour }), { from: evening + 3 * hour })).toBe(0);
  expect(count(["b"], litUntil({ b: evening + 4 * hour }), { from: evening + 3 * hour })).toBe(1);
});

test("decorative lamps are neither light of a road nor missed by it", () => {
  expect(count(["b"])).toBe(1);
  expect(count(["wheel", "garland"])).toBe(0);
});

test("lamps without a cabinet count as one together in each area", () => {
  expect(count(["loose-1"])).toBe(0);
  expect(count(["loose-1", "loose-2"])).toBe(1);
  expect(count(["loose-1", "loose-2", "elsewhere"])).toBe(2);
});
