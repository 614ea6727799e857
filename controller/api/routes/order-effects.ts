/** What an order would do besides, told before it is given. */
import type { Site } from "#protocol/behavior/night.ts";
import type { DevicePlan } from "../../core/fleet/device-plan.ts";
import type { Twin } from "../../core/fleet/twin.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory } from "../../core/inventory/model.ts";
import { lampsBelowFloor } from "../../core/orders/below-floor-of-order.ts";
import { closedSegments, writeClosing } from "../../core/orders/closed-segments.ts";
import { lightChange } from "../../core/orders/light-change.ts";
import type { OrderRequest } from "../../core/orders/place-order.ts";
import { presentLight, writePresent } from "../../core/orders/present-light.ts";
import type { Person } from "../../core/people/model.ts";
import type { Orders } from "../../engine/orders/orders.ts";
import { EffectsView, EmergencyBody, OverrideBody } from "../order-schemas.ts";
import type { ApiRoutes } from "../route.ts";

export interface OrderEffectRoutesDeps {
  readonly orders: Pick<Orders, "look" | "byRef" | "needsTwoPeople">;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  readonly twin: (device: string) => Twin | undefined;
  readonly writeTime: (at: number) => string;
  readonly clock: { now(): number };
  /** What a device is given of the plans. */
  readonly planOf: (device: string) => DevicePlan | undefined;
  readonly planningSite: () => Site;
}

/** Orders that close segments for their lamps. */
const kinds = [
  { path: "/overrides/effects", kind: "override", body: OverrideBody, what: "an override" },
  { path: "/emergencies/effects", kind: "emergency", body: EmergencyBody, what: "an emergency order" },
] as const;

export function orderEffectRoutes(deps: OrderEffectRoutesDeps): ApiRoutes {
  const { orders, inventory, index, twin, writeTime } = deps;

  function effectsOf(person: Person, request: OrderRequest) {
    const order = orders.look(person, request);
    const closes = closedSegments(order, inventory(), index(), twin);
    const present = presentLight(order, inventory(), twin, orders.byRef);
    const [closing, others] = [writeClosing(closes), writePresent(present, writeTime)];
    const join = (...sentences: string[]) => sentences.filter((each) => each !== "").join(" ");
    return {
      lamps: order.lampIds.length,
      ...lightChange(order, inventory(), twin),
      belowFloor: lampsBelowFloor(order, inventory(), deps.planOf, deps.planningSite(), deps.clock.now()),
      secondPerson: orders.needsTwoPeople(order),
      closes: closes.map((one) => ({ ...one })),
      present: present.map((one) => ({ ...one })),
      sentence: { vi: join(closing.vi, others.vi), en: join(closing.en, others.en) },
    };
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
              "Nothing is ordered. Which segments that are open now would close for its lamps and how many other lamps would light with them, how many of its lamps would get darker, and what they follow now besides their plans: to be shown before a person confirms.",
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
