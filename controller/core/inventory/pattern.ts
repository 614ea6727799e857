/** Finds the members of pattern groups, and which groups follow when lamps come, go or move. */
import type { InventoryIndex } from "./index.ts";
import type { Group, Inventory, Lamp, Pattern, ThingChange } from "./model.ts";

/**
 * Road lamps of the pattern within the group's area, in road order. By order the number on the road counts, not the
 * rank: a lamp that is retired leaves a gap and does not shift the pattern of the whole road.
 */
export function lampsOfPattern(pattern: Pattern, areaId: string, index: InventoryIndex): string[] {
  const within = new Set(index.areaAndBelow(areaId));
  const candidates =
    pattern.by === "order"
      ? pattern.roadIds.flatMap(index.lampsOfRoad)
      : pattern.circuitIds.flatMap(index.lampsOfCircuit);
  const matching = candidates.filter((lamp) => lamp.use === "road" && within.has(lamp.areaId) && fits(lamp, pattern));
  return [...new Set(matching.map(({ id }) => id))];
}

function fits({ order, phase }: Lamp, pattern: Pattern): boolean {
  if (pattern.by === "phase") return phase === pattern.phase;
  return order !== undefined && (order - 1) % pattern.every === pattern.offset;
}

/**
 * Groups whose members are no longer what they should be: pattern groups find theirs anew, listed groups lose lamps
 * that were retired. Lists a person writes in the same step are left for the rules to judge.
 * @param before what is stored: the changes continue its versions.
 */
export function regroup(prospect: Inventory, index: InventoryIndex, before: Inventory): ThingChange<"group">[] {
  const changes: ThingChange<"group">[] = [];
  for (const group of prospect.group.values()) {
    if (group.retiredAt !== undefined) continue;
    if (group.pattern === undefined && group !== before.group.get(group.id)) continue;
    const lampIds = membersOf(group, prospect, index);
    if (sameList(lampIds, group.lampIds)) continue;
    const stored = before.group.get(group.id);
    const version = (stored?.version ?? 0) + 1;
    changes.push({
      sort: "group",
      after: { ...group, lampIds, version },
      ...(stored !== undefined && { before: stored }),
    });
  }
  return changes;
}

function membersOf(group: Group, prospect: Inventory, index: InventoryIndex): readonly string[] {
  if (group.pattern !== undefined) return lampsOfPattern(group.pattern, group.areaId, index);
  return group.lampIds.filter((id) => prospect.lamp.get(id)?.retiredAt === undefined);
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, place) => id === b[place]);
}
