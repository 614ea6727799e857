/** iCalendar: holidays in, holidays and calendars out, for the calendars people use otherwise. */
import { z } from "zod";
import type { Plan } from "../../core/plans/plan.ts";
import type { PlanDayFiles } from "../../engine/plans/day-files.ts";
import { ControllerError } from "../../errors.ts";
import { Holiday, planId } from "../plan-schemas.ts";
import { type PlanRoutesDeps, readable } from "../plan-views.ts";
import type { ApiRoutes } from "../route.ts";

export interface DayFileRoutesDeps extends PlanRoutesDeps {
  readonly dayFiles: PlanDayFiles;
}

const tags = ["plans"];
const mediaType = "text/calendar; charset=utf-8";
const partId = z.string().max(40);

export const HolidaysRead = z.object({
  holidays: z.array(Holiday),
  problems: z.array(z.object({ line: z.int(), message: z.string(), messageVi: z.string() })),
});

export function dayFileRoutes(deps: DayFileRoutesDeps): ApiRoutes {
  const { dayFiles } = deps;

  return async (app) => {
    app.addContentTypeParser("text/calendar", { parseAs: "string" }, (_request, body, done) => done(null, body));

    app.get(
      "/plans/:id/calendars/:calendarId/ical",
      {
        config: { power: "read", errors: ["plans/unknown"] },
        schema: {
          tags,
          summary: "A calendar as a feed",
          description:
            "iCalendar of the nights that have a program of their own, of the revision in force, else of the draft.",
          params: z.object({ id: planId, calendarId: partId }),
          produces: ["text/calendar"],
        },
      },
      async ({ params: { id, calendarId }, person }, reply) => {
        const plan = planOf(await readable(id, person, deps), id);
        return reply.type(mediaType).send(dayFiles.calendarFile(plan, calendarId));
      },
    );

    app.get(
      "/plans/:id/holiday-sets/:holidaySetId/ical",
      {
        config: { power: "read", errors: ["plans/unknown"] },
        schema: {
          tags,
          summary: "A holiday set as a file",
          description: "iCalendar; lunar holidays as the dates of the coming years, the others as the rules they are.",
          params: z.object({ id: planId, holidaySetId: partId }),
          produces: ["text/calendar"],
        },
      },
      async ({ params: { id, holidaySetId }, person }, reply) => {
        const plan = planOf(await readable(id, person, deps), id);
        return reply.type(mediaType).send(dayFiles.holidayFile(plan, holidaySetId));
      },
    );

    app.post(
      "/holidays/ical",
      {
        config: { power: "plan", errors: [] },
        schema: {
          tags,
          consumes: ["text/calendar"],
          summary: "Read holidays from iCalendar",
          description:
            "The body is the file. Answers the holidays for a set of a draft, and each line that could not be used.",
          body: z.string({ error: "must be a file of type text/calendar" }),
          response: {
            200: HolidaysRead,
          },
        },
      },
      async ({ body }) => {
        const { holidays, problems } = dayFiles.readHolidays(body);
        return { holidays: holidays as z.input<typeof Holiday>[], problems: [...problems] };
      },
    );
  };
}

function planOf({ inForce, draft }: Awaited<ReturnType<typeof readable>>, id: string): Plan {
  const revision = inForce ?? draft;
  if (revision !== undefined) return revision.plan;
  throw new ControllerError("plans/unknown", `There is no plan ${id}.`, { params: { id } });
}
