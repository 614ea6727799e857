/** Many things of one sort changed or retired alike: named in columns, so that a city fits into one quick request. */
import { z } from "zod";
import type { ChangeRequest } from "../../core/inventory/change-request.ts";
import { type ThingSort, thingSorts } from "../../core/inventory/model.ts";
import { countsOf } from "../../core/inventory/step-counts.ts";
import type { InventoryKeeper } from "../../engine/inventory/inventory.ts";
import type { PathOf } from "../../engine/inventory/inventory-refusal.ts";
import { changesBody, patches, stepCounts, thingId } from "../inventory-schemas.ts";
import type { ApiRoutes } from "../route.ts";
import { thingRefusals } from "./inventory-things.ts";

/** Bytes of a body: a hundred thousand ids and versions are some 2 MB. */
const bodyLimit = 16 * 2 ** 20;

const named = {
  ids: z.array(thingId).max(250_000),
  versions: z.array(z.int().min(1)).describe("The version you read of each, in the same order."),
  also: z
    .exactOptional(changesBody.shape.changes.max(100))
    .describe("Further requests of the same step, the members of a group for example."),
  dryRun: changesBody.shape.dryRun,
};

const [first, ...others] = thingSorts.map((sort) =>
  z.strictObject({ do: z.literal("change"), sort: z.literal(sort), set: patches[sort], ...named }),
);

const alikeBody = z
  .discriminatedUnion("do", [
    z.discriminatedUnion("sort", [first!, ...others]),
    z.strictObject({ do: z.literal("retire"), sort: z.enum(thingSorts), ...named }),
  ])
  .refine(({ ids, versions }) => ids.length === versions.length, "ids and versions belong together");

export const alikeAnswer = z.object({
  counts: stepCounts.describe("How many things of each sort, by what was done; groups that followed are among them."),
});

/** What a body asks, as far as it is the same for all sorts. */
interface Alike {
  readonly do: "change" | "retire";
  readonly sort: ThingSort;
  readonly set?: object;
  readonly ids: readonly string[];
  readonly versions: readonly number[];
  readonly also?: readonly ChangeRequest[];
}

export function alikeRoutes({ inventory }: { readonly inventory: InventoryKeeper }): ApiRoutes {
  return async (app) => {
    app.post(
      "/inventory/changes/alike",
      {
        config: { power: "inventory", errors: thingRefusals },
        bodyLimit,
        schema: {
          tags: ["inventory"],
          summary: "Change or retire many things alike",
          description:
            "One step, as `POST /inventory/changes`: all or nothing, every problem named at once, at `body.ids[n]` for the nth thing.",
          body: alikeBody,
          response: { 200: alikeAnswer },
        },
      },
      async ({ person, body: { dryRun = false, ...body } }) => {
        const asked = body as unknown as Alike;
        const step = { requests: requestsOf(asked), pathOf: pathIn(asked.ids.length) };
        const { things } = await inventory.change(person, () => step, { dryRun });
        return { counts: [...countsOf(things)] };
      },
    );
  };
}

function requestsOf({ do: verb, sort, set, ids, versions, also = [] }: Alike): ChangeRequest[] {
  const each = ids.map((id, n) => ({ do: verb, sort, id, version: versions[n], ...(set && { set }) }) as ChangeRequest);
  return [...each, ...also];
}

/** @param count of the things named in columns; further requests stand behind them. */
function pathIn(count: number): PathOf {
  return ({ request, field }) => {
    const place = request < count ? `ids[${request}]` : `also[${request - count}]`;
    return `body.${place}${field === undefined ? "" : `.${field}`}`;
  };
}
