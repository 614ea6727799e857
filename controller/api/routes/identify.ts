/** Lets a lamp blink, so that a person on the street sees which one it is. */
import { z } from "zod";
import type { Ask } from "#protocol/wire/ask.ts";
import type { Inventory } from "../../core/inventory/model.ts";
import { mayIn } from "../../core/people/model.ts";
import type { Fleet } from "../../engine/fleet/fleet.ts";
import type { Audit } from "../../engine/people/audit.ts";
import { ControllerError } from "../../errors.ts";
import type { ApiRoutes } from "../route.ts";

export interface IdentifyRoutesDeps {
  readonly fleet: Pick<Fleet, "isOnline">;
  readonly inventory: () => Inventory;
  readonly audit: Pick<Audit, "record">;
  readonly clock: { now(): number };
  readonly ask: (device: string, ask: Ask) => void;
  /** Random u32, never 0. */
  readonly draw: () => number;
}

/** ms in which it has to begin: whoever waits below looks up for as long. */
const beginWithin = 20_000;

export function identifyRoutes({ fleet, inventory, audit, clock, ask, draw }: IdentifyRoutesDeps): ApiRoutes {
  return async (app) => {
    app.post(
      "/lamps/:id/identify",
      {
        config: { power: "workLock", errors: ["inventory/unknown", "people/outside-area", "plans/unsupported"] },
        schema: {
          tags: ["fleet"],
          summary: "Let a lamp blink",
          description:
            "So that a person on site sees which one it is. What it shows afterwards is what it showed before.",
          params: z.object({ id: z.string() }),
          body: z.strictObject({
            duration: z.number().int().min(5).max(300).default(30).describe("Seconds."),
          }),
          response: { 202: z.object({ online: z.boolean().describe("false: it is silent and will hardly hear it.") }) },
        },
      },
      async ({ params: { id }, body: { duration }, person }, reply) => {
        const lamp = inventory().lamp.get(id);
        const { area } = inventory();
        if (lamp === undefined || !mayIn(person, "read", lamp.areaId, area))
          throw new ControllerError("inventory/unknown", `There is no lamp ${id}.`, { params: { sort: "lamp", id } });
        if (!mayIn(person, "workLock", lamp.areaId, area)) {
          const name = area.get(lamp.areaId)?.name ?? lamp.areaId;
          throw new ControllerError("people/outside-area", `${person.name} may not do this in ${name}`, {
            params: { area: name },
          });
        }
        const { deviceId, output } = lamp;
        if (deviceId === undefined)
          throw new ControllerError(
            "plans/unsupported",
            "the lamp has no electronics of its own and cannot blink alone",
          );
        const now = clock.now();
        await audit.record({
          at: now,
          personId: person.id,
          personName: person.name,
          action: "lamp.identify",
          thing: { sort: "lamp", id },
          areaId: lamp.areaId,
          details: { duration },
        });
        ask(deviceId, { id: draw(), until: now + beginWithin, ask: "identify", output: output ?? 0, duration });
        reply.code(202);
        return { online: fleet.isOnline(deviceId) };
      },
    );
  };
}
