/** What a place used, saved, cost and emitted. */
import { z } from "zod";
import type { Energy } from "../../engine/energy/energy.ts";
import type { MeterBalances } from "../../engine/energy/meter-balances.ts";
import { BalanceView, by, EnergyView, figureView, onePlace, period, place, placeOf } from "../energy-schemas.ts";
import type { ApiRoutes } from "../route.ts";

const errors = ["inventory/unknown", "people/outside-area", "telemetry/bad-range", "telemetry/unavailable"] as const;
const tags = ["energy"];

export function energyRoutes({ energy, balances }: { energy: Energy; balances: MeterBalances }): ApiRoutes {
  return async (app) => {
    app.get(
      "/energy",
      {
        config: { power: "read", errors: [...errors] },
        schema: {
          tags,
          summary: "Energy of a place",
          description:
            "Differences of the lamps' meters, whatever happened to them in between: replaced devices, wiped counters, gaps. Lamps without a meter are estimated, and it is said how much is.",
          querystring: z.strictObject({ ...place, ...period, by }).refine(...onePlace),
          response: { 200: EnergyView },
        },
      },
      async ({ person, query: { from, until, by: resolution, ...places } }) => {
        const { lamps, timeZone, figures, total, indicators } = await energy.of(person, placeOf(places), {
          from,
          until,
          by: resolution,
        });
        return {
          lamps,
          timeZone,
          figures: figures.map(figureView),
          total: figureView(total),
          currency: total.cost.currency,
          sources: [...total.cost.sources],
          ...(indicators === undefined ? {} : { indicators }),
        };
      },
    );

    app.get(
      "/energy/cabinets/:id/balance",
      {
        config: { power: "read", errors: [...errors] },
        schema: {
          tags,
          summary: "A cabinet's meter against its lamps",
          description:
            "What was lost on the way, and what somebody else took. Lamps without electronics count with their rated watts while their relay carried current.",
          params: z.object({ id: z.string() }),
          querystring: z.strictObject(period),
          response: { 200: BalanceView },
        },
      },
      async ({ person, params, query }) => balances.of(person, params.id, query),
    );
  };
}
