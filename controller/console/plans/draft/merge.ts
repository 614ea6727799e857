/** Two people changed one draft: what each changed is kept, and where both changed the same part somebody chooses. */
import { type PartList, type Plan, partListsOf } from "../plan.ts";

/** A part that both changed, differently. */
export interface Conflict {
  readonly list: PartList | "plan";
  readonly id: string;
  readonly mine: Part | undefined;
  readonly theirs: Part | undefined;
}

export type Part = { readonly id: string; readonly name?: string };
export type Side = "mine" | "theirs";

export interface Merged {
  readonly plan: Plan;
  readonly conflicts: readonly Conflict[];
}

export const conflictKey = ({ list, id }: Pick<Conflict, "list" | "id">) => `${list}/${id}`;

/**
 * @param base what both began with
 * @param choices by `conflictKey`; what is not chosen stays mine
 */
export function mergePlans(
  base: Plan,
  mine: Plan,
  theirs: Plan,
  choices: Readonly<Partial<Record<string, Side>>> = {},
): Merged {
  const conflicts: Conflict[] = [];
  const choose = (conflict: Conflict): Side => {
    conflicts.push(conflict);
    return choices[conflictKey(conflict)] ?? "mine";
  };
  const plan = { ...theirs } as Record<string, unknown> & Plan;
  if (!equal(mine.name, base.name)) {
    const isBoth = !equal(theirs.name, base.name) && !equal(theirs.name, mine.name);
    const side = isBoth ? choose({ list: "plan", id: mine.id, mine, theirs }) : "mine";
    plan.name = side === "mine" ? mine.name : theirs.name;
  }
  for (const list of partListsOf(theirs)) {
    (plan as Record<PartList, readonly Part[]>)[list] = mergeList(list, base[list], mine[list], theirs[list], choose);
  }
  return { plan, conflicts };
}

function mergeList(
  list: PartList,
  base: readonly Part[],
  mine: readonly Part[],
  theirs: readonly Part[],
  choose: (conflict: Conflict) => Side,
): readonly Part[] {
  const [before, left, right] = [base, mine, theirs].map((parts) => new Map(parts.map((part) => [part.id, part])));
  const pick = (id: string): Part | undefined => {
    const [was, own, other] = [before?.get(id), left?.get(id), right?.get(id)];
    if (equal(own, was)) return other;
    if (equal(other, was) || equal(own, other)) return own;
    return choose({ list, id, mine: own, theirs: other }) === "mine" ? own : other;
  };
  // the order of whoever moved something stands; what only the other has follows
  const isMoved = !equal(orderAmong(mine, base), orderAmong(base, mine));
  const [first, second] = isMoved ? [mine, theirs] : [theirs, mine];
  const ids = new Set([...first, ...second].map(({ id }) => id));
  return [...ids].flatMap((id) => pick(id) ?? []);
}

/** Ids of the parts that stand in the other list too, in their order. */
function orderAmong(parts: readonly Part[], others: readonly Part[]): string[] {
  const known = new Set(others.map(({ id }) => id));
  return parts.map(({ id }) => id).filter((id) => known.has(id));
}

/** Equal as documents: the order of fields says nothing, an absent field is an undefined one. */
export function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a, b] as Record<string, unknown>[];
  const fields = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...fields].every((field) => equal(left?.[field], right?.[field]));
}
