/** How much is asked before a draft goes out: a plan always says first what it does; darkness and less than a floor are typed. */
import type { Difference, Plan } from "../plan.ts";

/**
 * @param differences against what is in force
 * @param errors that a preview found: somebody stands in the dark, or light is where none may be
 * @returns what `ConsentButton` asks
 */
export function deployRisk(plan: Plan, differences: readonly Difference[], errors: number): "summary" | "typed" {
  const changed = new Set(differences.filter(({ kind }) => kind !== "removed").map(({ list, id }) => `${list}/${id}`));
  const hasException = [
    ...plan.roadFloors.map((floor) => ({ ...floor, list: "roadFloors" })),
    ...plan.curfews.map((curfew) => ({ ...curfew, list: "curfews" })),
  ].some(({ list, id, approvals = [] }) => approvals.length > 0 && changed.has(`${list}/${id}`));
  // a floor that is taken away or lowered lets its streets go dark without any exception
  const losesFloor = differences.some(({ list, kind }) => list === "roadFloors" && kind !== "added");
  return hasException || losesFloor || errors > 0 ? "typed" : "summary";
}
