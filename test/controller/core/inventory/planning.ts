/** Says requests and plans in few words for the tests of planning. */
import type { ChangeRequest } from "../../../../controller/core/inventory/change-request.ts";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import type { Inventory } from "../../../../controller/core/inventory/model.ts";
import { planChanges } from "../../../../controller/core/inventory/plan-changes.ts";
import { textsOf } from "../../../../controller/core/inventory/problem-texts.ts";
import { withChanges } from "../../../../controller/core/inventory/snapshot.ts";
import { smallTown } from "./small-town.ts";

export const now = 1_800_000_000_000;

export function plan(requests: ChangeRequest[], inventory: Inventory = smallTown) {
  return planChanges(inventory, createInventoryIndex(inventory), requests, now);
}

/** What is wrong, as "request field reason". */
export function problems(...requests: ChangeRequest[]): string[] {
  const answer = plan(requests);
  return "problems" in answer ? answer.problems.map((p) => `${p.request} ${p.field ?? "-"} ${p.reason}`) : [];
}

export function accepted(requests: ChangeRequest[], inventory: Inventory = smallTown) {
  const answer = plan(requests, inventory);
  if ("problems" in answer) throw new Error(answer.problems.map((p) => textsOf(p).en).join("; "));
  return { changes: answer.changes, after: withChanges(inventory, answer.changes) };
}

export const lamp = {
  id: "new",
  name: "Đèn mới",
  areaId: "north",
  use: "road",
  modelId: "model",
  lon: 106.66,
  lat: 11,
} as const;
export const createLamp = (more: object = {}): ChangeRequest => ({
  do: "create",
  sort: "lamp",
  thing: { ...lamp, ...more },
});
export const change = (sort: ChangeRequest["sort"], id: string, set: object, version = 1) =>
  ({ do: "change", sort, id, version, set }) as ChangeRequest;
export const retire = (sort: ChangeRequest["sort"], id: string, version = 1): ChangeRequest => ({
  do: "retire",
  sort,
  id,
  version,
});
export const create = (sort: ChangeRequest["sort"], thing: object) => ({ do: "create", sort, thing }) as ChangeRequest;
