/** What lamps and cabinets measured and noticed, row by row, and the newest values of many. */
import { z } from "zod";
import type { Person } from "../../core/people/model.ts";
import type { History, Page } from "../../engine/telemetry/history.ts";
import type { Subject } from "../../engine/telemetry/subjects.ts";
import { signalOf } from "../leaving.ts";
import { fromCursor, pageOf, pageQuery, toCursor } from "../page.ts";
import type { Api, ApiRoutes } from "../route.ts";
import {
  EventPoint,
  Hole,
  onePath,
  onePlace,
  Point,
  period,
  place,
  selectionOf,
  source,
} from "../telemetry-schemas.ts";

const tags = ["telemetry"];
const relay = z
  .exactOptional(z.coerce.number().int().min(0).max(63))
  .describe("A relay output of the cabinet; absent: its meter.");

export function telemetryRoutes({ history }: { history: History }): ApiRoutes {
  return async (app) => {
    addRowRoutes(app, history);
    addEventRoutes(app, history);
    addHoleRoutes(app, history);
    addLatestRoute(app, history);
  };
}

const errors = ["inventory/unknown", "telemetry/bad-range", "telemetry/unavailable"] as const;

function addRowRoutes(app: Api, history: History): void {
  const rows = {
    ...pageQuery,
    ...period,
    stream: z.enum(["raw", "halfHours"]).default("raw").describe("`halfHours`: what devices sum up themselves."),
  };
  const response = { 200: pageOf(Point).extend({ source }) };
  const answer = async (person: Person, subject: Subject, query: RowsQuery, signal: AbortSignal) =>
    page(await history.rowsOf(person, subject, begin(query), signal));
  type RowsQuery = z.output<z.ZodObject<typeof rows>>;

  app.get(
    "/lamps/:id/history",
    {
      config: { power: "read", errors },
      schema: {
        tags,
        summary: "What a lamp measured",
        description:
          "Rows in ascending time, as they were sampled. The history belongs to the lamp and goes on over replaced devices. Rows are readable seconds after they came.",
        params: onePath,
        querystring: z.strictObject(rows),
        response,
      },
    },
    async ({ params, person, query }, reply) => answer(person, { lampId: params.id }, query, signalOf(reply)),
  );

  app.get(
    "/cabinets/:id/history",
    {
      config: { power: "read", errors },
      schema: {
        tags,
        summary: "What a cabinet measured",
        description: "Rows of its present device in ascending time: of its meter, or of one of its relay outputs.",
        params: onePath,
        querystring: z.strictObject({ ...rows, output: relay }),
        response,
      },
    },
    async ({ params, person, query: { output, ...query } }, reply) =>
      answer(person, cabinet(params.id, output), query, signalOf(reply)),
  );
}

function addEventRoutes(app: Api, history: History): void {
  const query = { ...pageQuery, ...period };
  const response = { 200: pageOf(EventPoint).extend({ source }) };

  app.get(
    "/lamps/:id/events",
    {
      config: { power: "read", errors },
      schema: {
        tags,
        summary: "What a lamp noticed",
        description: "Events its device sent, in ascending time.",
        params: onePath,
        querystring: z.strictObject(query),
        response,
      },
    },
    async ({ params, person, query }, reply) =>
      page(await history.eventsOf(person, { lampId: params.id }, begin(query), signalOf(reply))),
  );

  app.get(
    "/cabinets/:id/events",
    {
      config: { power: "read", errors },
      schema: {
        tags,
        summary: "What a cabinet noticed",
        description: "Events of its present device, or of one of its relay outputs, in ascending time.",
        params: onePath,
        querystring: z.strictObject({ ...query, output: relay }),
        response,
      },
    },
    async ({ params, person, query: { output, ...query } }, reply) =>
      page(await history.eventsOf(person, cabinet(params.id, output), begin(query), signalOf(reply))),
  );
}

function addHoleRoutes(app: Api, history: History): void {
  const response = { 200: z.object({ items: z.array(Hole) }) };
  const description = "Rows of its present device that are lost for ever or still asked for.";
  const config = { power: "read", errors: ["inventory/unknown", "telemetry/unavailable"] } as const;

  app.get(
    "/lamps/:id/holes",
    {
      config,
      schema: { tags, summary: "What is missing of a lamp's history", description, params: onePath, response },
    },
    async ({ params, person }) => ({ items: await history.holesOf(person, { lampId: params.id }) }),
  );

  app.get(
    "/cabinets/:id/holes",
    {
      config,
      schema: { tags, summary: "What is missing of a cabinet's history", description, params: onePath, response },
    },
    async ({ params, person }) => ({ items: await history.holesOf(person, { cabinetId: params.id }) }),
  );
}

function addLatestRoute(app: Api, history: History): void {
  app.get(
    "/telemetry/latest",
    {
      config: { power: "read", errors: ["inventory/unknown", "people/outside-area", "telemetry/unavailable"] },
      schema: {
        tags,
        summary: "Newest values of many lamps",
        description: "The newest row of each lamp; lamps that never sent one are listed without.",
        querystring: z.strictObject(place).refine(...onePlace),
        response: {
          200: z.object({ items: z.array(z.object({ lampId: z.string(), point: z.exactOptional(Point) })) }),
        },
      },
    },
    async ({ person, query }, reply) => ({
      items: await history.latest(person, selectionOf(query), signalOf(reply)),
    }),
  );
}

export function cabinet(cabinetId: string, output: number | undefined): Subject {
  return output === undefined ? { cabinetId } : { cabinetId, output };
}

/** The cursor of a history is the instant the next page begins with. */
function begin<T extends { from?: number; cursor?: string }>({ cursor, ...query }: T): Omit<T, "cursor"> {
  return cursor === undefined ? query : { ...query, from: fromCursor<number>(cursor, "number") };
}

function page<T>({ next, ...rest }: Page<T>): Omit<Page<T>, "next"> & { next?: string } {
  return next === undefined ? rest : { ...rest, next: toCursor(next) };
}
