import { expect, test } from "vitest";
import { createInventoryIndex } from "../../../../../controller/core/inventory/index.ts";
import { placesOf } from "../../../../../controller/core/plans/validate/problem-places.ts";
import { validatePlan } from "../../../../../controller/core/plans/validate/validate-plan.ts";
import { crowdedCurfews } from "../../../../support/crowded-curfews.ts";
import { evening, site } from "../../../../support/fleet-things.ts";
import { snapshot } from "../../inventory/small-town.ts";
import { cityPlan } from "../plan-of-a-town.ts";

/** What is wrong with some of the crowded curfews over so many lamps. */
function problemsOf(lamps: number, curfews: number) {
  const ids = Array.from({ length: lamps }, (_, n) => `node${n}`);
  const inventory = snapshot({
    area: [{ id: "city" }],
    lampModel: [{ id: "model" }],
    device: ids.map((id) => ({ id, name: `Nút ${id}` })),
    lamp: ids.map((id) => ({ id: `l-${id}`, areaId: "city", deviceId: id, output: 0 })),
  });
  const plan = { ...cityPlan, curfews: crowdedCurfews.slice(0, curfews) };
  const index = createInventoryIndex(inventory);
  return validatePlan(plan, { inventory, index, others: [], site, now: evening });
}

test("a plan that needs more bytes than one message carries is refused before it is deployed, naming each device", () => {
  expect(problemsOf(2, 5)).toEqual([]);
  const problems = problemsOf(2, 16);
  expect(problems.map(({ reason, params }) => [reason, params.id])).toEqual([
    ["deviceTooFull", "node0"],
    ["deviceTooFull", "node1"],
  ]);
  const [place] = placesOf(problems);
  expect(place?.path).toBe("assignments");
  expect(place?.message).toMatch(/^device "Nút node0" \(node0\) would need \d{4} bytes and holds 1800$/);
  expect(place?.messageVi).toContain("“Nút node0” (node0)");
});

test("of many devices that have no room twenty are named, and the others counted", () => {
  const problems = problemsOf(23, 16);
  expect(problems).toHaveLength(21);
  expect(problems.at(-1)).toMatchObject({ reason: "moreDevicesTooFull", params: { count: 3 } });
  const [last] = placesOf(problems.slice(-1));
  expect(last?.message).toBe("and 3 more devices have no room for as many bytes");
  expect(last?.messageVi).toBe("và 3 thiết bị nữa không đủ chỗ cho số byte đó");
});
