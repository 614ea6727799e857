/** Saved views of lists, of the signed-in person alone. */
import { z } from "zod";
import { type KeptViews, viewLimits } from "../../core/people/views.ts";
import type { Views } from "../../engine/people/views.ts";
import type { ApiRoutes } from "../route.ts";

const view = z.strictObject({
  name: z.string().trim().min(1).max(viewLimits.name),
  values: z
    .record(z.string().min(1).max(viewLimits.key), z.string().max(viewLimits.value))
    .refine((values) => Object.keys(values).length <= viewLimits.values, `at most ${viewLimits.values} values`)
    .describe("Filters, words and sorting, as the console's address has them."),
});

/** All views of one list. */
export const keptViews = z.strictObject({
  version: z.int().min(0).describe("Send it back with a change; 0: nothing was kept yet."),
  views: z
    .array(view)
    .max(viewLimits.views)
    .refine((views) => new Set(views.map(({ name }) => name)).size === views.length, "each name once"),
});

const byList = z.strictObject({
  list: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, "1 to 60 of a–z, 0–9 and hyphen")
    .describe("Name of the list."),
});

export function viewRoutes({ views }: { readonly views: Views }): ApiRoutes {
  return async (app) => {
    app.get(
      "/me/views/:list",
      {
        config: { power: "signedIn" },
        schema: {
          tags: ["people"],
          summary: "Read one's saved views of a list",
          description: "Filters and sorting under names of one's own; nobody else sees them.",
          params: byList,
          response: { 200: keptViews },
        },
      },
      async ({ person, params }) => told(await views.of(person.id, params.list)),
    );

    app.put(
      "/me/views/:list",
      {
        config: { power: "signedIn", errors: ["people/changed-meanwhile", "request/too-large"] },
        bodyLimit: viewLimits.bytes,
        schema: {
          tags: ["people"],
          summary: "Save one's views of a list",
          description: "Replaces all of them, if nothing was saved since that version was read.",
          params: byList,
          body: keptViews,
          response: { 200: keptViews },
        },
      },
      async ({ person, params, body }) => told(await views.keep(person.id, params.list, body)),
    );
  };
}

/** zod's types are writable, the model's are not. */
function told({ version, views }: KeptViews): z.input<typeof keptViews> {
  return { version, views: views.map(({ name, values }) => ({ name, values: { ...values } })) };
}
