/**
 * Named approvals: consent of a person to less light than a road keeps or to more than a curfew leaves, for some lamps
 * and nights. Signatures are written by the controller, never by who edits the plan.
 */
import type { InventoryIndex } from "../inventory/index.ts";
import type { Inventory } from "../inventory/model.ts";
import type { FullDate, Plan, Scope } from "./plan.ts";
import { lampsInScope } from "./scope.ts";

export interface Signature {
  /** EpochMs */
  readonly at: number;
  readonly personId: string;
  readonly personName: string;
}

/** It belongs to the floor or curfew it stands in, and says nothing once that changes. */
export interface Approval {
  readonly id: string;
  readonly name: string;
  /** First and last night. */
  readonly from: FullDate;
  readonly to: FullDate;
  /** Narrows it to some lamps of the floor or curfew; absent: all of them. */
  readonly scope?: Scope;
  readonly why: string;
  /** Số văn bản. */
  readonly documentNumber?: string;
  /** Who asked for it as it stands. */
  readonly requested?: Signature;
  /** Who gave it; absent: nobody so far, and it counts for nothing. */
  readonly approved?: Signature;
}

/** Parts of a plan that can have exceptions. */
export const approvableLists = ["roadFloors", "curfews"] as const;
export type ApprovableList = (typeof approvableLists)[number];

/** Where an approval stands in a plan. */
export interface ApprovalAddress {
  readonly list: ApprovableList;
  readonly partId: string;
  readonly approvalId: string;
}

/** An approval with the part it stands in. */
export interface PlacedApproval extends ApprovalAddress {
  /** Place in the document, `roadFloors[0].approvals[1]`. */
  readonly path: string;
  readonly part: Plan[ApprovableList][number];
  readonly approval: Approval;
}

export function approvalsOf(plan: Plan): PlacedApproval[] {
  return approvableLists.flatMap((list) =>
    plan[list].flatMap((part, n) =>
      (part.approvals ?? []).map((approval, a) => ({
        list,
        partId: part.id,
        approvalId: approval.id,
        path: `${list}[${n}].approvals[${a}]`,
        part,
        approval,
      })),
    ),
  );
}

export function findApproval(plan: Plan, { list, partId, approvalId }: ApprovalAddress): PlacedApproval | undefined {
  return approvalsOf(plan).find(
    (placed) => placed.list === list && placed.partId === partId && placed.approvalId === approvalId,
  );
}

/**
 * The plan as it may be stored: what was signed before and reads the same keeps its signatures, everything else was
 * asked for by `author` just now and is approved by nobody, whatever the document claims.
 */
export function signRequests(before: Plan, after: Plan, author: Signature): Plan {
  const known = new Map(approvalsOf(before).map((placed) => [textOf(placed), placed.approval]));
  return mapApprovals(after, (placed) => {
    const { requested, approved } = known.get(textOf(placed)) ?? { requested: author, approved: undefined };
    return signed(placed.approval, requested ?? author, approved);
  });
}

/** The plan with the signature of who approves. */
export function signApproval(plan: Plan, address: ApprovalAddress, approved: Signature): Plan {
  const meant = findApproval(plan, address);
  return mapApprovals(plan, ({ path, approval }) =>
    path === meant?.path ? signed(approval, approval.requested, approved) : approval,
  );
}

function signed(approval: Approval, requested: Signature | undefined, approved: Signature | undefined): Approval {
  const { requested: _, approved: __, ...said } = approval;
  return { ...said, ...(requested && { requested }), ...(approved && { approved }) };
}

function mapApprovals(plan: Plan, change: (placed: PlacedApproval) => Approval): Plan {
  const changed = new Map(approvalsOf(plan).map((placed) => [placed.approval, change(placed)]));
  const parts = <T extends { readonly approvals?: readonly Approval[] }>(list: readonly T[]): T[] =>
    list.map((part) =>
      part.approvals === undefined ? part : { ...part, approvals: part.approvals.map((each) => changed.get(each)!) },
    );
  return { ...plan, roadFloors: parts(plan.roadFloors), curfews: parts(plan.curfews) };
}

/** What a person reads who approves: the exception and the rule it is one of. Equal readings have equal texts. */
function textOf({ list, part, approval }: PlacedApproval): string {
  const { approvals: _, ...rule } = part;
  const { requested: __, approved: ___, ...said } = approval;
  return JSON.stringify([list, rule, said], (_key, value: unknown) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** Lamps for which a floor or curfew would not hold. */
export function lampsOfApproval(
  { areaId }: Pick<Plan, "areaId">,
  { part, approval: { scope } }: PlacedApproval,
  inventory: Inventory,
  index: InventoryIndex,
): ReadonlySet<string> {
  const lampsOf = (meant: Scope) => lampsInScope(meant, areaId, inventory, index);
  const ruled = lampsOf("roadIds" in part ? { use: "road", roadIds: part.roadIds } : part.scope);
  if (scope === undefined) return ruled;
  const narrowed = lampsOf(scope);
  return new Set([...ruled].filter((id) => narrowed.has(id)));
}
