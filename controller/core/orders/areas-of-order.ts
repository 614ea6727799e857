/** Where an order reaches: the areas in which somebody needs rights to give it, to end it or to see it. */
import type { ThingChange } from "../inventory/model.ts";
import type { Order } from "./order.ts";

/** Where lamps and cabinets lie: an inventory, or as much of one. */
type Places = { readonly [S in "lamp" | "cabinet"]: ReadonlyMap<string, { readonly areaId: string }> };

/** @returns areas of its lamps and of the cabinets whose segments it opens, each once. */
export function areasOfOrder(
  { lampIds, segments }: Pick<Order, "lampIds" | "segments">,
  { lamp, cabinet }: Places,
): Set<string> {
  const areaIds = new Set<string>();
  for (const id of lampIds) addKnown(areaIds, lamp.get(id)?.areaId);
  for (const { cabinetId } of segments) addKnown(areaIds, cabinet.get(cabinetId)?.areaId);
  return areaIds;
}

/** @returns from which area to which other one things were moved, each pair once. */
export function areaMoves(changes: readonly ThingChange[]): readonly (readonly [from: string, to: string])[] {
  const moves = new Map<string, readonly [string, string]>();
  for (const { before, after } of changes) {
    if (before === undefined || !("areaId" in before) || !("areaId" in after)) continue;
    if (before.areaId !== after.areaId) moves.set(`${before.areaId}/${after.areaId}`, [before.areaId, after.areaId]);
  }
  return [...moves.values()];
}

function addKnown(areaIds: Set<string>, areaId: string | undefined): void {
  if (areaId !== undefined) areaIds.add(areaId);
}
