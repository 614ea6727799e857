/** The fleet for maps: one snapshot in columns, continued by the live stream. */

import { takeMapSnapshot } from "../../core/fleet/map-snapshot.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory } from "../../core/inventory/model.ts";
import { reachOf } from "../../core/inventory/scope.ts";
import type { Fleet } from "../../engine/fleet/fleet.ts";
import { FleetSnapshot } from "../map-schemas.ts";
import type { ApiRoutes } from "../route.ts";

export interface FleetMapRoutesDeps {
  readonly fleet: Pick<Fleet, "twin" | "isOnline">;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  readonly clock: { now(): number };
}

export function fleetMapRoutes({ fleet, inventory, index, clock }: FleetMapRoutesDeps): ApiRoutes {
  return async (app) => {
    app.get(
      "/fleet/snapshot",
      {
        config: { power: "read" },
        schema: {
          summary: "The fleet for a map",
          description:
            "All lamps of your areas in columns, with the areas, roads, cabinets, circuits, models and groups around them. Continue with the live stream after `live-position`: its `lamps` events carry `{ id, state, level, source }` in columns for the lamps that changed; an `inventory` event means that things were changed and this is to be read again.",
          tags: ["fleet"],
          response: { 200: FleetSnapshot },
        },
      },
      async ({ person }) => {
        const things = inventory();
        const snapshot = takeMapSnapshot({
          inventory: things,
          index: index(),
          twin: fleet.twin,
          isOnline: fleet.isOnline,
          shows: reachOf(person, "read", things),
        });
        return { at: clock.now(), ...snapshot } as FleetSnapshot;
      },
    );
  };
}
