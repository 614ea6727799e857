/** What plans mean for lamps: the night of one lamp, and the lamps that follow no calendar. */
import { z } from "zod";
import { Target } from "#protocol/wire/directive.ts";
import type { Inventory } from "../../core/inventory/model.ts";
import { mayIn } from "../../core/people/model.ts";
import type { LampPlans } from "../../engine/plans/lamp-plans.ts";
import { ControllerError } from "../../errors.ts";
import { CalendarName, instant } from "../fleet-schemas.ts";
import { pageFrom, pageOf, pageQuery } from "../page.ts";
import type { ApiRoutes } from "../route.ts";

export interface LampPlanRoutesDeps {
  readonly lampPlans: LampPlans;
  readonly inventory: () => Inventory;
  readonly clock: { now(): number };
}

const at = z.number().int().describe("EpochMs");
const Night = z.object({
  noon: at,
  nextNoon: at,
  sunset: at,
  sunrise: at,
  target: Target.describe("What the calendar wants at the instant asked for, before orders, floors and ceilings."),
  nextChangeAt: at,
  name: CalendarName,
  assignmentId: z.string(),
  steps: z
    .array(z.object({ at, target: Target, ramp: z.number(), point: z.exactOptional(z.number().int()) }))
    .readonly(),
});

export function lampPlanRoutes({ lampPlans, inventory, clock }: LampPlanRoutesDeps): ApiRoutes {
  return async (app) => {
    app.get(
      "/lamps/:id/plan",
      {
        config: { power: "read", errors: ["inventory/unknown"] },
        schema: {
          tags: ["plans"],
          summary: "The night of a lamp",
          description:
            "Its calendar from noon to noon around an instant: of what is in force for tonight and later, of what was deployed then for the past. No `night` where no calendar covers it.",
          params: z.object({ id: z.string() }),
          querystring: z.strictObject({ at: instant }),
          response: { 200: z.object({ lampId: z.string(), at, night: z.exactOptional(Night) }) },
        },
      },
      async ({ params: { id }, query, person }) => {
        const lamp = inventory().lamp.get(id);
        if (lamp === undefined || !mayIn(person, "read", lamp.areaId, inventory().area)) {
          throw new ControllerError("inventory/unknown", `There is no lamp ${id}.`, { params: { sort: "lamp", id } });
        }
        const asked = query.at ?? clock.now();
        const night = await lampPlans.nightOf(lamp, asked);
        return { lampId: id, at: asked, ...(night === undefined ? {} : { night }) };
      },
    );

    app.get(
      "/plan-coverage",
      {
        config: { power: "read" },
        schema: {
          tags: ["plans"],
          summary: "Lamps without a calendar",
          description: "They keep the fallback by the sun. Ascending by id; only lamps of your areas.",
          querystring: z.object(pageQuery),
          response: { 200: pageOf(z.object({ lampId: z.string(), name: z.string(), areaId: z.string() })) },
        },
      },
      async ({ query, person }) => {
        const { area } = inventory();
        const lamps = lampPlans
          .uncovered()
          .filter(({ areaId }) => mayIn(person, "read", areaId, area))
          .map(({ id, name, areaId }) => ({ lampId: id, name, areaId }))
          .sort((a, b) => (a.lampId < b.lampId ? -1 : 1));
        return pageFrom(lamps, query, ({ lampId }) => lampId);
      },
    );
  };
}
