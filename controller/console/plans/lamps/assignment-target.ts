/** To what a calendar is assigned, as a place that people choose. */
import type { Place } from "../../order/place.ts";
import type { AssignmentTarget } from "../plan.ts";

/** The nearest wins; they are offered from the widest. */
export const targetSorts = ["area", "group", "circuit", "lamp"] as const satisfies readonly Place["sort"][];

export function placeOf(to: AssignmentTarget): Place {
  if ("lampId" in to) return { sort: "lamp", id: to.lampId };
  if ("circuitId" in to) return { sort: "circuit", id: to.circuitId };
  return "groupId" in to ? { sort: "group", id: to.groupId } : { sort: "area", id: to.areaId };
}

/** @returns the target at another place; which of the lamps there stays where it can be said of both. */
export function movedTo(to: AssignmentTarget, { sort, id }: Place): AssignmentTarget {
  const use = "use" in to && to.use !== undefined ? { use: to.use } : {};
  if (sort === "lamp") return { lampId: id };
  if (sort === "group") return { groupId: id };
  if (sort === "circuit") return { circuitId: id, ...use };
  return { ...("areaId" in to ? to : use), areaId: id };
}
