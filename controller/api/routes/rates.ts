/** What a kilowatt-hour costs and emits: read by everybody, kept up by administrators. */
import { z } from "zod";
import type { Rates, RatesRevision } from "../../core/energy/rates.ts";
import type { RateTables } from "../../engine/energy/rates.ts";
import type { Audit } from "../../engine/people/audit.ts";
import { RatesBody, RatesView } from "../energy-table-schemas.ts";
import { reasonOf } from "../plan-views.ts";
import type { ApiRoutes } from "../route.ts";

export interface RateRoutesDeps {
  readonly rates: RateTables;
  readonly audit: Audit;
}

const tags = ["energy"];
const viewOf = (revision: RatesRevision) => revision as unknown as z.input<typeof RatesView>;

export function rateRoutes({ rates, audit }: RateRoutesDeps): ApiRoutes {
  return async (app) => {
    app.get(
      "/rates",
      {
        config: { power: "read" },
        schema: {
          tags,
          summary: "The rates that hold",
          description: "Prices of each class and the emission factor of the grid, each from a day on, with its source.",
          response: { 200: RatesView },
        },
      },
      async () => viewOf(rates.current()),
    );

    app.get(
      "/rates/revisions",
      {
        config: { power: "read" },
        schema: {
          tags,
          summary: "Every version of the rates",
          description: "Newest first: who saved what, when and why.",
          response: { 200: z.object({ items: z.array(RatesView) }) },
        },
      },
      async () => ({ items: (await rates.revisions()).map(viewOf) }),
    );

    app.put(
      "/rates",
      {
        config: { power: "energy", errors: ["energy/invalid", "energy/changed-meanwhile", "people/outside-area"] },
        schema: {
          tags,
          summary: "Save the rates",
          description: "All tables over the version that was read. Older versions stay readable.",
          body: RatesBody,
          response: { 200: RatesView },
        },
      },
      async ({ person, body }) => {
        const saved = await rates.save(person, body.rates as Rates, body.version, reasonOf(body));
        const { why, documentNumber } = saved.saved;
        await audit.record({
          at: saved.saved.at,
          personId: person.id,
          personName: person.name,
          action: "rates.save",
          thing: { sort: "rates", id: String(saved.version) },
          details: { why, version: saved.version },
          ...(documentNumber === undefined ? {} : { documentNumber }),
        });
        return viewOf(saved);
      },
    );
  };
}
