/** Where a power is held: what is offered on a thing follows the area the thing lies in. */
import type { Me, Power } from "./me.ts";

/** The area above each area, for the areas the person sees. */
export type AreaParents = Readonly<Record<string, string | undefined>>;

/**
 * A thing's place: its area, all areas it reaches into, `null` for what concerns the whole city, absent where it is not
 * known or lies nowhere: then the power counts wherever it is held.
 */
export type Where = string | readonly string[] | null | undefined;

/** @returns whether the power is held in every area meant. */
export function holds({ held }: Pick<Me, "held">, power: Power, where: Where, parents: AreaParents): boolean {
  const own = held.find((one) => one.power === power);
  if (own === undefined) return false;
  const { areaIds } = own;
  if (areaIds === undefined || where === undefined) return true;
  if (where === null) return false;
  return [where].flat().every((areaId) => isWithin(areaId, areaIds, parents));
}

function isWithin(areaId: string, granted: readonly string[], parents: AreaParents): boolean {
  // a tree that is a ring by mistake has no more steps than areas
  let current: string | undefined = areaId;
  for (let step = Object.keys(parents).length; current !== undefined && step >= 0; step--) {
    if (granted.includes(current)) return true;
    current = parents[current];
  }
  return false;
}
