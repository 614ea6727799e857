/** Hardware under a position and the secrets it signs in with. */
import { z } from "zod";
import type { InventoryKeeper } from "../../engine/inventory/inventory.ts";
import type { ErrorCode } from "../../errors.ts";
import { replaceBody, shownSecret, stepAnswer, thingId, toldStep } from "../inventory-schemas.ts";
import { noContent } from "../person-schemas.ts";
import type { ApiRoutes } from "../route.ts";

const byThing = z.strictObject({ id: thingId });
const refusals: readonly ErrorCode[] = ["inventory/unknown", "inventory/invalid", "people/outside-area"];

export function deviceCredentialRoutes({ inventory }: { inventory: InventoryKeeper }): ApiRoutes {
  return async (app) => {
    app.post(
      "/lamps/:id/replace-device",
      {
        config: {
          power: "inventory",
          errors: [
            ...refusals,
            "inventory/changed-meanwhile",
            "inventory/retired",
            "inventory/in-use",
            "inventory/taken",
          ],
        },
        schema: {
          tags: ["inventory"],
          summary: "Replace the device of a lamp",
          description:
            "The lamp keeps its plans, groups, alarms and history; only the hardware under it changes. A new device's secret is shown this once.",
          params: byThing,
          body: replaceBody,
          response: { 200: stepAnswer },
        },
      },
      async ({ person, params, body: { version, ...replacement } }) =>
        toldStep(await inventory.replaceDevice(person, params.id, version, replacement)),
    );

    app.post(
      "/devices/:id/rotate-secret",
      {
        config: { power: "inventory", errors: refusals },
        schema: {
          tags: ["inventory"],
          summary: "Draw a new secret for a device",
          description:
            "Shown this once. The old one goes on working until `end-rotation`. A revoked device is let in again.",
          params: byThing,
          response: { 200: shownSecret },
        },
      },
      async ({ person, params }) => inventory.rotateSecret(person, params.id),
    );

    app.post(
      "/devices/:id/end-rotation",
      {
        config: { power: "inventory", errors: refusals },
        schema: {
          tags: ["inventory"],
          summary: "End the overlap of two secrets",
          description: "Say `new` when the device signs in with the new one, `old` to take the rotation back.",
          params: byThing,
          body: z.strictObject({ keep: z.enum(["new", "old"]) }),
          response: { 204: noContent },
        },
      },
      async ({ person, params, body }, reply) => {
        await inventory.endRotation(person, params.id, body.keep);
        return reply.code(204).send(null);
      },
    );

    app.post(
      "/devices/:id/revoke",
      {
        config: { power: "inventory", errors: [...refusals, "data/unwritable"] },
        schema: {
          tags: ["inventory"],
          summary: "Shut a device out",
          description: "All its secrets end and the broker closes it within a second. It stays in the inventory.",
          params: byThing,
          response: { 204: noContent },
        },
      },
      async ({ person, params }, reply) => {
        await inventory.revokeDevice(person, params.id);
        return reply.code(204).send(null);
      },
    );
  };
}
