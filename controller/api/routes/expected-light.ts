/** Should against is: how many lamps ought to give light now, and which are at odds with it. */
import { z } from "zod";
import { namedAtMost, oddities } from "../../core/fleet/oddity.ts";
import type { Inventory } from "../../core/inventory/model.ts";
import { mayIn, type Person } from "../../core/people/model.ts";
import type { ExpectedLight } from "../../engine/fleet/expected-light.ts";
import { AreaLight, at, OddLamp } from "../fleet-schemas.ts";
import type { ApiRoutes } from "../route.ts";

export interface ExpectedLightRoutesDeps {
  readonly expectedLight: ExpectedLight;
  readonly inventory: () => Inventory;
  readonly clock: { now(): number };
}

export function expectedLightRoutes({ expectedLight, inventory, clock }: ExpectedLightRoutesDeps): ApiRoutes {
  const seenBy = <T extends { readonly areaId: string }>(person: Person, all: readonly T[]) => {
    const { area } = inventory();
    return all.filter(({ areaId }) => mayIn(person, "read", areaId, area));
  };

  return async (app) => {
    app.get(
      "/fleet/expected",
      {
        config: { power: "read" },
        schema: {
          tags: ["fleet"],
          summary: "Should against is",
          description:
            "How many lamps of each area should give light now by plans, orders and supply, and how many are at odds with it or unknown. Counted every 10 s at most.",
          response: { 200: z.object({ at, areas: z.array(AreaLight) }) },
        },
      },
      async ({ person }) => ({ at: clock.now(), areas: seenBy(person, (await expectedLight.count()).areas) }),
    );
    app.get(
      "/fleet/expected/lamps",
      {
        config: { power: "read" },
        schema: {
          tags: ["fleet"],
          summary: "Lamps at odds",
          description: `The lamps behind the counts of /fleet/expected, ${namedAtMost} of the city at most.`,
          querystring: z.strictObject({ oddity: z.exactOptional(z.enum(oddities)).describe("Only these.") }),
          response: { 200: z.object({ at, items: z.array(OddLamp) }) },
        },
      },
      async ({ person, query: { oddity } }) => {
        const { odd } = await expectedLight.count();
        const asked = oddity === undefined ? odd : odd.filter((lamp) => lamp.oddity === oddity);
        return { at: clock.now(), items: seenBy(person, asked) };
      },
    );
  };
}
