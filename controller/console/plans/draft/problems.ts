/** What is wrong with a draft, found by the part it is wrong in: positions move while one edits, ids do not. */
import type { Draft, PartList, PlanProblem } from "../plan.ts";

/**
 * A problem below a part: `rest` is its place within it, `points[1].at`, `rules[tet].nights[0]` by the id of what has one;
 * "" is the part itself.
 */
export interface PlacedProblem extends PlanProblem {
  readonly rest: string;
}

/** Problems by `list/id`, those of the plan itself under "plan". */
export type ProblemMap = ReadonlyMap<string, readonly PlacedProblem[]>;

export function placeProblems({ plan, problems }: Pick<Draft, "plan" | "problems">): ProblemMap {
  const placed = new Map<string, PlacedProblem[]>();
  for (const problem of problems) {
    const match = /^plan\.(\w+)\[(\d+)\]\.?(.*)$/.exec(problem.path);
    const list = match?.[1] as PartList | undefined;
    const part = list === undefined ? undefined : plan[list]?.[Number(match?.[2])];
    const key = part === undefined ? "plan" : `${list}/${part.id}`;
    const rest = part === undefined ? problem.path.replace(/^plan\.?/, "") : byId(match?.[3] ?? "", part);
    placed.set(key, [...(placed.get(key) ?? []), { ...problem, rest }]);
  }
  return placed;
}

/** "rules[0].nights" as "rules[tet].nights". */
function byId(rest: string, part: object): string {
  return rest.replace(/^(\w+)\[(\d+)\]/, (place, list: string, position: string) => {
    const entry = (part as Readonly<Record<string, readonly { readonly id?: string }[] | undefined>>)[list];
    const id = entry?.[Number(position)]?.id;
    return id === undefined ? place : `${list}[${id}]`;
  });
}

/** @returns problems of a part whose place begins with `below`, all of them without it. */
export function problemsAt(map: ProblemMap, list: PartList, id: string, below = ""): readonly PlacedProblem[] {
  const all = map.get(`${list}/${id}`) ?? [];
  return below === "" ? all : all.filter(({ rest }) => isWithin(rest, below));
}

/** "points[1].at" lies in "points[1]", and not in "points[10]". */
function isWithin(rest: string, place: string): boolean {
  return rest === place || (rest.startsWith(place) && /[.[]/.test(rest[place.length] ?? ""));
}

/** How many errors and notes each list has: told where one chooses among them. */
export function countOfLists(map: ProblemMap, lists: readonly PartList[]): { errors: number; notes: number } {
  const found = [...map].filter(([key]) => lists.some((list) => key.startsWith(`${list}/`))).flatMap(([, all]) => all);
  const errors = found.filter(({ severity }) => severity === "error").length;
  return { errors, notes: found.length - errors };
}
