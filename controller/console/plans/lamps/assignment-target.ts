/** To what a calendar is assigned: sorts from the nearest to the widest, and how one becomes another. */
import type { AssignmentTarget } from "../plan.ts";

/** The nearest wins. */
export const targetSorts = ["lamp", "circuit", "group", "area"] as const;
export type TargetSort = (typeof targetSorts)[number];

export function sortOf(to: AssignmentTarget): TargetSort {
  if ("lampId" in to) return "lamp";
  if ("circuitId" in to) return "circuit";
  return "groupId" in to ? "group" : "area";
}

export function idOf(to: AssignmentTarget): string {
  if ("lampId" in to) return to.lampId;
  if ("circuitId" in to) return to.circuitId;
  return "groupId" in to ? to.groupId : to.areaId;
}

export function targetOf(sort: TargetSort, id: string): AssignmentTarget {
  switch (sort) {
    case "lamp":
      return { lampId: id };
    case "circuit":
      return { circuitId: id };
    case "group":
      return { groupId: id };
    case "area":
      return { areaId: id };
    default:
      return sort satisfies never;
  }
}
