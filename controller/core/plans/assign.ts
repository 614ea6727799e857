/** Which calendar each lamp follows: the nearest assignment of all plans in force, and the ties that are refused. */
import type { InventoryIndex } from "../inventory/index.ts";
import type { Inventory, Lamp } from "../inventory/model.ts";
import type { Assignment, AssignmentTarget, Plan } from "./plan.ts";
import { hasUse } from "./scope.ts";

/** An assignment and the plan it stands in. */
export interface Followed {
  readonly plan: Plan;
  readonly assignment: Assignment;
}

/** Two assignments that are equally near to some lamps. */
export interface Tie {
  readonly first: Followed;
  readonly second: Followed;
  readonly lampIds: readonly string[];
}

export interface AssignedLamps {
  /** By lamp. Lamps nobody assigned are absent; of a tie the first by plan and list stands here. */
  readonly followed: ReadonlyMap<string, Followed>;
  readonly ties: readonly Tie[];
}

/** @param plans in force side by side; their order does not matter. */
export function assignLamps(plans: readonly Plan[], inventory: Inventory, index: InventoryIndex): AssignedLamps {
  const tables = tablesOf(plans, index);
  const followed = new Map<string, Followed>();
  const ties = new Map<string, Tie & { lampIds: string[] }>();
  for (const lamp of inventory.lamp.values()) {
    if (lamp.retiredAt !== undefined) continue;
    const [first, second] = nearest(lamp, tables, inventory, index);
    if (first === undefined) continue;
    followed.set(lamp.id, first);
    if (second === undefined) continue;
    const key = [first, second].map(({ plan, assignment }) => `${plan.id}/${assignment.id}`).join(" ");
    const tie = ties.get(key);
    if (tie === undefined) ties.set(key, { first, second, lampIds: [lamp.id] });
    else tie.lampIds.push(lamp.id);
  }
  return { followed, ties: [...ties.values()] };
}

/** Assignments by the thing they name. */
type Table = ReadonlyMap<string, readonly Claim[]>;
type Tables = Readonly<Record<"lamp" | "circuit" | "group" | "area", Table>>;

interface Claim extends Followed {
  /** Areas the plan reaches. */
  readonly reach: ReadonlySet<string>;
}

function tablesOf(plans: readonly Plan[], index: InventoryIndex): Tables {
  const tables = {
    lamp: new Map<string, Claim[]>(),
    circuit: new Map<string, Claim[]>(),
    group: new Map<string, Claim[]>(),
    area: new Map<string, Claim[]>(),
  };
  for (const plan of inOrder(plans)) {
    const reach = new Set(index.areaAndBelow(plan.areaId));
    for (const assignment of plan.assignments) {
      const { sort, id } = thingOf(assignment.to);
      const claims = tables[sort].get(id);
      const claim = { plan, assignment, reach };
      if (claims === undefined) tables[sort].set(id, [claim]);
      else claims.push(claim);
    }
  }
  return tables;
}

/** Plans in an order of their own, so that an answer does not depend on how they were listed. */
export function inOrder(plans: readonly Plan[]): Plan[] {
  return plans.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** The thing an assignment names. */
export function thingOf(to: AssignmentTarget): { sort: "lamp" | "circuit" | "group" | "area"; id: string } {
  if ("lampId" in to) return { sort: "lamp", id: to.lampId };
  if ("circuitId" in to) return { sort: "circuit", id: to.circuitId };
  if ("groupId" in to) return { sort: "group", id: to.groupId };
  return { sort: "area", id: to.areaId };
}

/** @returns the claims that are nearest to the lamp: none, one, or several that tie. */
function nearest(lamp: Lamp, tables: Tables, inventory: Inventory, index: InventoryIndex): readonly Claim[] {
  const circuit = lamp.circuitId === undefined ? undefined : inventory.circuit.get(lamp.circuitId);
  const fits = ({ assignment: { to }, reach }: Claim) =>
    reach.has(lamp.areaId) &&
    ("lampId" in to || "groupId" in to || hasUse(lamp, to.use)) &&
    (!("circuitKind" in to) || to.circuitKind === undefined || to.circuitKind === circuit?.kind);
  const claims = (table: Table, id: string) => table.get(id)?.filter(fits) ?? [];
  const near = claims(tables.lamp, lamp.id);
  if (near.length > 0) return near;
  const byCircuit = circuit === undefined ? [] : claims(tables.circuit, circuit.id);
  if (byCircuit.length > 0) return byCircuit;
  const byGroup = index.groupsOfLamp(lamp.id).flatMap(({ id }) => claims(tables.group, id));
  if (byGroup.length > 0) return byGroup;
  for (const areaId of index.areaAndAbove(lamp.areaId)) {
    const byArea = claims(tables.area, areaId);
    const byKind = byArea.filter(({ assignment: { to } }) => "circuitKind" in to && to.circuitKind !== undefined);
    if (byArea.length > 0) return byKind.length > 0 ? byKind : byArea;
  }
  return [];
}
