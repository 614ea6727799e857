/** Rule: areas form a tree; none lies within itself. */
import type { Rule } from "./rule.ts";

export const areaTree: Rule = ({ sort, thing }, { inventory }) => {
  if (sort !== "area" || thing.retiredAt !== undefined) return [];
  const seen = new Set<string>();
  let above = thing.parentId;
  while (above !== undefined && !seen.has(above)) {
    if (above === thing.id) return [{ field: "parentId", reason: "areaLoop", params: { id: thing.id } }];
    seen.add(above);
    above = inventory.area.get(above)?.parentId;
  }
  return [];
};
