/** What an order would do besides, told before it is given. */
import type { Twin } from "../../core/fleet/twin.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory } from "../../core/inventory/model.ts";
import { closedSegments, writeClosing } from "../../core/plans/closed-segments.ts";
import type { OrderRequest } from "../../core/plans/place-order.ts";
import type { Orders } from "../../engine/orders.ts";
import { EffectsView, OverrideBody } from "../order-schemas.ts";
import type { ApiRoutes } from "../route.ts";

export interface OrderEffectRoutesDeps {
  readonly orders: Pick<Orders, "look">;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  readonly twin: (device: string) => Twin | undefined;
}

export function orderEffectRoutes({ orders, inventory, index, twin }: OrderEffectRoutesDeps): ApiRoutes {
  return async (app) => {
    app.post(
      "/overrides/effects",
      {
        config: {
          power: "override",
          errors: [
            "plans/empty-target",
            "plans/bad-period",
            "plans/over-cap",
            "plans/unsupported",
            "people/outside-area",
            "inventory/unknown",
          ],
        },
        schema: {
          summary: "What an override would do besides",
          description:
            "Nothing is ordered. Which segments that are open now would close for its lamps, and how many other lamps would light with them: to be shown before a person confirms.",
          tags: ["orders"],
          body: OverrideBody,
          response: { 200: EffectsView },
        },
      },
      async ({ body, person }) => {
        const order = orders.look(person, { ...body, kind: "override" } as OrderRequest);
        const closes = closedSegments(order, inventory(), index(), twin);
        return {
          lamps: order.lampIds.length,
          closes: closes.map((one) => ({ ...one })),
          sentence: writeClosing(closes),
        };
      },
    );
  };
}
