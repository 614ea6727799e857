/** Curves of what was measured, how complete they are, and tables of it for a spreadsheet. */
import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import { z } from "zod";
import { languages } from "../../core/plans/preview/words.ts";
import type { CurveQuery, TelemetryCurves } from "../../engine/telemetry/curves.ts";
import type { TelemetryExport } from "../../engine/telemetry/export.ts";
import { historySorts } from "../history-sorts.ts";
import { signalOf } from "../leaving.ts";
import type { Api, ApiRoutes } from "../route.ts";
import {
  AggregatePoint,
  Aside,
  additiveQuantities,
  anyQuantities,
  askedStep,
  Bucket,
  Completeness,
  LampCompleteness,
  onePath,
  onePlace,
  period,
  place,
  points,
  selectionOf,
  source,
  step,
} from "../telemetry-schemas.ts";

export interface TelemetryCurveRoutesDeps {
  readonly curves: TelemetryCurves;
  readonly exports: TelemetryExport;
}

const tags = ["telemetry"];
const one = ["inventory/unknown", "telemetry/bad-range", "telemetry/unavailable"] as const;
const many = ["inventory/unknown", "people/outside-area", "telemetry/bad-range", "telemetry/unavailable"] as const;

export function telemetryCurveRoutes({ curves, exports }: TelemetryCurveRoutesDeps): ApiRoutes {
  return async (app) => {
    addCurvesOfOne(app, curves);
    addCurveOfMany(app, curves);
    addCompleteness(app, curves);
    addExports(app, exports);
  };
}

const steps =
  "Steps of less than a day begin at multiples of themselves since 1970 UTC, days and months at the site's midnight. Smallest, greatest and mean of each step are kept.";

function addCurvesOfOne(app: Api, curves: TelemetryCurves): void {
  for (const { path, name, whose, part, usual, subject } of historySorts) {
    app.get(
      `${path}/series`,
      {
        config: { power: "read", errors: one },
        schema: {
          tags,
          summary: `The curve of a ${name}`,
          description: `Rows ${whose}, step by step. ${steps}`,
          params: onePath,
          querystring: z.strictObject({
            ...period,
            ...part,
            step: askedStep,
            points,
            quantities: anyQuantities(usual.curve),
          }),
          response: { 200: z.object({ step, source, buckets: z.array(Bucket) }) },
        },
      },
      async ({ params, person, query: { output, ...query } }, reply) => {
        const of = subject(params.id, output);
        const curve = await curves.ofOne(person, of, query as CurveQuery, signalOf(reply));
        return { ...curve, buckets: [...curve.buckets] };
      },
    );
  }
}

function addCurveOfMany(app: Api, curves: TelemetryCurves): void {
  app.get(
    "/telemetry/series",
    {
      config: { power: "read", errors: many },
      schema: {
        tags,
        summary: "Many lamps together",
        description: `Within a lamp rows are averaged, over lamps powers are summed and other quantities averaged. ${steps}`,
        querystring: z
          .strictObject({ ...place, ...period, step: askedStep, points, quantities: additiveQuantities })
          .refine(...onePlace),
        response: {
          200: z.object({
            lamps: z.int().describe("Lamps meant, with or without rows."),
            step,
            source,
            points: z.array(AggregatePoint),
          }),
        },
      },
    },
    async ({ person, query: { from, to, step, points, quantities, ...places } }, reply) => {
      const query = { ...defined({ from, to, step }), points, quantities, selection: selectionOf(places) };
      const curve = await curves.ofMany(person, query, signalOf(reply));
      return { ...curve, points: [...curve.points] };
    },
  );
}

function addCompleteness(app: Api, curves: TelemetryCurves): void {
  for (const { path, name, subject } of historySorts) {
    app.get(
      `${path}/completeness`,
      {
        config: { power: "read", errors: one },
        schema: {
          tags,
          summary: `How complete the history of a ${name} is`,
          description:
            "Rows held in each step against the rows a device takes in that time, and rows that stand aside. What exactly is missing of the present device's logs: `holes`.",
          params: onePath,
          querystring: z.strictObject({ ...period, step: askedStep, points }),
          response: { 200: z.object({ step, source, aside: Aside, buckets: z.array(Completeness) }) },
        },
      },
      async ({ params, person, query: { from, to, step, points } }, reply) =>
        curves.completenessOfOne(
          person,
          subject(params.id),
          { ...defined({ from, to, step }), points },
          signalOf(reply),
        ),
    );
  }

  app.get(
    "/telemetry/completeness",
    {
      config: { power: "read", errors: many },
      schema: {
        tags,
        summary: "How complete the histories of many lamps are",
        description: "Each lamp over the whole period; lamps that never sent a row are listed with none.",
        querystring: z.strictObject({ ...place, ...period }).refine(...onePlace),
        response: { 200: z.object({ items: z.array(LampCompleteness) }) },
      },
    },
    async ({ person, query: { from, to, ...places } }, reply) => ({
      items: await curves.completenessOfMany(
        person,
        { ...defined({ from, to }), selection: selectionOf(places) },
        signalOf(reply),
      ),
    }),
  );
}

function addExports(app: Api, exports: TelemetryExport): void {
  const query = {
    ...period,
    stream: z.enum(["raw", "halfHours"]).default("raw"),
    language: z.enum(languages).default("vi").describe("Of the separator, the decimal mark and the times."),
  };
  const produces = ["text/csv"];
  const begins = "as they were sampled; of any length, it begins at once and is written as it is read.";
  const send = (reply: FastifyReply, name: string, lines: AsyncGenerator<string>) =>
    reply
      .type("text/csv; charset=utf-8")
      .header("content-disposition", `attachment; filename="${name}.csv"`)
      .send(Readable.from(lines));

  for (const { path, name, whose, part, usual, subject } of historySorts) {
    app.get(
      `${path}/history.csv`,
      {
        config: { power: "read", errors: one },
        schema: {
          tags,
          summary: `What a ${name} measured, for a spreadsheet`,
          description: `Rows ${whose}, ${begins}`,
          params: onePath,
          querystring: z.strictObject({ ...query, ...part, quantities: anyQuantities(usual.table) }),
          produces,
        },
      },
      async ({ params, person, query: { from, to, output, ...query } }, reply) => {
        const of = { subject: subject(params.id, output) };
        const lines = await exports.lines(person, { ...query, ...defined({ from, to }), of });
        return send(reply, ["den", params.id, output].filter((part) => part !== undefined).join("-"), lines);
      },
    );
  }

  app.get(
    "/telemetry/history.csv",
    {
      config: { power: "read", errors: many },
      schema: {
        tags,
        summary: "What many lamps measured, for a spreadsheet",
        description: `Rows lamp after lamp, ${begins}`,
        querystring: z
          .strictObject({ ...place, ...query, quantities: anyQuantities(historySorts[0].usual.table) })
          .refine(...onePlace),
        produces,
      },
    },
    async ({ person, query: { from, to, stream, language, quantities, ...places } }, reply) => {
      const of = { selection: selectionOf(places) };
      const asked = { ...defined({ from, to }), stream, language, quantities, of };
      return send(reply, "den-telemetry", await exports.lines(person, asked));
    },
  );
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the keys nobody gave. */
function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
