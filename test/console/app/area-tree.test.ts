/** The tree of areas as a list, and what lies below one. */
import { expect, test } from "vitest";
import type { Area } from "../../../controller/console/api-client/areas.ts";
import { areaAndBelow, areaTree } from "../../../controller/console/app/area-tree.ts";

const area = (areaId: string, parentId?: string) =>
  ({ areaId, name: areaId.toUpperCase(), ...(parentId && { parentId }) }) as Area;
const areas = [area("ward-2", "town"), area("town", "city"), area("city"), area("other"), area("ward-1", "town")];
const { compare } = new Intl.Collator("vi");

test("an area holds everything below it, at any depth", () => {
  expect([...areaAndBelow("town", areas)].sort()).toEqual(["town", "ward-1", "ward-2"]);
  expect([...areaAndBelow("ward-1", areas)]).toEqual(["ward-1"]);
});

test("a ring made by hand ends", () => {
  expect(areaAndBelow("a", [area("a", "b"), area("b", "a")]).size).toBe(2);
});

test("each stands below its parent, one step in, in the order of names", () => {
  expect(areaTree(areas, compare).map(({ areaId, depth }) => `${depth} ${areaId}`)).toEqual([
    "0 city",
    "1 town",
    "2 ward-1",
    "2 ward-2",
    "0 other",
  ]);
});

test("whoever may see a ward but not its town finds the ward at the top", () => {
  expect(areaTree([area("ward-1", "town")], compare)).toMatchObject([{ areaId: "ward-1", depth: 0 }]);
});
