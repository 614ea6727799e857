/** Changes of many things as one step. */
import { describe, expect, test } from "vitest";
import {
  blamedId,
  changeStep,
  isEmpty,
  memberRequests,
  movesOf,
  retireStep,
} from "../../../../controller/console/inventory/bulk/bulk-step.ts";

const things = [
  { id: "a", name: "A", version: 1, modelId: "old", roadId: "r-1" },
  { id: "b", name: "B", version: 7, modelId: "new" },
  { id: "c", name: "C", version: 2, modelId: "older", roadId: "r-1" },
  { id: "d", name: "D", version: 2, modelId: "old", retiredAt: 5 },
];

describe("changing many things", () => {
  test("asks each under the version that was read, and leaves alone what is so already or out of use", () => {
    const set = { modelId: "new", roadId: null };
    expect(changeStep("lamp", things, set)).toEqual({
      do: "change",
      sort: "lamp",
      ids: ["a", "c"],
      versions: [1, 2],
      set,
    });
    expect(isEmpty(changeStep("lamp", things, { id: "b" }))).toBe(false);
    expect(isEmpty(changeStep("lamp", [things[1]!], { modelId: "new" }))).toBe(true);
  });

  test("tells beforehand how many go from where to where", () => {
    expect(movesOf([...things, { id: "e", name: "E", version: 1, modelId: "old" }], { modelId: "new" })).toEqual([
      { field: "modelId", from: "old", to: "new", count: 2 },
      { field: "modelId", from: "older", to: "new", count: 1 },
    ]);
  });

  test("finds the thing a complaint is about", () => {
    const step = { ...retireStep("lamp", things), also: memberRequests({ ...things[0]!, id: "g" }, ["a"], true) };
    expect([step.ids, step.versions]).toEqual([
      ["a", "b", "c"],
      [1, 7, 2],
    ]);
    expect(blamedId({ path: "body.ids[2].version", message: "" }, step)).toBe("c");
    expect(blamedId({ path: "body.also[0].lampIds", message: "" }, step)).toBe("g");
    expect(blamedId({ path: "body", message: "" }, step)).toBeUndefined();
  });
});

describe("members of a group", () => {
  const group = { id: "g", name: "G", version: 4, lampIds: ["a", "b"] };

  test("come in once each and go out together", () => {
    expect(memberRequests(group, ["b", "c"], true)).toEqual([
      { do: "change", sort: "group", id: "g", version: 4, set: { lampIds: ["a", "b", "c"] } },
    ]);
    expect(memberRequests(group, ["b", "c"], false)).toMatchObject([{ set: { lampIds: ["a"] } }]);
  });

  test("are left as they are where nothing would change", () => {
    expect(memberRequests(group, ["a"], true)).toEqual([]);
    expect(memberRequests(group, ["c"], false)).toEqual([]);
  });
});
