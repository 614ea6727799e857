/** Consent to what a draft asks for beyond floors and curfews. */
import { z } from "zod";
import { findApproval } from "../../core/plans/approval.ts";
import { ApprovalBody, DraftView } from "../plan-revision-schemas.ts";
import { planId } from "../plan-schemas.ts";
import { draftView, type PlanRoutesDeps, readable, tell } from "../plan-views.ts";
import type { ApiRoutes } from "../route.ts";

export function planApprovalRoutes(deps: PlanRoutesDeps): ApiRoutes {
  const { approvals } = deps;
  return async (app) => {
    app.post(
      "/plans/:id/draft/approvals",
      {
        config: {
          power: "darken",
          errors: [
            "plans/unknown",
            "plans/no-draft",
            "plans/changed-meanwhile",
            "plans/second-person",
            "people/outside-area",
          ],
        },
        schema: {
          tags: ["plans"],
          summary: "Approve an exception the draft asks for",
          description:
            "Less light than a road's floor, or light after curfew, on its nights and for its lamps. Where it concerns many lamps it has to be somebody else than who asked. It is void once the exception, or the floor or curfew it stands in, is changed.",
          params: z.object({ id: planId }),
          body: ApprovalBody,
          response: { 200: DraftView },
        },
      },
      async ({ params: { id }, person, body: { version, ...address } }) => {
        await readable(id, person, deps);
        const draft = await approvals.approve(person, id, version, address);
        const { name, why, documentNumber, from, to } = findApproval(draft.plan, address)!.approval;
        const details = { ...address, name, from, to };
        const act = { why, ...(documentNumber === undefined ? {} : { documentNumber }) };
        await tell(deps, person, "plan.approve", { ...draft, saved: { ...draft.saved, ...act } }, details);
        return draftView(draft, deps);
      },
    );
  };
}
