import { describe, expect, test } from "vitest";
import type { Area } from "../../../../controller/core/inventory/model.ts";
import { boundedBy, covers, isAdministratorEverywhere } from "../../../../controller/core/people/grants.ts";
import { type Grant, may, mayIn, type Person } from "../../../../controller/core/people/model.ts";

const area = (id: string, parentId?: string): [string, Area] => [
  id,
  { id, name: id, version: 1, topicNumber: 1, ...(parentId ? { parentId } : {}) },
];
const areas = new Map([area("city"), area("di-an", "city"), area("di-an-1", "di-an"), area("ben-cat", "city")]);
const holding = (...grants: Grant[]): Person => ({ id: "p", name: "P", grants });

describe("a right within an area", () => {
  const person = holding({ role: "districtStaff", areaIds: ["di-an"] }, { role: "viewer" });

  test.each([
    ["di-an", true],
    ["di-an-1", true],
    ["ben-cat", false],
    ["city", false],
    ["unheard-of", false],
  ])("in %s: %s", (id, allowed) => {
    expect(mayIn(person, "override", id, areas)).toBe(allowed);
    expect(mayIn(person, "read", id, areas)).toBe(true);
  });

  test("is a right somewhere", () => {
    expect([may(person, "override"), may(person, "isolate")]).toEqual([true, false]);
  });

  test("ends where the tree was damaged into a ring", () => {
    const ring = new Map([area("a", "b"), area("b", "a")]);
    expect(mayIn(person, "override", "a", ring)).toBe(false);
  });
});

test.each<[string, Grant, boolean]>([
  ["less, below", { role: "viewer", areaIds: ["di-an-1"] }, true],
  ["the same", { role: "supervisor", areaIds: ["di-an"] }, true],
  ["a role that has nothing more", { role: "districtStaff", areaIds: ["di-an"] }, true],
  ["beside", { role: "viewer", areaIds: ["di-an", "ben-cat"] }, false],
  ["above", { role: "viewer", areaIds: ["city"] }, false],
  ["everywhere", { role: "viewer" }, false],
  ["more", { role: "administrator", areaIds: ["di-an-1"] }, false],
])("a supervisor of one area can give %s: %o", (_, grant, given) => {
  expect(covers(holding({ role: "supervisor", areaIds: ["di-an"] }), grant, areas)).toBe(given);
});

test("several grants together cover what none covers alone", () => {
  const both = holding({ role: "crew", areaIds: ["di-an"] }, { role: "supervisor", areaIds: ["ben-cat"] });
  expect(covers(both, { role: "crew", areaIds: ["di-an", "ben-cat"] }, areas)).toBe(true);
});

test("what is no longer covered is taken out of a token, the rest stays", () => {
  const kept: Grant = { role: "viewer", areaIds: ["di-an-1"] };
  const lost: Grant = { role: "districtStaff", areaIds: ["di-an"] };
  expect(boundedBy(holding({ role: "viewer", areaIds: ["di-an"] }), [kept, lost], areas)).toEqual([kept]);
});

test("an administrator of areas is none of everything", () => {
  expect(isAdministratorEverywhere(holding({ role: "administrator", areaIds: ["city"] }))).toBe(false);
  expect(isAdministratorEverywhere(holding({ role: "administrator" }))).toBe(true);
});
