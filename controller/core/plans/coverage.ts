/** Which lamps of a plan's area follow what, once the plan stands beside the others as it reads now. */
import type { InventoryIndex } from "../inventory/index.ts";
import type { Inventory, Lamp } from "../inventory/model.ts";
import { assignLamps } from "./assign.ts";
import type { Plan } from "./plan.ts";

export interface PlanCoverage {
  /** In use within the plan's area. */
  readonly lamps: number;
  /** Lamps that follow each assignment of the plan, by its id; what nearer ones take is not among them. */
  readonly byAssignment: ReadonlyMap<string, number>;
  /** Lamps that follow another plan. */
  readonly elsewhere: number;
  /** Lamps that follow no calendar: they keep to the sun. */
  readonly uncovered: readonly Lamp[];
}

/** @param others in force beside it; what is in force of the plan itself is not among them. */
export function coverageOf(
  plan: Plan,
  others: readonly Plan[],
  inventory: Inventory,
  index: InventoryIndex,
): PlanCoverage {
  const { followed } = assignLamps([plan, ...others], inventory, index);
  const byAssignment = new Map(plan.assignments.map(({ id }) => [id, 0]));
  const uncovered: Lamp[] = [];
  const lamps = index.lampsOfArea(plan.areaId);
  let elsewhere = 0;
  for (const lamp of lamps) {
    const follows = followed.get(lamp.id);
    if (follows === undefined) uncovered.push(lamp);
    else if (follows.plan !== plan) elsewhere++;
    else byAssignment.set(follows.assignment.id, byAssignment.get(follows.assignment.id)! + 1);
  }
  return { lamps: lamps.length, byAssignment, elsewhere, uncovered };
}
