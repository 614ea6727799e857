/** Deployments of plans: how far they are, and stopping them. */
import { z } from "zod";
import type { Person } from "../../core/people/model.ts";
import type { Deployment } from "../../core/plans/deployment.ts";
import { ControllerError } from "../../errors.ts";
import { DeploymentView } from "../deployment-schemas.ts";
import { fillPage, pageOf, pageQuery } from "../page.ts";
import { deploymentView, isReadable, type PlanRoutesDeps, tell } from "../plan-views.ts";
import type { Api, ApiRoutes } from "../route.ts";

const tags = ["plans"];

export function deploymentRoutes(deps: PlanRoutesDeps): ApiRoutes {
  return async (app) => addDeployments(app, deps);
}

function addDeployments(app: Api, deps: PlanRoutesDeps) {
  const { plans, deployments } = deps;

  async function visible(id: string, person: Person): Promise<Deployment> {
    const deployment = await deployments.find(id);
    const state = deployment && (await plans.find(deployment.planId));
    if (deployment === undefined || state === undefined || !isReadable(state, person, deps)) {
      throw new ControllerError("plans/unknown", `There is no deployment ${id}.`, { params: { id } });
    }
    return deployment;
  }

  app.get(
    "/deployments",
    {
      config: { power: "read" },
      schema: {
        tags,
        summary: "List deployments",
        description: "Newest first; only of plans of your areas.",
        querystring: z.object(pageQuery),
        response: { 200: pageOf(DeploymentView) },
      },
    },
    async ({ query, person }) => {
      const mine = new Set((await plans.list()).filter((state) => isReadable(state, person, deps)).map(({ id }) => id));
      return fillPage(
        query,
        (page) => deployments.list(page),
        (one) => (mine.has(one.planId) ? deploymentView(one, deps) : undefined),
      );
    },
  );

  app.get(
    "/deployments/:id",
    {
      config: { power: "read", errors: ["plans/unknown"] },
      schema: {
        tags,
        summary: "One deployment with its counts",
        description:
          "How many devices hold it, how many are away and get it on return, how many cannot use it and which. While it is under way each step is told on the live stream as a `deployment` event.",
        params: z.object({ id: z.string() }),
        response: { 200: DeploymentView },
      },
    },
    async ({ params: { id }, person }) => deploymentView(await visible(id, person), deps),
  );

  app.post(
    "/deployments/:id/stop",
    {
      config: { power: "plan", errors: ["plans/unknown", "plans/ended", "people/outside-area"] },
      schema: {
        tags,
        summary: "Stop a deployment",
        description: "Devices not yet told keep what they have, until the plan is deployed again or returned.",
        params: z.object({ id: z.string() }),
        response: { 200: DeploymentView },
      },
    },
    async ({ params: { id }, person }) => {
      const { planId: of, revision } = await visible(id, person);
      const stopped = await plans.stop(person, of, id);
      await tell(deps, person, "plan.stop", await plans.revision(of, revision));
      return deploymentView(stopped, deps);
    },
  );

  app.post(
    "/deployments/:id/resume",
    {
      config: { power: "plan", errors: ["plans/unknown", "plans/ended", "people/outside-area"] },
      schema: {
        tags,
        summary: "Let a stopped deployment go on",
        description:
          "The next wave goes out. Devices that cannot use the plan by now are borne with; when so many more refuse that they alone would stop it, it stops again.",
        params: z.object({ id: z.string() }),
        response: { 200: DeploymentView },
      },
    },
    async ({ params: { id }, person }) => {
      const { planId: of, revision } = await visible(id, person);
      const resumed = await plans.resume(person, of, id);
      await tell(deps, person, "plan.resume", await plans.revision(of, revision));
      return deploymentView(resumed, deps);
    },
  );
}
