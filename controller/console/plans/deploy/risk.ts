/** How much is asked before a draft goes out: a plan always says first what it does; less than a road's floor is typed. */
import type { Difference, Plan } from "../plan.ts";

/** @param differences against what is in force. @returns what `ConsentButton` asks. */
export function deployRisk(plan: Plan, differences: readonly Difference[]): "summary" | "typed" {
  const changed = new Set(differences.filter(({ kind }) => kind !== "removed").map(({ list, id }) => `${list}/${id}`));
  const hasException = [
    ...plan.roadFloors.map((floor) => ({ ...floor, list: "roadFloors" })),
    ...plan.curfews.map((curfew) => ({ ...curfew, list: "curfews" })),
  ].some(({ list, id, approvals = [] }) => approvals.length > 0 && changed.has(`${list}/${id}`));
  // a floor that is taken away or lowered lets its streets go dark without any exception
  const losesFloor = differences.some(({ list, kind }) => list === "roadFloors" && kind !== "added");
  return hasException || losesFloor ? "typed" : "summary";
}
