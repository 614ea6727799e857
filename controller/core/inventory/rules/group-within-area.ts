/** Rule: the members of a group lie in its area or below, so that who may command the group may command its lamps. */
import type { Finding, Rule } from "./rule.ts";

export const groupWithinArea: Rule = ({ sort, thing }, { inventory, index }) => {
  if (sort !== "group" || thing.retiredAt !== undefined) return [];
  const within = new Set(index.areaAndBelow(thing.areaId));
  return thing.lampIds.flatMap((lampId): Finding[] => {
    const lamp = inventory.lamp.get(lampId);
    // unknown lamps and lamps in unknown areas are another rule's findings
    if (lamp === undefined || within.has(lamp.areaId) || !inventory.area.has(lamp.areaId)) return [];
    const params = { lamp: lampId, area: thing.areaId, group: thing.id };
    return [{ field: "lampIds", reason: "lampOutsideGroup", params }];
  });
};
