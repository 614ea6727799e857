import { expect, test } from "vitest";
import { holds } from "../../../controller/console/api-client/held-power.ts";

const parents = { city: undefined, north: "city", "north-1": "north", south: "city" };
const me = {
  held: [
    { power: "read" as const },
    { power: "override" as const, areaIds: ["north"] },
    { power: "plan" as const, areaIds: ["north-1", "south"] },
  ],
};

test("a power counts in its areas and everything below, not beside and not above", () => {
  const areas = Object.keys(parents).filter((id) => holds(me, "override", id, parents));
  expect(areas).toEqual(["north", "north-1"]);
  expect(holds(me, "read", "south", parents)).toBe(true);
  expect(holds(me, "isolate", "north", parents)).toBe(false);
});

test("what reaches into several areas takes the power in each, what concerns the whole city takes it everywhere", () => {
  expect(holds(me, "plan", ["north-1", "south"], parents)).toBe(true);
  expect(holds(me, "override", ["north-1", "south"], parents)).toBe(false);
  expect(holds(me, "override", null, parents)).toBe(false);
  expect(holds(me, "read", null, parents)).toBe(true);
});

test("where a thing lies nowhere, or it is not known where, the power counts wherever it is held", () => {
  expect(holds(me, "override", undefined, parents)).toBe(true);
  expect(holds(me, "override", "north-1", {})).toBe(false);
});
