import { describe, expect, it } from "vitest";
import { deployRisk } from "../../../../controller/console/plans/deploy/risk.ts";
import type { Difference, Plan } from "../../../../controller/console/plans/plan.ts";

const approval = { id: "x", name: "x" };
const plan = {
  roadFloors: [{ id: "f", approvals: [approval] }],
  curfews: [{ id: "c" }],
} as unknown as Plan;
const change = (list: Difference["list"], id: string, kind: Difference["kind"] = "changed"): Difference => ({
  list,
  id,
  kind,
});

describe("what is asked before a plan goes out", () => {
  it("is a summary for programs and calendars", () => {
    expect(deployRisk(plan, [change("programs", "a"), change("curfews", "c")], 0)).toBe("summary");
  });

  it("is a word to type where an exception comes along", () => {
    expect(deployRisk(plan, [change("roadFloors", "f", "added")], 0)).toBe("typed");
  });

  it("is a word to type where a floor is taken away or changed", () => {
    expect(deployRisk({ ...plan, roadFloors: [] }, [change("roadFloors", "f", "removed")], 0)).toBe("typed");
  });

  it("is a word to type where a preview found darkness", () => {
    expect(deployRisk(plan, [change("programs", "a")], 1)).toBe("typed");
  });

  it("leaves exceptions alone that were in force before", () => {
    expect(deployRisk(plan, [change("programs", "a")], 0)).toBe("summary");
  });
});
