/** What is written down about a step of the inventory: a line per thing, or one for a step too large to read. */
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory, ThingChange, Verb } from "../../core/inventory/model.ts";
import { areasOf } from "../../core/inventory/scope.ts";
import { type AuditEntry, changesBetween } from "../../core/people/audit.ts";
import type { Person } from "../../core/people/model.ts";

/** Things of one step that get a line each. */
const maxLines = 200;

export function auditLines(
  by: Person,
  at: number,
  changes: readonly ThingChange[],
  inventory: Inventory,
  index: InventoryIndex,
): AuditEntry[] {
  const who = { at, personId: by.id, personName: by.name };
  if (changes.length > maxLines) return [{ ...who, action: "inventory.bulk", details: countsOf(changes) }];
  return changes.map(({ sort, before, after }) => {
    const [areaId] = areasOf(sort, after, inventory, index);
    return {
      ...who,
      action: `inventory.${verbOf({ sort, after, ...(before && { before }) })}`,
      thing: { sort, id: after.id },
      ...(areaId !== undefined && { areaId }),
      details: changesBetween({ ...before }, { ...after }),
    };
  });
}

/** How many things of each sort were created, changed, retired and restored, as "lamp.create". */
function countsOf(changes: readonly ThingChange[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const change of changes) {
    const what = `${change.sort}.${verbOf(change)}`;
    counts[what] = (counts[what] ?? 0) + 1;
  }
  return counts;
}

export function verbOf({ before, after }: ThingChange): Verb {
  if (before === undefined) return "create";
  if (after.retiredAt !== undefined) return "retire";
  return before.retiredAt === undefined ? "change" : "restore";
}
