/** People, what they may do and where. */
import type { Area } from "../inventory/model.ts";

export const roles = ["viewer", "districtStaff", "lightingEngineer", "crew", "supervisor", "administrator"] as const;
export type Role = (typeof roles)[number];

/** What can be allowed. */
export const powers = [
  "read",
  "override",
  "plan",
  "workLock",
  "breakLock",
  "isolate",
  "darken",
  "emergency",
  "inventory",
  "energy",
  "people",
  "audit",
] as const;
export type Power = (typeof powers)[number];

/** What each role may do within its areas. */
export const powersOf: Record<Role, readonly Power[]> = {
  viewer: ["read"],
  districtStaff: ["read", "override", "plan"],
  lightingEngineer: ["read"],
  crew: ["read", "workLock"],
  supervisor: ["read", "override", "plan", "workLock", "breakLock", "isolate", "darken"],
  administrator: powers,
};

/** One role within some areas and everything below them. */
export interface Grant {
  readonly role: Role;
  /** Absent: everywhere. */
  readonly areaIds?: readonly string[];
}

/** Who acts: a signed-in person or a token of one. */
export interface Person {
  readonly id: string;
  /** As shown in every why, log and audit line. */
  readonly name: string;
  readonly grants: readonly Grant[];
}

/** @returns whether the person may do it somewhere; where is the business of `mayIn`. */
export function may(person: Person, power: Power): boolean {
  return person.grants.some((grant) => powersOf[grant.role].includes(power));
}

/** @param areas the tree, by id. @returns whether the person may do it in this area: granted here, above, or everywhere. */
export function mayIn(person: Person, power: Power, areaId: string, areas: ReadonlyMap<string, Area>): boolean {
  return person.grants.some(
    (grant) =>
      powersOf[grant.role].includes(power) && (grant.areaIds === undefined || isWithin(areaId, grant.areaIds, areas)),
  );
}

/** @returns whether the area is one of these or below one. */
export function isWithin(areaId: string, grantedIds: readonly string[], areas: ReadonlyMap<string, Area>): boolean {
  // a tree of data can be damaged into a ring by hand; the count of areas bounds the walk
  let current: string | undefined = areaId;
  for (let step = 0; current !== undefined && step <= areas.size; step++) {
    if (grantedIds.includes(current)) return true;
    current = areas.get(current)?.parentId;
  }
  return false;
}
