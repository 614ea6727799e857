/** Judges what people ask of the inventory as one step: all of it becomes changes, or every problem is named at once. */

import { mapSteps, runSteps, type Steps } from "../steps.ts";
import { applyRequest, idOf } from "./apply-request.ts";
import type { ChangeRequest } from "./change-request.ts";
import { dependentsOf } from "./dependents.ts";
import { createInventoryIndex, type InventoryIndex } from "./index.ts";
import type { Inventory, ThingChange, ThingOf, ThingSort } from "./model.ts";
import { regroup } from "./pattern.ts";
import type { Problem } from "./problems.ts";
import { allRules } from "./rules/all-rules.ts";
import type { Judged, Prospect } from "./rules/rule.ts";
import { withChanges, withChangesSteps } from "./snapshot.ts";

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
export function planChanges(...asked: Parameters<typeof planChangeSteps>): ChangePlan {
  return runSteps(planChangeSteps(...asked));
}

/** Requests applied, or things judged, in one step: about a millisecond. */
const perStep = 100;
/** Items that are only handed on, in one step. */
const perStepOfCopies = 5_000;

/** The same in small steps, for a shell that has other things to do in between. */
export function* planChangeSteps(
  inventory: Inventory,
  index: InventoryIndex,
  requests: readonly ChangeRequest[],
  now: number,
): Steps<ChangePlan> {
  const { changes, problems } = yield* applyAll(inventory, requests, now);
  const asked = yield* mapSteps(changes.values(), perStepOfCopies, ({ change }) => change);
  const written = yield* withChangesSteps(inventory, asked);
  yield;
  const indexed = createInventoryIndex(written);
  const following = needsRegrouping(changes) ? regroup(written, indexed, inventory) : [];
  const prospect = following.length === 0 ? { inventory: written, index: indexed } : prospectAfter(written, following);
  let judgedSoFar = 0;
  for (const judged of allJudged(changes, prospect, index)) {
    if (judgedSoFar++ % perStep === 0) yield;
    for (const rule of allRules) {
      for (const finding of rule(judged, prospect)) {
        const field = judged.blame ?? finding.field;
        const { reason, params } = finding;
        problems.push({ request: judged.request, reason, params, ...(field !== undefined && { field }) });
      }
    }
  }
  if (problems.length > 0) return { problems: problems.sort((a, b) => a.request - b.request) };
  if (following.length === 0) return { changes: asked };
  // a group that was asked for and follows too is written once, where it was asked for
  const followed = new Map(following.map((change) => [keyOf(change.sort, change.after.id), change]));
  const all = yield* mapSteps(asked, perStepOfCopies, (change) => {
    const key = keyOf(change.sort, change.after.id);
    const last = followed.get(key) ?? change;
    followed.delete(key);
    return last;
  });
  return { changes: [...all, ...followed.values()] };
}

function prospectAfter(written: Inventory, following: readonly ThingChange[]): Prospect {
  const inventory = withChanges(written, following);
  return { inventory, index: createInventoryIndex(inventory) };
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
type Asked = { readonly change: ThingChange; readonly request: number };
type Changes = ReadonlyMap<string, Asked>;
interface Applied {
  readonly changes: Changes;
  readonly problems: Problem[];
}

function* applyAll(inventory: Inventory, requests: readonly ChangeRequest[], now: number): Steps<Applied> {
  const changes = new Map<string, Asked>();
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const [request, asked] of requests.entries()) {
    if (request % perStep === 0) yield;
    const key = keyOf(asked.sort, idOf(asked));
    if (seen.has(key)) {
      problems.push({ request, field: "id", reason: "doubled", params: { sort: asked.sort, id: idOf(asked) } });
      continue;
    }
    seen.add(key);
    const answer = applyRequest(inventory, asked, now);
    if ("problem" in answer) problems.push({ request, ...answer.problem });
    else {
      changes.set(key, { change: answer.change, request });
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
  return [...changes.values()].some(({ change: { sort } }) => sort === "lamp" || sort === "group" || sort === "area");
}

/** The changed things, and the unchanged ones that a change may have made wrong. */
function* allJudged(changes: Changes, { inventory: after, index }: Prospect, before: InventoryIndex): Iterable<Judged> {
  const judged = new Set(changes.keys());
  for (const { change, request } of changes.values()) {
    const { sort, after: thing } = change;
    // a group may have been regrouped since
    yield { sort, thing: after[sort].get(thing.id) ?? thing, request } as Judged;
  }
  for (const { change, request } of changes.values()) {
    for (const dependent of dependentsOf(change, index, before)) {
      const key = keyOf(dependent.sort, dependent.thing.id);
      if (judged.has(key)) continue;
      judged.add(key);
      yield { ...dependent, request } as Judged;
    }
  }
}

function keyOf(sort: ThingSort, id: string): string {
  return `${sort}/${id}`;
}
