/** One box for everything: what a few words mean, whatever sort of thing it is. */
import { z } from "zod";
import { findThings } from "../../core/inventory/find.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory, ThingSort } from "../../core/inventory/model.ts";
import type { ApiRoutes } from "../route.ts";

/** What people look for by name, most looked for first. */
const searchedSorts = [
  "area",
  "road",
  "cabinet",
  "circuit",
  "supplyPoint",
  "group",
  "lamp",
  "device",
] as const satisfies readonly ThingSort[];

export const Found = z.object({
  sort: z.enum(searchedSorts),
  id: z.string(),
  name: z.string(),
  areaId: z.exactOptional(z.string()).describe("Area it lies in; absent for areas and devices."),
});

export interface SearchRoutesDeps {
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
}

export function searchRoutes({ inventory, index }: SearchRoutesDeps): ApiRoutes {
  return async (app) => {
    app.get(
      "/search",
      {
        config: { power: "read" },
        schema: {
          tags: ["inventory"],
          summary: "Search by a few words",
          description:
            "Things you may see whose names, ids or codes contain all the words; marks and capitals do not count.",
          querystring: z.strictObject({
            q: z.string().trim().min(1).max(100).describe("Words in any order."),
            areaId: z.exactOptional(z.string().max(40)).describe("Only in this area or below it."),
            limit: z.coerce.number().int().min(1).max(50).default(6).describe("Things of each sort at most."),
          }),
          response: { 200: z.object({ items: z.array(Found) }) },
        },
      },
      async ({ query: { limit, ...filter }, person }) => ({
        items: searchedSorts.flatMap((sort) =>
          findThings(inventory(), index(), person, sort, filter)
            .slice(0, limit)
            .map((thing) => ({
              sort,
              id: thing.id,
              name: thing.name,
              ...("areaId" in thing ? { areaId: thing.areaId } : {}),
            })),
        ),
      }),
    );
  };
}
