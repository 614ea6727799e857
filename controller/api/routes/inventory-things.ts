/** The things of the city, sort by sort, and many of them in one step. */
import { z } from "zod";
import type { ChangeRequest } from "../../core/inventory/change-request.ts";
import { findThing, findThings } from "../../core/inventory/find.ts";
import type { ThingOf, ThingSort } from "../../core/inventory/model.ts";
import type { ShownSecret } from "../../engine/inventory/device-secrets.ts";
import type { Changed, InventoryKeeper } from "../../engine/inventory/inventory.ts";
import { ControllerError, type ErrorCode } from "../../errors.ts";
import {
  changeBodies,
  changesBody,
  drafts,
  restoreBodies,
  retireBody,
  shownSecret,
  stepAnswer,
  thingId,
  things,
  toldStep,
} from "../inventory-schemas.ts";
import { pageFrom, pageLimit, pageOf, pageQuery } from "../page.ts";
import type { Api, ApiRoutes } from "../route.ts";

/** How one sort stands in addresses and sentences, and the fields its list can be narrowed by. */
interface Spoken {
  readonly path: string;
  readonly one: string;
  readonly many: string;
  readonly filters: readonly string[];
}

const spoken: Readonly<Record<ThingSort, Spoken>> = {
  area: { path: "areas", one: "an area", many: "areas", filters: ["parentId"] },
  supplyPoint: { path: "supply-points", one: "a supply point", many: "supply points", filters: [] },
  cabinet: { path: "cabinets", one: "a cabinet", many: "cabinets", filters: ["supplyPointId", "deviceId"] },
  circuit: { path: "circuits", one: "a circuit", many: "circuits", filters: ["cabinetId", "kind"] },
  road: { path: "roads", one: "a road", many: "roads", filters: [] },
  lampModel: { path: "lamp-models", one: "a lamp model", many: "lamp models", filters: ["outputKind"] },
  device: { path: "devices", one: "a device", many: "devices", filters: ["profile"] },
  lamp: { path: "lamps", one: "a lamp", many: "lamps", filters: ["roadId", "circuitId", "deviceId", "modelId", "use"] },
  group: { path: "groups", one: "a group", many: "groups", filters: [] },
};

/** Bytes of a whole city in one body: 10,000 lamps with devices are about 5 MB. */
const changesLimit = 64 * 2 ** 20;

/** Whole lists are read in pages: 5,000 things are about 1 MB before they are packed. */
const thingsPerPage = 5_000;

const byThing = z.strictObject({ id: thingId });
/** Why a step is refused. */
export const thingRefusals: readonly ErrorCode[] = [
  "inventory/unknown",
  "inventory/taken",
  "inventory/changed-meanwhile",
  "inventory/in-use",
  "inventory/retired",
  "inventory/invalid",
  "people/outside-area",
];

export function thingRoutes({ inventory }: { inventory: InventoryKeeper }): ApiRoutes {
  return async (app) => {
    for (const sort of Object.keys(spoken) as ThingSort[]) {
      readRoutes(app, inventory, sort);
      writeRoutes(app, inventory, sort);
    }
    changesRoute(app, inventory);
  };
}

function readRoutes(app: Api, inventory: InventoryKeeper, sort: ThingSort): void {
  const { path, one, many, filters } = spoken[sort];
  const told = (thing: ThingOf[ThingSort]) => withCredential(inventory, sort, thing);

  app.get(
    `/${path}`,
    {
      config: { power: "read" },
      schema: {
        tags: ["inventory"],
        summary: `List ${many}`,
        description: `The ${many} you may see, ascending by id.`,
        querystring: z.strictObject({
          ...pageQuery,
          limit: pageLimit(thingsPerPage),
          areaId: z.exactOptional(thingId).describe("In this area or below it."),
          q: z.exactOptional(z.string().max(100)).describe("Words found in names, ids and codes; marks do not count."),
          retired: z.stringbool().default(false).describe("Those out of use too."),
          ...Object.fromEntries(
            filters.map((field) => [field, z.exactOptional(z.string().max(40)).describe("Exactly this.")]),
          ),
        }),
        response: {
          200: pageOf(things[sort]).extend({ total: z.int().describe("Of all pages together, at present.") }),
        },
      },
    },
    async (request) => {
      const { limit, cursor, areaId, q, retired, ...fields } = request.query;
      const filter = {
        retired,
        fields: fields as Record<string, string>,
        ...(areaId !== undefined && { areaId }),
        ...(q !== undefined && { q }),
      };
      const found = findThings(inventory.current(), inventory.index(), request.person, sort, filter);
      const page = pageFrom<ThingOf[ThingSort]>(
        found,
        { limit, ...(cursor !== undefined && { cursor }) },
        ({ id }) => id,
      );
      return { ...page, items: page.items.map(told), total: found.length };
    },
  );

  app.get(
    `/${path}/:id`,
    {
      config: { power: "read", errors: ["inventory/unknown"] },
      schema: {
        tags: ["inventory"],
        summary: `Read ${one}`,
        description: `Also when it is retired. What you may not see is unknown to you.`,
        params: byThing,
        response: { 200: things[sort] },
      },
    },
    async ({ person, params: { id } }) => {
      const thing = findThing(inventory.current(), inventory.index(), person, sort, id);
      if (thing !== undefined) return told(thing);
      throw new ControllerError("inventory/unknown", `There is no ${sort} ${id} that you may see.`, {
        params: { sort, id },
      });
    },
  );
}

function writeRoutes(app: Api, inventory: InventoryKeeper, sort: ThingSort): void {
  const { path, one } = spoken[sort];
  const config = { power: "inventory", errors: thingRefusals } as const;
  const comesWithSecret = sort === "device";
  const answer = comesWithSecret ? things[sort].extend({ secret: shownSecret.shape.secret }) : things[sort];

  /** Makes one request of the body and answers the thing as it is then. */
  const write = async (person: Parameters<InventoryKeeper["change"]>[0], request: object) => {
    const { things: made, secrets } = await inventory.change(person, () => ({
      requests: [{ ...request, sort } as ChangeRequest],
      pathOf: ({ field }) => (field === undefined ? "body" : `body.${field}`),
    }));
    return withSecret(withCredential(inventory, sort, (made[0] as Changed["things"][number]).thing), secrets);
  };

  app.post(
    `/${path}`,
    {
      config,
      schema: {
        tags: ["inventory"],
        summary: `Create ${one}`,
        description: comesWithSecret
          ? "Answers its secret, which is shown this once."
          : "Everything it names has to exist; `POST /inventory/changes` creates many things in one step.",
        body: drafts[sort] as z.ZodObject,
        response: { 201: answer },
      },
    },
    async (request, reply) => reply.code(201).send(await write(request.person, { do: "create", thing: request.body })),
  );

  app.patch(
    `/${path}/:id`,
    {
      config,
      schema: {
        tags: ["inventory"],
        summary: `Change ${one}`,
        description: "What is absent stays as it is; `null` removes an optional field.",
        params: byThing,
        body: changeBodies[sort],
        response: { 200: things[sort] },
      },
    },
    async ({ person, params: { id }, body: { version, ...set } }) => write(person, { do: "change", id, version, set }),
  );

  app.post(
    `/${path}/:id/retire`,
    {
      config,
      schema: {
        tags: ["inventory"],
        summary: `Retire ${one}`,
        description: "It goes out of use and keeps its history. Refused while something in use cannot stay without it.",
        params: byThing,
        body: retireBody,
        response: { 200: things[sort] },
      },
    },
    async ({ person, params: { id }, body: { version } }) => write(person, { do: "retire", id, version }),
  );

  app.post(
    `/${path}/:id/restore`,
    {
      config,
      schema: {
        tags: ["inventory"],
        summary: `Restore ${one}`,
        description: `Brings a retired one back under its old id, described anew.${comesWithSecret ? " It gets a new secret." : ""}`,
        params: byThing,
        body: restoreBodies[sort],
        response: { 200: answer },
      },
    },
    async ({ person, params: { id }, body: { version, ...draft } }) =>
      write(person, { do: "restore", version, thing: { id, ...draft } }),
  );
}

function changesRoute(app: Api, inventory: InventoryKeeper): void {
  app.post(
    "/inventory/changes",
    {
      config: { power: "inventory", errors: thingRefusals },
      bodyLimit: changesLimit,
      schema: {
        tags: ["inventory"],
        summary: "Change many things in one step",
        description:
          "All requests are done or none, and every problem is named at once. They are judged against what all of them together make. Secrets of new devices are shown this once.",
        body: changesBody,
        response: { 200: stepAnswer },
      },
    },
    async ({ person, body: { changes, dryRun = false } }) =>
      toldStep(await inventory.change(person, changes as unknown as ChangeRequest[], { dryRun })),
  );
}

function withCredential(
  inventory: InventoryKeeper,
  sort: ThingSort,
  thing: ThingOf[ThingSort],
): Record<string, unknown> {
  return sort === "device" ? { ...thing, credential: inventory.credentialOf(thing.id) } : { ...thing };
}

function withSecret(thing: Record<string, unknown>, [shown]: readonly ShownSecret[]): Record<string, unknown> {
  return shown === undefined ? thing : { ...thing, secret: shown.secret };
}
