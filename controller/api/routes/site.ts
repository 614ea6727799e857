/** The site as people's programs need it: where it is, which time it has. */
import { z } from "zod";
import type { ApiRoutes } from "../route.ts";

export const SiteView = z.object({
  lat: z.number().describe("Degrees north, WGS 84."),
  lon: z.number().describe("Degrees east."),
  timeZone: z.string().describe("IANA zone: nights, schedules and written times follow it."),
  kept: z
    .object({ samples: z.number().int(), halfHours: z.number().int() })
    .describe(
      "Days for which the journal keeps samples, and sums by half-hour; days of the calendar it keeps for ever.",
    ),
  at: z.number().int().describe("EpochMs of the controller's clock."),
});

export interface SiteRoutesDeps {
  readonly site: () => { readonly lat: number; readonly lon: number; readonly timeZone: string };
  /** Days. */
  readonly kept: { readonly samples: number; readonly halfHours: number };
  readonly clock: { now(): number };
}

export function siteRoutes({ site, kept, clock }: SiteRoutesDeps): ApiRoutes {
  return async (app) => {
    app.get(
      "/site",
      {
        config: { power: "signedIn" },
        schema: {
          tags: ["inventory"],
          summary: "The site",
          description:
            "Place and time zone of the city, how long what was measured is kept, and the controller's time.",
          response: { 200: SiteView },
        },
      },
      async () => {
        const { lat, lon, timeZone } = site();
        return { lat, lon, timeZone, kept, at: clock.now() };
      },
    );
  };
}
