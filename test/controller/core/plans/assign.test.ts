import { describe, expect, test } from "vitest";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import type { Inventory } from "../../../../controller/core/inventory/model.ts";
import { assignLamps } from "../../../../controller/core/plans/assign.ts";
import { coverageOf } from "../../../../controller/core/plans/coverage.ts";
import type { Assignment, AssignmentTarget, Plan } from "../../../../controller/core/plans/plan.ts";
import { smallTown } from "../inventory/small-town.ts";
import { cityPlan } from "./plan-of-a-town.ts";

const to = (...targets: [string, AssignmentTarget][]): Assignment[] =>
  targets.map(([id, target]) => ({ id, to: target, calendarId: "usual" }));
const plan = (...targets: [string, AssignmentTarget][]): Plan => ({ ...cityPlan, assignments: to(...targets) });

function winners(plans: readonly Plan[], inventory: Inventory = smallTown): Record<string, string> {
  const { followed } = assignLamps(plans, inventory, createInventoryIndex(inventory));
  return Object.fromEntries([...followed].map(([lamp, { assignment }]) => [lamp, assignment.id]).sort());
}

describe("the nearest assignment", () => {
  test("wins: lamp before circuit before group before area, the innermost of areas", () => {
    const all = plan(
      ["by-area", { areaId: "city" }],
      ["by-north", { areaId: "north" }],
      ["by-group", { groupId: "corner" }],
      ["by-circuit", { circuitId: "whole" }],
      ["by-lamp", { lampId: "l3" }],
    );
    expect(winners([all])).toEqual({ dumb: "by-group", l1: "by-circuit", l2: "by-north", l3: "by-lamp" });
  });

  test("of an area that names a kind of circuit is nearer than one that does not, in the same area only", () => {
    const all = plan(
      ["all", { areaId: "north" }],
      ["half", { areaId: "north", circuitKind: "halfNight" }],
      ["whole-of-city", { areaId: "city", circuitKind: "wholeNight" }],
    );
    expect(winners([all])).toEqual({ l1: "all", l2: "half", l3: "all" });
  });

  test("takes decorative lamps only where it says so", () => {
    expect(winners([plan(["road", { areaId: "harbour" }])])).toEqual({ dumb: "road" });
    expect(winners([plan(["both", { areaId: "harbour", use: "all" }])])).toEqual({ "bridge-1": "both", dumb: "both" });
  });

  test("of a district's plan goes before the city's and does not reach beyond the district", () => {
    const south: Plan = {
      ...plan(["south", { areaId: "south" }], ["corner", { groupId: "corner" }]),
      id: "s",
      areaId: "south",
    };
    expect(winners([plan(["city", { areaId: "city" }]), south])).toEqual({
      dumb: "corner",
      l1: "city",
      l2: "city",
      l3: "city",
    });
  });
});

test("what a plan covers is told beside the others: lamps of each assignment, of other plans, and of none", () => {
  const draft = plan(["by-north", { areaId: "north" }], ["by-lamp", { lampId: "l3" }], ["idle", { circuitId: "half" }]);
  const south: Plan = { ...plan(["corner", { groupId: "corner" }]), id: "s" };
  const { lamps, byAssignment, elsewhere, uncovered } = coverageOf(
    draft,
    [south],
    smallTown,
    createInventoryIndex(smallTown),
  );
  const own = Object.fromEntries(byAssignment);
  expect(own).toMatchObject({ "by-lamp": 1 });
  expect(lamps).toBe(Object.values(own).reduce((sum, each) => sum + each, 0) + elsewhere + uncovered.length);
  expect(elsewhere).toBe(2);
  expect(uncovered.map(({ id }) => id)).toEqual(["bridge-1"]);
});

test("two assignments that are equally near are told as a tie with their lamps", () => {
  const other: Plan = { ...plan(["again", { areaId: "north" }]), id: "other" };
  const { ties } = assignLamps(
    [plan(["first", { areaId: "north" }]), other],
    smallTown,
    createInventoryIndex(smallTown),
  );
  expect(ties.map(({ first, second, lampIds }) => [first.assignment.id, second.assignment.id, lampIds])).toEqual([
    ["first", "again", ["l2", "l1", "l3"]],
  ]);
});
