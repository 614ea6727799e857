/** Whether the things a plan names exist and lie within its area. */
import type { InventoryIndex } from "../../inventory/index.ts";
import type { Inventory, ThingSort } from "../../inventory/model.ts";
import { inUse } from "../../inventory/snapshot.ts";
import { thingOf } from "../assign.ts";
import type { Assignment, Plan, Scope } from "../plan.ts";
import { lampsInScope } from "../scope.ts";
import type { Report } from "./problem.ts";

type PlacedSort = "area" | "road" | "circuit" | "group" | "lamp";

export interface Places {
  /** Reports a thing that is not in use or lies beyond the plan's area. @returns whether neither is so. */
  judge(sort: PlacedSort, id: string, path: string, report: Report): boolean;
  judgeAll(sort: PlacedSort, ids: readonly string[] | undefined, path: string, report: Report): boolean;
  judgeScope(scope: Scope, path: string, report: Report): void;
  judgeAssignment(assignment: Assignment, path: string, report: Report): void;
}

export function createPlaces(plan: Plan, inventory: Inventory, index: InventoryIndex): Places {
  const within = new Set(index.areaAndBelow(plan.areaId));

  function judge(sort: PlacedSort, id: string, path: string, report: Report): boolean {
    const areaId = areaOf(sort, id, inventory);
    if (areaId === undefined) report(path, "unknownThing", { sort, id });
    else if (!within.has(areaId)) {
      const area = inventory.area.get(plan.areaId)?.name ?? plan.areaId;
      report(path, "outsideArea", { sort, id, area });
    }
    return areaId !== undefined && within.has(areaId);
  }

  function judgeAll(sort: PlacedSort, ids: readonly string[] | undefined, path: string, report: Report): boolean {
    return (ids ?? []).map((id, n) => judge(sort, id, `${path}[${n}]`, report)).every(Boolean);
  }

  return {
    judge,
    judgeAll,
    judgeScope(scope, path, report) {
      const known = [
        judgeAll("area", scope.areaIds, `${path}.areaIds`, report),
        judgeAll("road", scope.roadIds, `${path}.roadIds`, report),
        judgeAll("circuit", scope.circuitIds, `${path}.circuitIds`, report),
        judgeAll("group", scope.groupIds, `${path}.groupIds`, report),
        judgeAll("lamp", scope.lampIds, `${path}.lampIds`, report),
      ];
      if (!known.every(Boolean)) return;
      const namesThings = [scope.areaIds, scope.roadIds, scope.circuitIds, scope.groupIds, scope.lampIds].some(
        (ids) => ids !== undefined,
      );
      // a whole area may still be empty when its plan is written; things that were named should have lamps
      if (namesThings && lampsInScope(scope, plan.areaId, inventory, index).size === 0) report(path, "emptyScope");
    },
    judgeAssignment({ to }, path, report) {
      const { sort, id } = thingOf(to);
      judge(sort, id, `${path}.to.${sort}Id`, report);
    },
  };
}

/** @returns undefined for things that are unknown or out of use. */
function areaOf(sort: PlacedSort, id: string, inventory: Inventory): string | undefined {
  if (sort === "area") return inUse(inventory, "area", id)?.id;
  if (sort !== "circuit")
    return inUse(inventory, sort as Exclude<PlacedSort & ThingSort, "area" | "circuit">, id)?.areaId;
  const circuit = inUse(inventory, "circuit", id);
  return circuit && inUse(inventory, "cabinet", circuit.cabinetId)?.areaId;
}
