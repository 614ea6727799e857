/** Dimming plans: which there are, new ones, and their revisions for ever. */
import { z } from "zod";
import { DeploymentView } from "../deployment-schemas.ts";
import {
  Difference,
  NewPlan,
  PlanSummary,
  ReturnBody,
  RevisionSummary,
  RevisionView,
} from "../plan-revision-schemas.ts";
import { planId } from "../plan-schemas.ts";
import {
  deploymentView,
  differences,
  isReadable,
  type PlanRoutesDeps,
  readable,
  reasonOf,
  revisionSummary,
  summaryOf,
  tell,
  viewOf,
  writingErrors,
} from "../plan-views.ts";
import type { Api, ApiRoutes } from "../route.ts";
import { calendarNightRoutes } from "./calendar-nights.ts";
import { deploymentRoutes } from "./deployments.ts";
import { planApprovalRoutes } from "./plan-approvals.ts";
import { planDraftRoutes } from "./plan-drafts.ts";

const params = z.object({ id: planId });
const tags = ["plans"];

export function planRoutes(deps: PlanRoutesDeps): ApiRoutes {
  return async (app) => {
    addPlans(app, deps);
    addRevisions(app, deps);
    await app.register(planDraftRoutes(deps));
    await app.register(planApprovalRoutes(deps));
    await app.register(deploymentRoutes(deps));
    await app.register(calendarNightRoutes());
  };
}

function addPlans(app: Api, deps: PlanRoutesDeps) {
  const { plans } = deps;

  app.get(
    "/plans",
    {
      config: { power: "read" },
      schema: {
        tags,
        summary: "List plans",
        description: "Plans of your areas, each with the revision in force and the draft where there are such.",
        response: { 200: z.object({ items: z.array(PlanSummary) }) },
      },
    },
    async ({ person }) => {
      const states = await plans.list();
      return { items: states.filter((state) => isReadable(state, person, deps)).map(summaryOf) };
    },
  );

  app.post(
    "/plans",
    {
      config: { power: "plan", errors: ["plans/taken", "people/outside-area", "inventory/unknown"] },
      schema: {
        tags,
        summary: "Begin a new plan",
        description: "An empty draft of an area. Several plans stand side by side, so that districts never share one.",
        body: NewPlan,
        response: { 201: RevisionView },
      },
    },
    async ({ person, body: { why, documentNumber, ...plan } }, reply) => {
      const draft = await plans.create(person, plan, reasonOf({ why, documentNumber }));
      await tell(deps, person, "plan.create", draft);
      reply.code(201);
      return viewOf(draft);
    },
  );

  app.get(
    "/plans/:id",
    {
      config: { power: "read", errors: ["plans/unknown"] },
      schema: {
        tags,
        summary: "One plan",
        description: "Which revision is in force, and whose draft there is.",
        params,
        response: { 200: PlanSummary },
      },
    },
    async ({ params: { id }, person }) => summaryOf(await readable(id, person, deps)),
  );
}

function addRevisions(app: Api, deps: PlanRoutesDeps) {
  const { plans } = deps;

  app.get(
    "/plans/:id/revisions",
    {
      config: { power: "read", errors: ["plans/unknown"] },
      schema: {
        tags,
        summary: "Every revision of a plan",
        description: "Newest first: who saved and deployed what, when and why.",
        params,
        response: { 200: z.object({ items: z.array(RevisionSummary) }) },
      },
    },
    async ({ params: { id }, person }) => {
      await readable(id, person, deps);
      return { items: (await plans.revisions(id)).map(revisionSummary) };
    },
  );

  app.get(
    "/plans/:id/revisions/:revision",
    {
      config: { power: "read", errors: ["plans/unknown"] },
      schema: {
        tags,
        summary: "One revision of a plan",
        description: "The whole plan as it was, and what it changed against the revision it was made from.",
        params: params.extend({ revision: z.coerce.number().int().min(1) }),
        response: { 200: RevisionView.extend({ differences: z.array(Difference) }) },
      },
    },
    async ({ params: { id, revision }, person }) => {
      await readable(id, person, deps);
      const found = await plans.revision(id, revision);
      const base = found.basedOn === undefined ? undefined : await plans.revision(id, found.basedOn);
      return { ...viewOf(found), differences: differences(base?.plan, found.plan) };
    },
  );

  app.post(
    "/plans/:id/return",
    {
      config: { power: "plan", errors: [...writingErrors, "plans/invalid"] },
      schema: {
        tags,
        summary: "Return to an earlier revision",
        description: "One step: a copy of the revision before the present one is deployed. A draft stays as it is.",
        params,
        body: ReturnBody,
        response: { 202: DeploymentView },
      },
    },
    async ({ params: { id }, person, body }, reply) => {
      await readable(id, person, deps);
      const deployment = await plans.goBack(person, id, reasonOf(body), body.to);
      await tell(deps, person, "plan.return", await plans.revision(id, deployment.revision));
      reply.code(202);
      return deploymentView(deployment, deps);
    },
  );
}
