/** Previews: a plan run over nights to come before anybody deploys it. */
import { z } from "zod";
import type { PreviewWish } from "../../engine/plans/previews.ts";
import { noContent } from "../person-schemas.ts";
import { PreviewBody, PreviewView } from "../preview-schemas.ts";
import { previewView } from "../preview-views.ts";
import type { ApiRoutes } from "../route.ts";
import { type PreviewRoutesDeps, previewResultRoutes } from "./preview-results.ts";

const tags = ["plans"];
const params = z.object({ id: z.string().min(1).max(64) });

export function previewRoutes(deps: PreviewRoutesDeps): ApiRoutes {
  const { previews } = deps;
  return async (app) => {
    app.post(
      "/previews",
      {
        config: {
          power: "read",
          errors: [
            "plans/unknown",
            "plans/invalid",
            "plans/empty-target",
            "plans/previews-full",
            "people/outside-area",
          ],
        },
        schema: {
          tags,
          summary: "Run a plan over nights to come",
          description:
            "Any revision against any lamps you may read, beside the plans in force: hours, energy, cost and CO₂ of every night, and what somebody should look at. Nothing is deployed. Refused with every problem of the plan at once.",
          body: PreviewBody,
          response: { 202: PreviewView },
        },
      },
      async ({ person, body }, reply) => {
        const preview = await previews.ask(person, body as PreviewWish);
        reply.code(202);
        return previewView(preview);
      },
    );

    app.get(
      "/previews",
      {
        config: { power: "read" },
        schema: {
          tags,
          summary: "Your previews",
          description: "Newest first, as long as they are kept.",
          response: { 200: z.object({ items: z.array(PreviewView) }) },
        },
      },
      async ({ person }) => ({ items: previews.list(person).map(previewView) }),
    );

    app.get(
      "/previews/:id",
      {
        config: { power: "read", errors: ["plans/preview-unknown"] },
        schema: {
          tags,
          summary: "How far a preview is",
          description: "Ask again until it is done; its results stand below it.",
          params,
          response: { 200: PreviewView },
        },
      },
      async ({ params: { id }, person }) => previewView(previews.find(person, id)),
    );

    app.delete(
      "/previews/:id",
      {
        config: { power: "read", errors: ["plans/preview-unknown"] },
        schema: {
          tags,
          summary: "Cancel or forget a preview",
          description: "One that runs stops; a result is dropped. There is nothing afterwards.",
          params,
          response: { 204: noContent },
        },
      },
      async ({ params: { id }, person }, reply) => {
        previews.drop(person, id);
        return reply.code(204).send(null);
      },
    );

    await app.register(previewResultRoutes(deps));
  };
}
