/** The lamps a curfew, a campaign or a limit means. */
import type { InventoryIndex } from "../inventory/index.ts";
import type { Inventory, Lamp } from "../inventory/model.ts";
import { inUse } from "../inventory/snapshot.ts";
import type { Scope, Uses } from "./plan.ts";

export function hasUse({ use }: Pick<Lamp, "use">, uses: Uses | undefined): boolean {
  return uses === "all" || use === (uses ?? "road");
}

/** @param areaId of the plan: nothing beyond it is meant. @returns ids of lamps in use. */
export function lampsInScope(
  scope: Scope,
  areaId: string,
  inventory: Inventory,
  index: InventoryIndex,
): ReadonlySet<string> {
  const within = new Set(index.areaAndBelow(areaId));
  return new Set(
    candidates(scope, areaId, inventory, index)
      .filter((lamp) => hasUse(lamp, scope.use) && within.has(lamp.areaId))
      .map(({ id }) => id),
  );
}

function candidates(scope: Scope, areaId: string, inventory: Inventory, index: InventoryIndex): readonly Lamp[] {
  const { areaIds, roadIds, circuitIds, groupIds, lampIds } = scope;
  if ((areaIds ?? roadIds ?? circuitIds ?? groupIds ?? lampIds) === undefined) return index.lampsOfArea(areaId);
  const listed = [
    ...(groupIds ?? []).flatMap((id) => inUse(inventory, "group", id)?.lampIds ?? []),
    ...(lampIds ?? []),
  ];
  return [
    ...(areaIds ?? []).flatMap(index.lampsOfArea),
    ...(roadIds ?? []).flatMap(index.lampsOfRoad),
    ...(circuitIds ?? []).flatMap(index.lampsOfCircuit),
    ...listed.flatMap((id) => inUse(inventory, "lamp", id) ?? []),
  ];
}
