/** Who may give which rights: nobody gives, takes or hides in a token more than he has himself. */
import type { Area } from "../inventory/model.ts";
import { type Grant, isWithin, mayIn, type Person, type Power, powersOf } from "./model.ts";

/** @returns whether the holder has every power of the grant in every place of it. */
export function covers(holder: Person, grant: Grant, areas: ReadonlyMap<string, Area>): boolean {
  return powersOf[grant.role].every((power) =>
    grant.areaIds === undefined
      ? hasEverywhere(holder, power)
      : grant.areaIds.every((areaId) => mayIn(holder, power, areaId, areas)),
  );
}

/** The grants that are still covered: a token loses what its maker lost. */
export function boundedBy(
  holder: Person,
  grants: readonly Grant[],
  areas: ReadonlyMap<string, Area>,
): readonly Grant[] {
  return grants.filter((grant) => covers(holder, grant, areas));
}

/** Whether the person is one of those without whom nobody could give rights any more. */
export function isAdministratorEverywhere(person: Person): boolean {
  return person.grants.some((grant) => grant.role === "administrator" && grant.areaIds === undefined);
}

/** What the grants allow somewhere. */
export function powersWithin(grants: readonly Grant[]): Set<Power> {
  return new Set(grants.flatMap((grant) => powersOf[grant.role]));
}

/** A power and where it is held: in these areas and all below; without areas everywhere. */
export interface HeldPower {
  readonly power: Power;
  readonly areaIds?: readonly string[];
}

/** Each power the grants allow somewhere, once. */
export function heldPowers(grants: readonly Grant[]): HeldPower[] {
  return [...powersWithin(grants)].map((power) => {
    const giving = grants.filter(({ role }) => powersOf[role].includes(power));
    if (giving.some(({ areaIds }) => areaIds === undefined)) return { power };
    return { power, areaIds: [...new Set(giving.flatMap(({ areaIds = [] }) => areaIds))] };
  });
}

/** @returns whether the power is held without limit of place, for what belongs to no area. */
export function hasEverywhere(holder: Person, power: Power): boolean {
  return holder.grants.some((held) => held.areaIds === undefined && powersOf[held.role].includes(power));
}

/**
 * @returns whether who keeps accounts sees this one: it has rights where he keeps them, below or above, or none at all,
 * as before somebody gives it any.
 */
export function isKnownTo(keeper: Person, { grants }: Person, areas: ReadonlyMap<string, Area>): boolean {
  if (hasEverywhere(keeper, "people") || grants.length === 0) return true;
  const kept = keeper.grants.flatMap(({ role, areaIds = [] }) => (powersOf[role].includes("people") ? areaIds : []));
  return grants.some(
    ({ areaIds }) =>
      areaIds === undefined ||
      areaIds.some((id) => isWithin(id, kept, areas)) ||
      kept.some((id) => isWithin(id, areaIds, areas)),
  );
}
