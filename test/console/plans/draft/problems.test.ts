import { describe, expect, it } from "vitest";
import { countOfLists, placeProblems, problemsAt } from "../../../../controller/console/plans/draft/problems.ts";
import type { Draft } from "../../../../controller/console/plans/plan.ts";

const draft = {
  plan: { programs: [{ id: "a" }, { id: "b" }], calendars: [{ id: "c", rules: [{ id: "tet" }, { id: "ram" }] }] },
  problems: [
    { path: "plan.programs[1].points[1].at", severity: "error", reason: "badClock", message: "m", messageVi: "v" },
    { path: "plan.programs[1].points[10]", severity: "error", reason: "tie", message: "m", messageVi: "v" },
    { path: "plan.calendars[0].rules[1].nights[0]", severity: "note", reason: "r", message: "m", messageVi: "v" },
    { path: "plan.programs[0]", severity: "note", reason: "neverReached", message: "m", messageVi: "v" },
    { path: "plan.name", severity: "error", reason: "badName", message: "m", messageVi: "v" },
  ],
} as unknown as Draft;

describe("problems of a draft", () => {
  const map = placeProblems(draft);

  it("are found by the id of their part, whatever its position becomes", () => {
    expect(problemsAt(map, "programs", "b").map(({ rest }) => rest)).toEqual(["points[1].at", "points[10]"]);
    expect(problemsAt(map, "programs", "a").map(({ rest }) => rest)).toEqual([""]);
    expect(map.get("plan")?.map(({ rest }) => rest)).toEqual(["name"]);
  });

  it("do not take the tenth point for the first", () => {
    expect(problemsAt(map, "programs", "b", "points[1]").map(({ rest }) => rest)).toEqual(["points[1].at"]);
  });

  it("stay with their rule when that is moved", () => {
    expect(problemsAt(map, "calendars", "c", "rules[ram]").map(({ rest }) => rest)).toEqual(["rules[ram].nights[0]"]);
    expect(problemsAt(map, "calendars", "c", "rules[tet]")).toEqual([]);
  });

  it("are counted by list, errors apart from notes", () => {
    expect(countOfLists(map, ["programs"])).toEqual({ errors: 2, notes: 1 });
    expect(countOfLists(map, ["calendars"])).toEqual({ errors: 0, notes: 1 });
  });
});
