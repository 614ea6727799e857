/** Should against is: how many lamps ought to give light now, and how many say otherwise. */
import { z } from "zod";
import type { Inventory } from "../../core/inventory/model.ts";
import { mayIn } from "../../core/people/model.ts";
import type { ExpectedLight } from "../../engine/fleet/expected-light.ts";
import { AreaLight, at } from "../fleet-schemas.ts";
import type { ApiRoutes } from "../route.ts";

export interface ExpectedLightRoutesDeps {
  readonly expectedLight: ExpectedLight;
  readonly inventory: () => Inventory;
  readonly clock: { now(): number };
}

export function expectedLightRoutes({ expectedLight, inventory, clock }: ExpectedLightRoutesDeps): ApiRoutes {
  return async (app) => {
    app.get(
      "/fleet/expected",
      {
        config: { power: "read" },
        schema: {
          tags: ["fleet"],
          summary: "Should against is",
          description:
            "How many lamps of each area should give light now by plans, orders and supply, and how many of those that speak say otherwise. Counted every 10 s at most.",
          response: { 200: z.object({ at, areas: z.array(AreaLight) }) },
        },
      },
      async ({ person }) => {
        const areas = await expectedLight.count();
        const { area } = inventory();
        return { at: clock.now(), areas: areas.filter(({ areaId }) => mayIn(person, "read", areaId, area)) };
      },
    );
  };
}
