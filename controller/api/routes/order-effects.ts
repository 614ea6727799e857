/** What an order would do besides, told before it is given. */
import type { z } from "zod";
import type { OrderRequest } from "../../core/orders/place-order.ts";
import type { Person } from "../../core/people/model.ts";
import type { OrderEffects } from "../../engine/orders/order-effects.ts";
import type { Orders } from "../../engine/orders/orders.ts";
import { EffectsView, EmergencyBody, IsolationBody, OverrideBody, WorkLockBody } from "../order-schemas.ts";
import type { ApiRoutes } from "../route.ts";

export interface OrderEffectRoutesDeps {
  readonly orders: Pick<Orders, "look">;
  readonly effects: Pick<OrderEffects, "of">;
}

const kinds = [
  { path: "/overrides/effects", kind: "override", body: OverrideBody, what: "an override" },
  { path: "/work-locks/effects", kind: "workLock", body: WorkLockBody, what: "a work lock" },
  { path: "/isolations/effects", kind: "isolate", body: IsolationBody, what: "an isolation" },
  { path: "/emergencies/effects", kind: "emergency", body: EmergencyBody, what: "an emergency order" },
] as const;

export function orderEffectRoutes({ orders, effects }: OrderEffectRoutesDeps): ApiRoutes {
  async function effectsOf(person: Person, request: OrderRequest) {
    const found = await effects.of(orders.look(person, request));
    return { ...found, secondPerson: found.reasons.length > 0 } as z.input<typeof EffectsView>;
  }

  return async (app) => {
    for (const { path, kind, body, what } of kinds) {
      app.post(
        path,
        {
          config: {
            power: kind,
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
            summary: `What ${what} would do besides`,
            description:
              "Nothing is ordered. Which segments that are closed now would open and how many lamps would go dark with them, which that are open now would close for its lamps and how many other lamps would light with them, how many of its lamps would get darker, which cabinets would be without light, what is left of its roads against their floors, whether it takes two people, and what its lamps follow now besides their plans: to be shown before a person confirms.",
            tags: ["orders"],
            body,
            response: { 200: EffectsView },
          },
        },
        async ({ body: said, person }) => effectsOf(person, { ...said, kind } as OrderRequest),
      );
    }
  };
}
