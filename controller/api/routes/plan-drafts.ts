/** The draft of a plan: begun, saved, looked at, discarded and deployed. */
import { z } from "zod";
import type { Plan } from "../../core/plans/plan.ts";
import type { PlanRevision } from "../../core/plans/plan-revision.ts";
import { DeploymentView } from "../deployment-schemas.ts";
import {
  BeginBody,
  Difference,
  DraftBody,
  DraftView,
  PlanSummary,
  Version,
  VersionBody,
} from "../plan-revision-schemas.ts";
import { planId } from "../plan-schemas.ts";
import {
  deploymentView,
  differences,
  draftOf,
  draftView,
  type PlanRoutesDeps,
  readable,
  reasonOf,
  summaryOf,
  tell,
  writingErrors,
} from "../plan-views.ts";
import type { Api, ApiRoutes } from "../route.ts";

const params = z.object({ id: planId });
const tags = ["plans"];

export function planDraftRoutes(deps: PlanRoutesDeps): ApiRoutes {
  return async (app) => {
    addDraft(app, deps);
    addOutcome(app, deps);
  };
}

function addDraft(app: Api, deps: PlanRoutesDeps) {
  const { plans } = deps;
  const withProblems = (draft: PlanRevision) => draftView(draft, deps);

  app.get(
    "/plans/:id/draft",
    {
      config: { power: "read", errors: ["plans/unknown", "plans/no-draft"] },
      schema: {
        tags,
        summary: "The draft, with everything that is wrong with it",
        description: "Each problem names its place in the document. `version` is what a writer has to name.",
        params,
        response: { 200: DraftView },
      },
    },
    async ({ params: { id }, person }) => withProblems(draftOf(await readable(id, person, deps))),
  );

  app.post(
    "/plans/:id/draft",
    {
      config: { power: "plan", errors: [...writingErrors, "plans/taken"] },
      schema: {
        tags,
        summary: "Begin a draft",
        description: "A copy of the revision in force, or of an older one.",
        params,
        body: BeginBody,
        response: { 201: DraftView },
      },
    },
    async ({ params: { id }, person, body }, reply) => {
      await readable(id, person, deps);
      const draft = await plans.begin(person, id, reasonOf(body), body.basedOn);
      await tell(deps, person, "plan.begin", draft);
      reply.code(201);
      return withProblems(draft);
    },
  );

  app.put(
    "/plans/:id/draft",
    {
      config: { power: "plan", errors: writingErrors },
      schema: {
        tags,
        summary: "Save the draft",
        description:
          "The whole plan over the version that was read; whoever read an older one is refused and told who saved and when. A draft may have problems; they are in the answer.",
        params,
        body: DraftBody,
        response: { 200: DraftView },
      },
    },
    async ({ params: { id }, person, body }) => {
      await readable(id, person, deps);
      const draft = await plans.save(person, { ...body.plan, id } as Plan, body.version, reasonOf(body));
      await tell(deps, person, "plan.save", draft);
      return withProblems(draft);
    },
  );

  app.delete(
    "/plans/:id/draft",
    {
      config: { power: "plan", errors: writingErrors },
      schema: {
        tags,
        summary: "Discard the draft",
        description: "What is in force stays.",
        params,
        querystring: z.strictObject({ version: z.coerce.number().pipe(Version) }),
        response: { 200: PlanSummary.partial({ name: true, areaId: true }) },
      },
    },
    async ({ params: { id }, person, query: { version } }) => {
      const state = await readable(id, person, deps);
      const draft = draftOf(state);
      await plans.discard(person, id, version);
      await tell(deps, person, "plan.discard", draft);
      const { draft: _, ...rest } = summaryOf(state);
      return rest;
    },
  );
}

/** What becomes of a draft. */
function addOutcome(app: Api, deps: PlanRoutesDeps) {
  const { plans } = deps;

  app.get(
    "/plans/:id/draft/diff",
    {
      config: { power: "read", errors: ["plans/unknown", "plans/no-draft"] },
      schema: {
        tags,
        summary: "What the draft changes",
        description: "Part by part against the revision in force.",
        params,
        response: { 200: z.object({ items: z.array(Difference) }) },
      },
    },
    async ({ params: { id }, person }) => {
      const state = await readable(id, person, deps);
      return { items: differences(state.inForce?.plan, draftOf(state).plan) };
    },
  );

  app.post(
    "/plans/:id/deploy",
    {
      config: { power: "plan", errors: [...writingErrors, "plans/invalid"] },
      schema: {
        tags,
        summary: "Deploy the draft",
        description:
          "Refused with every problem at once, or stored for ever and brought to the devices it changes, wave by wave. Each calendar is one document for all of them.",
        params,
        body: VersionBody,
        response: { 202: DeploymentView },
      },
    },
    async ({ params: { id }, person, body }, reply) => {
      const draft = draftOf(await readable(id, person, deps));
      const deployment = await plans.deploy(person, id, body.version, reasonOf(body));
      await tell(deps, person, "plan.deploy", { ...draft, saved: { ...draft.saved, ...reasonOf(body) } });
      reply.code(202);
      return deploymentView(deployment, deps);
    },
  );
}
