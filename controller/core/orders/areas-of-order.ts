/** Where an order reaches: the areas in which somebody needs rights to give it, to end it or to see it. */
import type { Inventory } from "../inventory/model.ts";
import type { Order } from "./order.ts";

/** @returns areas of its lamps and of the cabinets whose segments it opens, each once. */
export function areasOfOrder(
  { lampIds, segments }: Pick<Order, "lampIds" | "segments">,
  { lamp, cabinet }: Pick<Inventory, "lamp" | "cabinet">,
): Set<string> {
  const areaIds = new Set<string>();
  for (const id of lampIds) addKnown(areaIds, lamp.get(id)?.areaId);
  for (const { cabinetId } of segments) addKnown(areaIds, cabinet.get(cabinetId)?.areaId);
  return areaIds;
}

function addKnown(areaIds: Set<string>, areaId: string | undefined): void {
  if (areaId !== undefined) areaIds.add(areaId);
}
