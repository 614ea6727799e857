/** What plans mean for lamps: the night of one lamp, and who follows what now or once a draft is in force. */
import { z } from "zod";
import { Target } from "#protocol/wire/directive.ts";
import type { Inventory, Lamp } from "../../core/inventory/model.ts";
import { mayIn } from "../../core/people/model.ts";
import type { Assignment } from "../../core/plans/plan.ts";
import type { LampPlans } from "../../engine/plans/lamp-plans.ts";
import { ControllerError } from "../../errors.ts";
import { CalendarName, instant } from "../fleet-schemas.ts";
import { pageFrom, pageOf, pageQuery } from "../page.ts";
import { PlanParts, planId } from "../plan-schemas.ts";
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

const LampName = z.object({ lampId: z.string(), name: z.string(), areaId: z.string() });
const lampName = ({ id, name, areaId }: Lamp) => ({ lampId: id, name, areaId });

export const CoverageBody = z.strictObject({
  planId: planId.describe("What is in force of this plan is left out."),
  areaId: PlanParts.areaId,
  assignments: PlanParts.assignments,
  named: z.int().min(0).max(100_000).default(12).describe("Lamps without a calendar that are named, at most."),
});

const count = z.number().int().min(0);
export const CoverageView = z.object({
  lamps: count.describe("In use in the area and below."),
  elsewhere: count.describe("Lamps that follow another plan in force."),
  assignments: z.array(
    z.object({ id: z.string(), lamps: count.describe("Lamps that follow it: none that a nearer one takes.") }),
  ),
  uncovered: z.object({
    lamps: count.describe("Lamps that would follow no calendar."),
    areas: z.array(z.object({ areaId: z.string(), lamps: count })).describe("Those with the most first."),
    first: z.array(LampName).describe("As many of them as were to be named."),
  }),
});

export const LampNight = z.object({ lampId: z.string(), at, night: z.exactOptional(Night) });

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
          response: { 200: LampNight },
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
          response: { 200: pageOf(LampName) },
        },
      },
      async ({ query, person }) => {
        const { area } = inventory();
        const lamps = lampPlans
          .uncovered()
          .filter(({ areaId }) => mayIn(person, "read", areaId, area))
          .map(lampName)
          .sort((a, b) => (a.lampId < b.lampId ? -1 : 1));
        return pageFrom(lamps, query, ({ lampId }) => lampId);
      },
    );

    app.post(
      "/plan-coverage",
      {
        config: { power: "read", errors: ["people/outside-area"] },
        schema: {
          tags: ["plans"],
          summary: "Who would follow what",
          description:
            "How many lamps follow each of these assignments once they are in force beside the other plans, and which lamps none covers. Nothing is stored.",
          body: CoverageBody,
          response: { 200: CoverageView },
        },
      },
      async ({ body: { planId: id, areaId, assignments, named }, person }) => {
        const { area } = inventory();
        if (!mayIn(person, "read", areaId, area)) {
          const name = area.get(areaId)?.name ?? areaId;
          throw new ControllerError("people/outside-area", `${person.name} may not look at lamps in ${name}.`, {
            params: { power: "read", areaId, area: name },
          });
        }
        const found = lampPlans.coverageOf({ id, areaId, assignments: assignments as Assignment[] });
        const { lamps, elsewhere, byAssignment, uncovered } = found;
        const areas = [...Map.groupBy(uncovered, (lamp) => lamp.areaId)].map(([each, own]) => ({
          areaId: each,
          lamps: own.length,
        }));
        return {
          lamps,
          elsewhere,
          assignments: [...byAssignment].map(([each, own]) => ({ id: each, lamps: own })),
          uncovered: {
            lamps: uncovered.length,
            areas: areas.sort((a, b) => b.lamps - a.lamps),
            first: uncovered.slice(0, named).map(lampName),
          },
        };
      },
    );
  };
}
