/** The nights of a calendar that is being written: lunar dates, holidays and the rule that wins, without saving anything. */
import { z } from "zod";
import { calendarNights, selectorCount } from "../../core/plans/calendar-days.ts";
import type { CalendarRule, HolidaySet } from "../../core/plans/plan.ts";
import { FullDate, PlanParts } from "../plan-schemas.ts";
import type { ApiRoutes } from "../route.ts";

/** The answer is made in one go, and nothing else is done meanwhile. */
const selectorsAtMost = 500;

export const CalendarNightsBody = z
  .strictObject({
    from: FullDate.describe("Date on which the first night begins."),
    nights: z.number().int().min(1).max(400),
    rules: PlanParts.calendars.element.shape.rules.default([]),
    holidaySets: PlanParts.holidaySets.default([]),
  })
  .refine(
    ({ rules, holidaySets }) => selectorCount(rules as CalendarRule[], holidaySets as HolidaySet[]) <= selectorsAtMost,
    "at most 500 dates and holidays",
  );

export const CalendarNightView = z.object({
  night: FullDate,
  lunar: z.object({
    year: z.number().int(),
    month: z.number().int(),
    day: z.number().int(),
    leap: z.boolean(),
    monthLength: z.number().int().describe("29 or 30."),
  }),
  holidays: z.array(z.string()).describe("Names of the holidays of the sets on that day."),
  rules: z
    .array(z.number().int())
    .describe("Positions of the rules that select it, the one that wins first; none: the default program."),
});

export function calendarNightRoutes(): ApiRoutes {
  return async (app) => {
    app.post(
      "/calendar-nights",
      {
        config: { power: "read", errors: [] },
        schema: {
          tags: ["plans"],
          summary: "The nights of a calendar",
          description:
            "Night by night: the date of the Vietnamese lunar calendar, holidays, and which of the rules sent select it. Nothing is stored; no rules answers the lunar calendar alone.",
          body: CalendarNightsBody,
          response: { 200: z.object({ items: z.array(CalendarNightView) }) },
        },
      },
      async ({ body: { from, nights, rules, holidaySets } }) => ({
        items: calendarNights(rules as CalendarRule[], holidaySets as HolidaySet[], from, nights).map(
          ({ holidays, rules: selected, ...night }) => ({ ...night, holidays: [...holidays], rules: [...selected] }),
        ),
      }),
    );
  };
}
