/** What lamps measured: history of one, newest values, and many together. */
import { z } from "zod";
import { type Quantity, quantityNames } from "#protocol/wire/samples.ts";
import { eventStates, eventTypes, streams } from "#protocol/wire/vocabulary.ts";
import type { Selection } from "../../core/inventory/select.ts";
import { historySources } from "../../core/telemetry/choose-history.ts";
import { combinations } from "../../core/telemetry/combine.ts";
import type { History, Page } from "../../engine/history.ts";
import { fromCursor, pageOf, pageQuery, toCursor } from "../page.ts";
import type { Api, ApiRoutes } from "../route.ts";

const at = z.int().describe("EpochMs");
const quantities = Object.fromEntries(quantityNames.map((name) => [name, z.exactOptional(z.number())])) as Record<
  Quantity,
  z.ZodExactOptional<z.ZodNumber>
>;
const Point = z.object({ at, ...quantities }).describe("Quantities that were not measured are absent.");
const EventPoint = z.object({
  at,
  output: z.exactOptional(z.int()),
  type: z.enum(eventTypes),
  state: z.enum(eventStates),
  value: z.exactOptional(z.number()).describe("In the unit of the type's quantity."),
});
const AggregatePoint = Point.extend({
  sources: z.int().describe("Lamps that had a row in this step: a sum over fewer lamps is a smaller sum."),
});
const source = z
  .enum(historySources)
  .describe("Where it was read: long and old periods from InfluxDB where one is configured and holds everything.");
const Hole = z.object({
  device: z.string(),
  stream: z.enum(streams),
  epoch: z.int(),
  fromSequence: z.int(),
  toSequence: z.int().describe("Inclusive."),
  lost: z.boolean().describe("true: the device no longer has these rows; false: they are still asked for."),
});

const when = z.exactOptional(z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER));
const period = {
  from: when.describe("EpochMs, inclusive; absent: 24 hours before `to`."),
  to: when.describe("EpochMs, exclusive; absent: now."),
};
const lampPath = z.object({ id: z.string() });

const id = z.exactOptional(z.string().min(1).max(40));
const place = {
  areaId: id.describe("The area and everything below it."),
  circuitId: id,
  roadId: id,
  cabinetId: id,
  groupId: id,
  decorative: z
    .exactOptional(z.enum(["true", "false"]))
    .describe("true: decorative lamps join; groups mean their members anyway."),
};
const placeNames = ["areaId", "circuitId", "roadId", "cabinetId", "groupId"] as const;
type PlaceQuery = { [N in (typeof placeNames)[number]]?: string } & { decorative?: "true" | "false" };
const onePlace = [
  (query: PlaceQuery) => placeNames.filter((name) => query[name] !== undefined).length === 1,
  { error: `name exactly one of ${placeNames.join(", ")}` },
] as const;

function selectionOf({ decorative, ...places }: PlaceQuery): Selection {
  // the schema saw to it that one is named
  const { areaId, circuitId, roadId, cabinetId, groupId } = places;
  if (groupId !== undefined) return { groupId };
  const joined = { decorative: decorative === "true" };
  if (circuitId !== undefined) return { circuitId, ...joined };
  if (roadId !== undefined) return { roadId, ...joined };
  if (cabinetId !== undefined) return { cabinetId, ...joined };
  return { areaId: areaId!, ...joined };
}

/** Quantities that can be put together over lamps. */
const additive = [...combinations.keys()] as [Quantity, ...Quantity[]];
const askedQuantities = z
  .string()
  .default("activePower,level")
  .transform((text) => text.split(","))
  .pipe(z.array(z.enum(additive)).min(1).max(10))
  .describe(
    "Names, separated by commas. Powers are summed over lamps, other quantities averaged; counters cannot be asked for.",
  );

export function telemetryRoutes({ history }: { history: History }): ApiRoutes {
  return async (app) => {
    addLampRoutes(app, history);
    addManyRoutes(app, history);
  };
}

function addLampRoutes(app: Api, history: History): void {
  const config = {
    power: "read",
    errors: ["inventory/unknown", "telemetry/bad-range", "telemetry/unavailable"],
  } as const;

  app.get(
    "/lamps/:id/history",
    {
      config: { ...config, errors: [...config.errors] },
      schema: {
        tags: ["telemetry"],
        summary: "What a lamp measured",
        description:
          "Rows in ascending time, as they were sampled. The history belongs to the lamp and goes on over replaced devices. Rows are readable seconds after they came.",
        params: lampPath,
        querystring: z.strictObject({
          ...pageQuery,
          ...period,
          stream: z.enum(["raw", "halfHours"]).default("raw"),
        }),
        response: { 200: pageOf(Point).extend({ source }) },
      },
    },
    async ({ params, person, query: { cursor, ...query } }) =>
      page(await history.ofLamp(person, params.id, begin(query, cursor))),
  );

  app.get(
    "/lamps/:id/events",
    {
      config: { ...config, errors: [...config.errors] },
      schema: {
        tags: ["telemetry"],
        summary: "What a lamp noticed",
        description: "Events its device sent, in ascending time.",
        params: lampPath,
        querystring: z.strictObject({ ...pageQuery, ...period }),
        response: { 200: pageOf(EventPoint).extend({ source }) },
      },
    },
    async ({ params, person, query: { cursor, ...query } }) =>
      page(await history.eventsOfLamp(person, params.id, begin(query, cursor))),
  );

  app.get(
    "/lamps/:id/holes",
    {
      config: { power: "read", errors: ["inventory/unknown", "telemetry/unavailable"] },
      schema: {
        tags: ["telemetry"],
        summary: "What is missing of a lamp's history",
        description: "Rows of its present device that are lost for ever or still asked for.",
        params: lampPath,
        response: { 200: z.object({ items: z.array(Hole) }) },
      },
    },
    async ({ params, person }) => ({ items: await history.holesOfLamp(person, params.id) }),
  );
}

function addManyRoutes(app: Api, history: History): void {
  app.get(
    "/telemetry/latest",
    {
      config: { power: "read", errors: ["inventory/unknown", "people/outside-area", "telemetry/unavailable"] },
      schema: {
        tags: ["telemetry"],
        summary: "Newest values of many lamps",
        description: "The newest row of each lamp; lamps that never sent one are listed without.",
        querystring: z.strictObject(place).refine(...onePlace),
        response: {
          200: z.object({ items: z.array(z.object({ lampId: z.string(), point: z.exactOptional(Point) })) }),
        },
      },
    },
    async ({ person, query }) => ({ items: await history.latest(person, selectionOf(query)) }),
  );

  app.get(
    "/telemetry/series",
    {
      config: {
        power: "read",
        errors: ["inventory/unknown", "people/outside-area", "telemetry/bad-range", "telemetry/unavailable"],
      },
      schema: {
        tags: ["telemetry"],
        summary: "Many lamps together",
        description:
          "Step by step: within a lamp rows are averaged, over lamps powers are summed and other quantities averaged. Steps begin at multiples of `step` since 1970 UTC.",
        querystring: z
          .strictObject({
            ...place,
            ...period,
            step: z
              .exactOptional(
                z.coerce
                  .number()
                  .int()
                  .min(60_000)
                  .max(31 * 86_400_000),
              )
              .describe("ms; absent: chosen by the period."),
            quantities: askedQuantities,
          })
          .refine(...onePlace),
        response: {
          200: z.object({
            lamps: z.int().describe("Lamps meant, with or without rows."),
            step: z.int().describe("ms"),
            source,
            points: z.array(AggregatePoint),
          }),
        },
      },
    },
    async ({ person, query: { from, to, step, quantities: asked, ...places } }) =>
      history.series(person, {
        selection: selectionOf(places),
        quantities: asked,
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
        ...(step === undefined ? {} : { step }),
      }),
  );
}

/** The cursor of a history is the instant the next page begins with. */
function begin<T extends { from?: number }>(query: T, cursor: string | undefined): T {
  return cursor === undefined ? query : { ...query, from: fromCursor<number>(cursor, "number") };
}

function page<T>({ next, ...rest }: Page<T>): Omit<Page<T>, "next"> & { next?: string } {
  return next === undefined ? rest : { ...rest, next: toCursor(next) };
}
