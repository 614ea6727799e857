/** What lamps and cabinets measured and noticed, row by row, and the newest values of many. */
import { z } from "zod";
import type { History, Page } from "../../engine/telemetry/history.ts";
import { historySorts } from "../history-sorts.ts";
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
  for (const { path, name, whose, part, subject } of historySorts) {
    app.get(
      `${path}/history`,
      {
        config: { power: "read", errors },
        schema: {
          tags,
          summary: `What a ${name} measured`,
          description: `Rows ${whose}, in ascending time as they were sampled. They are readable seconds after they came.`,
          params: onePath,
          querystring: z.strictObject({
            ...pageQuery,
            ...period,
            ...part,
            stream: z
              .enum(["raw", "halfHours"])
              .default("raw")
              .describe("`halfHours`: what devices sum up themselves."),
          }),
          response: { 200: pageOf(Point).extend({ source }) },
        },
      },
      async ({ params, person, query: { output, ...query } }, reply) =>
        page(await history.rowsOf(person, subject(params.id, output), begin(query), signalOf(reply))),
    );
  }
}

function addEventRoutes(app: Api, history: History): void {
  for (const { path, name, whose, part, subject } of historySorts) {
    app.get(
      `${path}/events`,
      {
        config: { power: "read", errors },
        schema: {
          tags,
          summary: `What a ${name} noticed`,
          description: `Events ${whose}, in ascending time.`,
          params: onePath,
          querystring: z.strictObject({ ...pageQuery, ...period, ...part }),
          response: { 200: pageOf(EventPoint).extend({ source }) },
        },
      },
      async ({ params, person, query: { output, ...query } }, reply) =>
        page(await history.eventsOf(person, subject(params.id, output), begin(query), signalOf(reply))),
    );
  }
}

function addHoleRoutes(app: Api, history: History): void {
  for (const { path, name, subject } of historySorts) {
    app.get(
      `${path}/holes`,
      {
        config: { power: "read", errors: ["inventory/unknown", "telemetry/unavailable"] },
        schema: {
          tags,
          summary: `What is missing of the history of a ${name}`,
          description: "Rows of its present device that are lost for ever or still asked for.",
          params: onePath,
          response: { 200: z.object({ items: z.array(Hole) }) },
        },
      },
      async ({ params, person }) => ({ items: await history.holesOf(person, subject(params.id)) }),
    );
  }
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

/** The cursor of a history is the instant the next page begins with. */
function begin<T extends { from?: number; cursor?: string }>({ cursor, ...query }: T): Omit<T, "cursor"> {
  return cursor === undefined ? query : { ...query, from: fromCursor<number>(cursor, "number") };
}

function page<T>({ next, ...rest }: Page<T>): Omit<Page<T>, "next"> & { next?: string } {
  return next === undefined ? rest : { ...rest, next: toCursor(next) };
}
