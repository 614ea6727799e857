/** Changes of many things as one step. */
import { describe, expect, test } from "vitest";
import {
  changeRequests,
  memberRequests,
  movesOf,
  requestOf,
  retireRequests,
} from "../../../../controller/console/inventory/bulk/bulk-requests.ts";

const things = [
  { id: "a", name: "A", version: 1, modelId: "old", roadId: "r-1" },
  { id: "b", name: "B", version: 7, modelId: "new" },
  { id: "c", name: "C", version: 2, modelId: "older", roadId: "r-1" },
  { id: "d", name: "D", version: 2, modelId: "old", retiredAt: 5 },
];

describe("changing many things", () => {
  test("asks each under the version that was read, and leaves alone what is so already or out of use", () => {
    expect(changeRequests("lamp", things, { modelId: "new", roadId: null })).toEqual([
      { do: "change", sort: "lamp", id: "a", version: 1, set: { modelId: "new", roadId: null } },
      { do: "change", sort: "lamp", id: "c", version: 2, set: { modelId: "new", roadId: null } },
    ]);
    expect(changeRequests("lamp", things, { modelId: "new" })).toHaveLength(2);
  });

  test("tells beforehand how many go from where to where", () => {
    expect(movesOf([...things, { id: "e", name: "E", version: 1, modelId: "old" }], { modelId: "new" })).toEqual([
      { field: "modelId", from: "old", to: "new", count: 2 },
      { field: "modelId", from: "older", to: "new", count: 1 },
    ]);
  });

  test("finds the thing a complaint is about", () => {
    const requests = retireRequests("lamp", things);
    expect(requests.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(requestOf({ path: "body.changes[2].version", message: "" }, requests)?.id).toBe("c");
    expect(requestOf({ path: "body", message: "" }, requests)).toBeUndefined();
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
