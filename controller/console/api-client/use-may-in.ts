/** What the signed-in person may do in the areas of a thing: buttons that would be refused are not offered. */
import { useQuery } from "@tanstack/react-query";
import { type Areas, areasQuery } from "./areas.ts";
import { type AreaParents, holds, type Where } from "./held-power.ts";
import { type Power, useMe } from "./me.ts";

const nothing: AreaParents = {};
/** A plain object, so that a change of counts alone is no new answer. */
const parentsOf = ({ areas }: Areas): AreaParents =>
  Object.fromEntries(areas.map(({ areaId, parentId }) => [areaId, parentId]));

export function useMayIn(power: Power, where: Where): boolean {
  const me = useMe();
  const { data: parents = nothing } = useQuery({ ...areasQuery, select: parentsOf });
  return holds(me, power, where, parents);
}
