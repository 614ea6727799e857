/** The basemap under the lamps, where this installation brings one: its tiles come from here and from nowhere else. */
import { z } from "zod";
import type { BasemapTiles } from "../../core/map/ports.ts";
import { ControllerError } from "../../errors.ts";
import type { ApiRoutes } from "../route.ts";

export interface BasemapRoutesDeps {
  /** Absent: maps draw roads and areas from the inventory. */
  readonly tiles: BasemapTiles | undefined;
  /** Who made it, as its licence wants it shown. */
  readonly attribution: string;
}

const zoom = z.coerce.number().int().min(0).max(22);
const place = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 22);

/** s a browser may keep a tile: streets change by the month, and a person's own browser holds it. */
const keepFor = 7 * 86_400;

export const BasemapView = z.object({
  minZoom: z.int().describe("Zooms at which there are tiles, inclusive."),
  maxZoom: z.int(),
  attribution: z.string().describe("Who made it; its licence mostly wants this shown."),
});

export function basemapRoutes({ tiles, attribution }: BasemapRoutesDeps): ApiRoutes {
  return async (app) => {
    app.get(
      "/basemap",
      {
        config: { power: "read" },
        schema: {
          tags: ["fleet"],
          summary: "The basemap",
          description: "Absent where none is configured: maps then draw roads and areas from the inventory.",
          response: {
            200: z.object({ basemap: z.exactOptional(BasemapView) }),
          },
        },
      },
      async () =>
        tiles === undefined ? {} : { basemap: { minZoom: tiles.minZoom, maxZoom: tiles.maxZoom, attribution } },
    );

    app.get(
      "/basemap/tiles/:z/:x/:y",
      {
        config: { power: "read", errors: ["request/unknown-route"] },
        schema: {
          tags: ["fleet"],
          summary: "A tile of the basemap",
          description: "A picture; columns from west, rows from north.",
          params: z.object({ z: zoom, x: place, y: place }),
          produces: ["image/png"],
        },
      },
      async ({ params: { z: atZoom, x, y } }, reply) => {
        const tile = await tiles?.tile(atZoom, x, y);
        if (tile === undefined) throw new ControllerError("request/unknown-route", "There is no such tile.");
        return reply
          .type(tile.mediaType)
          .header("cache-control", `private, max-age=${keepFor}`)
          .send(Buffer.from(tile.bytes));
      },
    );
  };
}
