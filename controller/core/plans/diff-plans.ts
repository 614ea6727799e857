/** What differs between two states of a plan, part by part, for people who decide about it. */
import type { Plan } from "./plan.ts";

/** Lists of a plan whose entries have an id of their own. */
export const planLists = [
  "programs",
  "calendars",
  "holidaySets",
  "assignments",
  "roadFloors",
  "curfews",
  "campaigns",
  "limits",
] as const satisfies readonly (keyof Plan)[];
export type PlanList = (typeof planLists)[number];

export interface PlanDifference {
  /** The list it stands in; `plan` for the name of the plan itself. */
  readonly list: PlanList | "plan";
  readonly id: string;
  readonly kind: "added" | "removed" | "changed";
  /** Fields that differ, of a changed part. */
  readonly fields?: readonly string[];
}

/** @param before undefined: nothing was in force. @returns differences in the order of the lists, empty for equal plans. */
export function diffPlans(before: Plan | undefined, after: Plan): PlanDifference[] {
  const differences: PlanDifference[] = [];
  if (before !== undefined && before.name !== after.name) {
    differences.push({ list: "plan", id: after.id, kind: "changed", fields: ["name"] });
  }
  for (const list of planLists) differences.push(...diffList(list, before?.[list] ?? [], after[list]));
  return differences;
}

interface Part {
  readonly id: string;
}

function diffList(list: PlanList, before: readonly Part[], after: readonly Part[]): PlanDifference[] {
  const old = new Map(before.map((part) => [part.id, part]));
  const kept = new Set(after.map(({ id }) => id));
  const removed = before.filter(({ id }) => !kept.has(id)).map(({ id }) => ({ list, id, kind: "removed" as const }));
  const changed = after.flatMap((part): PlanDifference[] => {
    const former = old.get(part.id);
    if (former === undefined) return [{ list, id: part.id, kind: "added" }];
    const fields = fieldsThatDiffer(former, part);
    return fields.length === 0 ? [] : [{ list, id: part.id, kind: "changed", fields }];
  });
  return [...removed, ...changed];
}

function fieldsThatDiffer(before: object, after: object): string[] {
  const [a, b] = [before, after] as Record<string, unknown>[];
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields].filter((field) => canonical(a?.[field]) !== canonical(b?.[field])).sort();
}

/** Equal values as equal text, however their fields are ordered. */
function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
