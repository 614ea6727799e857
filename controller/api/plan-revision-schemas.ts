/** Plans as people work on them: what writing to one takes, its revisions and drafts, and what differs between two. */
import { z } from "zod";
import { approvableLists } from "../core/plans/approval.ts";
import { planLists } from "../core/plans/diff-plans.ts";
import { reasonFields } from "./order-schemas.ts";
import { PlanParts, PlanView, planId } from "./plan-schemas.ts";

const at = z.number().int().min(0).describe("EpochMs");

export const NewPlan = z.strictObject({ id: planId, name: PlanParts.name, areaId: PlanParts.areaId, ...reasonFields });
export const Version = z.number().int().min(1).describe("Of the draft as it was read: another is refused.");
export const DraftBody = z.strictObject({ version: Version, plan: z.strictObject(PlanParts), ...reasonFields });
export const ApprovalBody = z.strictObject({
  version: Version,
  list: z.enum(approvableLists).describe("What it excepts from."),
  partId: planId.describe("The floor or curfew."),
  approvalId: planId,
});
export const VersionBody = z.strictObject({ version: Version, ...reasonFields });
export const revisionNumber = z.number().int().min(1);
export const BeginBody = z.strictObject({
  basedOn: z.exactOptional(revisionNumber.describe("Revision to copy; absent: the one in force.")),
  ...reasonFields,
});
export const ReturnBody = z.strictObject({
  to: z.exactOptional(revisionNumber.describe("A revision that was in force; absent: the one before the present.")),
  ...reasonFields,
});

export const Act = z.object({
  at,
  personId: z.string(),
  personName: z.string(),
  why: z.string(),
  documentNumber: z.exactOptional(z.string()),
});

const revisionFields = {
  revision: revisionNumber,
  basedOn: z.exactOptional(revisionNumber),
  version: z.number().int(),
  saved: Act,
  deployed: z.exactOptional(Act),
};
export const RevisionSummary = z.object({ planId, ...revisionFields });
export const RevisionView = z.object({ plan: PlanView, ...revisionFields });

export const PlanSummary = z.object({
  id: planId,
  name: PlanParts.name,
  areaId: PlanParts.areaId,
  inForce: z.exactOptional(RevisionSummary),
  draft: z.exactOptional(RevisionSummary),
});

export const Problem = z.object({
  path: z.string(),
  severity: z.enum(["error", "note"]).describe("Only errors keep a plan from being deployed."),
  reason: z.string(),
  message: z.string(),
  messageVi: z.string(),
});
export const DraftView = RevisionView.extend({
  problems: z.array(Problem).describe("What has to be mended before it can be deployed, each at its place."),
});

export const Difference = z.object({
  list: z.enum([...planLists, "plan"]),
  id: z.string(),
  kind: z.enum(["added", "removed", "changed"]),
  fields: z.exactOptional(z.array(z.string())),
});
