/** Turns one request into the change it would be, or says why it fits nothing that is stored. */
import type { ChangeRequest } from "./change-request.ts";
import type { Inventory, ThingChange, ThingOf, ThingSort } from "./model.ts";
import { isOptional } from "./own-fields.ts";
import type { Problem } from "./problems.ts";

type Answer = { readonly change: ThingChange } | { readonly problem: Omit<Problem, "request"> };

/** @returns a change whose topic number is 0 where the store still has to draw one. */
export function applyRequest(inventory: Inventory, request: ChangeRequest, now: number): Answer {
  const { sort } = request;
  const id = idOf(request);
  const stored = inventory[sort].get(id);
  if (request.do === "create") {
    if (stored !== undefined) return problem("taken", { sort, id }, "id");
    return { change: { sort, after: created(sort, request.thing) } };
  }
  if (stored === undefined) return problem("unknownThing", { sort, id });
  if (stored.version !== request.version) {
    return problem("changedMeanwhile", { sort, id, version: stored.version }, "version");
  }
  const retired = stored.retiredAt !== undefined;
  if (request.do === "restore") {
    return retired ? changed(sort, stored, restored(sort, stored, request.thing)) : problem("notRetired", { sort, id });
  }
  if (retired) return problem("retiredThing", { sort, id });
  return request.do === "retire"
    ? changed(sort, stored, { ...stored, retiredAt: now })
    : patched(sort, stored, request.set);
}

export function idOf(request: ChangeRequest): string {
  return request.do === "create" || request.do === "restore" ? request.thing.id : request.id;
}

/** Sorts that are addressed as groups on the wire. */
export const numberedSorts: readonly ThingSort[] = ["area", "circuit", "group"];

function created(sort: ThingSort, draft: object): ThingOf[ThingSort] {
  const given = { version: 1, ...(numberedSorts.includes(sort) && { topicNumber: 0 }) };
  return { ...complete(sort, draft), ...given } as ThingOf[ThingSort];
}

function restored(sort: ThingSort, stored: ThingOf[ThingSort], draft: object): ThingOf[ThingSort] {
  const kept = "topicNumber" in stored ? { topicNumber: stored.topicNumber } : {};
  return { ...complete(sort, draft), ...kept, version: stored.version } as ThingOf[ThingSort];
}

/** A draft as it is stored: no fields that say nothing, members of a group each once. */
function complete(sort: ThingSort, draft: object): object {
  const said = Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));
  if (sort !== "group") return said;
  return { ...said, lampIds: [...new Set((said.lampIds as readonly string[] | undefined) ?? [])] };
}

function patched(sort: ThingSort, stored: ThingOf[ThingSort], set: object): Answer {
  const fields: Record<string, unknown> = { ...stored };
  for (const [field, value] of Object.entries(set)) {
    if (value === undefined) continue;
    if (value !== null) fields[field] = value;
    else if (isOptional(sort, field)) delete fields[field];
    else return problem("required", {}, field);
  }
  return changed(sort, stored, complete(sort, fields) as ThingOf[ThingSort]);
}

function changed(sort: ThingSort, before: ThingOf[ThingSort], after: ThingOf[ThingSort]): Answer {
  return { change: { sort, before, after: { ...after, version: before.version + 1 } } };
}

function problem(reason: Problem["reason"], params: Problem["params"], field?: string): Answer {
  return { problem: { reason, params, ...(field !== undefined && { field }) } };
}
