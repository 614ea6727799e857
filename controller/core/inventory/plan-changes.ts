/** Judges what people ask of the inventory as one step: all of it becomes changes, or every problem is named at once. */
import { applyRequest, idOf } from "./apply-request.ts";
import type { ChangeRequest } from "./change-request.ts";
import { dependentsOf } from "./dependents.ts";
import { createInventoryIndex, type InventoryIndex } from "./index.ts";
import type { Inventory, ThingChange, ThingOf, ThingSort } from "./model.ts";
import { regroup } from "./pattern.ts";
import type { Problem } from "./problems.ts";
import { allRules } from "./rules/all-rules.ts";
import type { Judged } from "./rules/rule.ts";
import { withChanges } from "./snapshot.ts";

export type ChangePlan =
  | {
      /** One per thing, groups that follow from them included; topic numbers of new things are still 0. */
      readonly changes: readonly ThingChange[];
    }
  | { readonly problems: readonly Problem[] };

/**
 * Requests are judged against what all of them together would make, so their order does not matter: a lamp may stand
 * before its circuit. Each thing may stand in one of them.
 * @param now EpochMs, the instant of retirement.
 */
export function planChanges(
  inventory: Inventory,
  index: InventoryIndex,
  requests: readonly ChangeRequest[],
  now: number,
): ChangePlan {
  const { changes, problems } = applyAll(inventory, requests, now);
  const written = withChanges(inventory, [...changes.values()]);
  const following = needsRegrouping(changes) ? regroup(written, createInventoryIndex(written), inventory) : [];
  const after = withChanges(written, following);
  const prospect = { inventory: after, index: createInventoryIndex(after) };
  for (const judged of allJudged(changes, prospect.inventory, prospect.index, index)) {
    for (const rule of allRules) {
      for (const finding of rule(judged, prospect)) {
        const field = judged.blame ?? finding.field;
        const { reason, params } = finding;
        problems.push({ request: judged.request, reason, params, ...(field !== undefined && { field }) });
      }
    }
  }
  if (problems.length > 0) return { problems: problems.sort((a, b) => a.request - b.request) };
  const all = new Map(
    [...changes.values(), ...following].map((change) => [keyOf(change.sort, change.after.id), change]),
  );
  return { changes: [...all.values()] };
}

/** @returns how many topic numbers the store has to draw for these changes. */
export function topicNumbersNeeded(changes: readonly ThingChange[]): number {
  return changes.filter(({ after }) => isUnnumbered(after)).length;
}

/** Gives new areas, circuits and groups their topic numbers, consecutive from `first`. */
export function withTopicNumbers(changes: readonly ThingChange[], first: number): ThingChange[] {
  let next = first;
  return changes.map((change) =>
    isUnnumbered(change.after) ? { ...change, after: { ...change.after, topicNumber: next++ } } : change,
  );
}

function isUnnumbered(thing: ThingOf[ThingSort]): boolean {
  return "topicNumber" in thing && thing.topicNumber === 0;
}

/** A change and the request it comes from; by sort and id, in the order of the requests. */
type Changes = ReadonlyMap<string, ThingChange & { readonly request: number }>;

function applyAll(inventory: Inventory, requests: readonly ChangeRequest[], now: number) {
  const changes = new Map<string, ThingChange & { readonly request: number }>();
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const [request, asked] of requests.entries()) {
    const key = keyOf(asked.sort, idOf(asked));
    if (seen.has(key)) {
      problems.push({ request, field: "id", reason: "doubled", params: { sort: asked.sort, id: idOf(asked) } });
      continue;
    }
    seen.add(key);
    const answer = applyRequest(inventory, asked, now);
    if ("problem" in answer) problems.push({ request, ...answer.problem });
    else {
      changes.set(key, { ...answer.change, request });
      problems.push(...listBesidePattern(asked, answer.change.after, request));
    }
  }
  return { changes, problems };
}

function listBesidePattern(asked: ChangeRequest, after: ThingChange["after"], request: number): Problem[] {
  if (asked.sort !== "group" || asked.do === "retire" || !("pattern" in after)) return [];
  const { lampIds } = asked.do === "change" ? asked.set : asked.thing;
  return lampIds?.length ? [{ request, field: "lampIds", reason: "patternAndList", params: {} }] : [];
}

function needsRegrouping(changes: Changes): boolean {
  return [...changes.values()].some(({ sort }) => sort === "lamp" || sort === "group" || sort === "area");
}

/** The changed things, and the unchanged ones that a change may have made wrong. */
function* allJudged(
  changes: Changes,
  after: Inventory,
  index: InventoryIndex,
  before: InventoryIndex,
): Iterable<Judged> {
  const judged = new Set(changes.keys());
  for (const { sort, after: thing, request } of changes.values()) {
    // a group may have been regrouped since
    yield { sort, thing: after[sort].get(thing.id) ?? thing, request } as Judged;
  }
  for (const change of changes.values()) {
    for (const dependent of dependentsOf(change, index, before)) {
      const key = keyOf(dependent.sort, dependent.thing.id);
      if (judged.has(key)) continue;
      judged.add(key);
      yield { ...dependent, request: change.request } as Judged;
    }
  }
}

function keyOf(sort: ThingSort, id: string): string {
  return `${sort}/${id}`;
}
