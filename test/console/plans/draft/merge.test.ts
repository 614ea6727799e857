import { describe, expect, it } from "vitest";
import { conflictKey, equal, mergePlans } from "../../../../controller/console/plans/draft/merge.ts";
import type { Plan } from "../../../../controller/console/plans/plan.ts";

const program = (id: string, name = id) => ({ id, name, points: [] });
const plan = (change: Partial<Plan> = {}): Plan => ({
  id: "p",
  name: "Plan",
  areaId: "city",
  programs: [program("a"), program("b")],
  calendars: [],
  holidaySets: [],
  assignments: [],
  roadFloors: [],
  curfews: [],
  campaigns: [],
  limits: [],
  ...change,
});
const names = ({ programs }: Plan) => programs.map(({ name }) => name);

describe("two people's work on one draft", () => {
  it("keeps what only one of them changed, added or removed", () => {
    const mine = plan({ programs: [program("a", "mine"), program("b"), program("c")] });
    const theirs = plan({ name: "Renamed", programs: [program("a")] });
    const { plan: merged, conflicts } = mergePlans(plan(), mine, theirs);
    expect(conflicts).toEqual([]);
    expect(merged.name).toBe("Renamed");
    expect(names(merged)).toEqual(["mine", "c"]);
  });

  it("asks about a part that both changed, and keeps one's own until somebody chooses", () => {
    const mine = plan({ programs: [program("a", "mine"), program("b")] });
    const theirs = plan({ programs: [program("a", "theirs"), program("b")] });
    const { plan: merged, conflicts } = mergePlans(plan(), mine, theirs);
    expect(conflicts.map(conflictKey)).toEqual(["programs/a"]);
    expect(names(merged)).toEqual(["mine", "b"]);
    expect(names(mergePlans(plan(), mine, theirs, { "programs/a": "theirs" }).plan)).toEqual(["theirs", "b"]);
  });

  it("asks where one removed what the other changed", () => {
    const mine = plan({ programs: [program("b")] });
    const theirs = plan({ programs: [program("a", "theirs"), program("b")] });
    const { plan: merged, conflicts } = mergePlans(plan(), mine, theirs);
    expect(conflicts).toMatchObject([{ id: "a", mine: undefined }]);
    expect(names(merged)).toEqual(["b"]);
    expect(names(mergePlans(plan(), mine, theirs, { "programs/a": "theirs" }).plan)).toEqual(["theirs", "b"]);
  });

  it("asks nothing where both did the same", () => {
    const both = plan({ name: "Same", programs: [program("a", "same"), program("b")] });
    const { plan: merged, conflicts } = mergePlans(plan(), both, structuredClone(both));
    expect(conflicts).toEqual([]);
    expect(merged).toEqual(both);
  });

  it("keeps the order of whoever moved something", () => {
    const mine = plan({ programs: [program("b"), program("a")] });
    const theirs = plan({ programs: [program("a", "theirs"), program("b")] });
    expect(names(mergePlans(plan(), mine, theirs).plan)).toEqual(["b", "theirs"]);
  });

  it("takes an absent field for an undefined one", () => {
    expect(equal({ a: 1, b: undefined }, { a: 1 })).toBe(true);
    expect(equal([1, 2], { 0: 1, 1: 2 })).toBe(false);
  });
});
