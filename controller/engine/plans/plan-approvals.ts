/** Gives the approvals a draft asks for: who may, and when it has to be somebody else than who asked. */
import type { Clock } from "../../clock.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory } from "../../core/inventory/model.ts";
import { mayIn, type Person } from "../../core/people/model.ts";
import {
  type ApprovalAddress,
  findApproval,
  lampsOfApproval,
  type PlacedApproval,
  signApproval,
} from "../../core/plans/approval.ts";
import type { Plan } from "../../core/plans/plan.ts";
import type { PlanRevision } from "../../core/plans/plan-revision.ts";
import type { PlanStore } from "../../core/plans/ports.ts";
import { ControllerError } from "../../errors.ts";
import { changedBy, noDraft } from "./plan-refusals.ts";
import type { Plans } from "./plans.ts";

export interface PlanApprovalsDeps {
  readonly clock: Clock;
  readonly store: Pick<PlanStore, "save">;
  readonly plans: Pick<Plans, "find">;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  /** Lamps above which a second person has to approve. */
  readonly twoPeopleAbove: number;
  readonly writeTime: (at: number) => string;
}

export interface PlanApprovals {
  /**
   * Signs an approval of the draft in the version the person read.
   * @throws ControllerError `plans/changed-meanwhile`, `plans/no-draft`, `plans/unknown`, `people/outside-area`,
   * `plans/second-person`.
   */
  approve(person: Person, planId: string, readVersion: number, address: ApprovalAddress): Promise<PlanRevision>;
}

export function createPlanApprovals(deps: PlanApprovalsDeps): PlanApprovals {
  const { clock, store, plans } = deps;

  /** Who may pass a floor by order may consent to it in a plan, in every area it reaches. */
  function checkApprover(person: Person, plan: Plan, placed: PlacedApproval): void {
    const { area, lamp } = deps.inventory();
    const lampIds = lampsOfApproval(plan, placed, deps.inventory(), deps.index());
    const areaIds = new Set([...lampIds].map((id) => lamp.get(id)!.areaId));
    for (const areaId of areaIds.size === 0 ? [plan.areaId] : areaIds) {
      if (mayIn(person, "darken", areaId, area)) continue;
      const name = area.get(areaId)?.name ?? areaId;
      throw new ControllerError("people/outside-area", `${person.name} may not approve this in ${name}.`, {
        params: { power: "darken", areaId, area: name },
      });
    }
    const { requested } = placed.approval;
    if (lampIds.size <= deps.twoPeopleAbove || requested?.personId !== person.id) return;
    throw new ControllerError(
      "plans/second-person",
      `It concerns ${lampIds.size} lamps; above ${deps.twoPeopleAbove} somebody else than ${person.name} has to approve it.`,
      { params: { lamps: lampIds.size, above: deps.twoPeopleAbove, person: person.name } },
    );
  }

  return {
    async approve(person, planId, readVersion, address) {
      const { draft } = await plans.find(planId);
      if (draft === undefined) throw noDraft(planId, "There is no draft of it; approvals stand in drafts.");
      if (draft.version !== readVersion) throw changedBy(draft, deps.writeTime);
      const placed = findApproval(draft.plan, address);
      if (placed === undefined) {
        const { list, partId, approvalId } = address;
        const id = `${list}/${partId}/${approvalId}`;
        throw new ControllerError("plans/unknown", `There is no approval ${id} in the draft.`, { params: { id } });
      }
      checkApprover(person, draft.plan, placed);
      const signature = { at: clock.now(), personId: person.id, personName: person.name };
      const signed = signApproval(draft.plan, address, signature);
      const approved: PlanRevision = { ...draft, plan: signed, version: readVersion + 1 };
      if (await store.save(approved, readVersion)) return approved;
      const { draft: other } = await plans.find(planId);
      throw other === undefined
        ? noDraft(planId, "Somebody else has just deployed it.")
        : changedBy(other, deps.writeTime);
    },
  };
}
