/** What a preview found, in parts: figures, nights, findings, rows of dark poles, and the table of months as a file. */
import { z } from "zod";
import type { Inventory } from "../../core/inventory/model.ts";
import { dateOf } from "../../core/plans/days.ts";
import { monthTable } from "../../core/plans/preview/month-table.ts";
import { byteOrderMark, csvTable } from "../../core/reports/csv.ts";
import type { Previews } from "../../engine/plans/previews.ts";
import { ControllerError } from "../../errors.ts";
import { fromCursor, pageOf, pageQuery, toCursor } from "../page.ts";
import {
  CalendarQuery,
  DarkRunView,
  FindingsQuery,
  FindingView,
  NightFigures,
  NightView,
  PreviewSummary,
  TableQuery,
} from "../preview-schemas.ts";
import { darkRunView, findingView, nightView, summaryView } from "../preview-views.ts";
import type { Api, ApiRoutes } from "../route.ts";

export interface PreviewRoutesDeps {
  readonly previews: Previews;
  readonly inventory: () => Inventory;
}

const tags = ["plans"];
const params = z.object({ id: z.string().min(1).max(64) });
const config = { power: "read", errors: ["plans/preview-unknown", "plans/preview-unfinished"] } as const;

/** A page of a result that stands still: the cursor is a position. */
function pageAt<T>(items: readonly T[], { limit, cursor }: { limit: number; cursor?: string }) {
  const start = cursor === undefined ? 0 : fromCursor<number>(cursor, "number");
  const next = start + limit;
  return { items: items.slice(start, next), ...(next < items.length ? { next: toCursor(next) } : {}) };
}

export function previewResultRoutes(deps: PreviewRoutesDeps): ApiRoutes {
  return async (app) => {
    addFigures(app, deps);
    addFindings(app, deps);
  };
}

function addFigures(app: Api, { previews }: PreviewRoutesDeps): void {
  app.get(
    "/previews/:id/summary",
    {
      config,
      schema: {
        tags,
        summary: "What a preview comes to",
        description:
          "Energy, cost and CO₂ by year, month, area and calendar, against the baseline, 100 % from sunset to sunrise and the plans in force, with the sources of every rate.",
        params,
        response: { 200: PreviewSummary },
      },
    },
    async ({ params: { id }, person }) => summaryView(previews.find(person, id), previews.report(person, id)),
  );

  app.get(
    "/previews/:id/nights",
    {
      config: { ...config, errors: [...config.errors, "plans/unknown"] },
      schema: {
        tags,
        summary: "The nights of one calendar",
        description: "Rule, program and resolved points of every night, as most of its lamps resolve them.",
        params,
        querystring: CalendarQuery,
        response: { 200: pageOf(NightView) },
      },
    },
    async ({ params: { id }, query, person }) => {
      const { planId, calendarId } = query;
      const { calendars } = previews.report(person, id);
      const found = calendars.find((one) => one.planId === planId && one.calendarId === calendarId);
      if (found === undefined) {
        const name = calendarId ?? "none";
        throw new ControllerError("plans/unknown", `Calendar ${name} has no lamps in this preview.`, {
          params: { id: name },
        });
      }
      const { items, ...rest } = pageAt(found.nights, query);
      return { items: items.map(nightView), ...rest };
    },
  );

  app.get(
    "/previews/:id/night-figures",
    {
      config,
      schema: {
        tags,
        summary: "Figures of every night",
        description: "All lamps together, a record a night: the curve of a year.",
        params,
        querystring: z.strictObject(pageQuery),
        response: { 200: pageOf(NightFigures) },
      },
    },
    async ({ params: { id }, query, person }) => {
      const { byNight, from } = previews.report(person, id);
      const nights = byNight.map((figures, n) => ({ ...figures, night: dateOf(from + n) }));
      return pageAt(nights, query);
    },
  );

  app.get(
    "/previews/:id/month-table",
    {
      config,
      schema: {
        tags,
        summary: "The table of months as a file",
        description: "CSV for spreadsheets: a row per month, calendar and area, in the form its language expects.",
        params,
        querystring: TableQuery,
        produces: ["text/csv"],
      },
    },
    async ({ params: { id }, query: { language }, person }, reply) => {
      const report = previews.report(person, id);
      const { plan } = previews.find(person, id);
      return reply
        .type("text/csv; charset=utf-8")
        .header("content-disposition", `attachment; filename="preview-${plan.id}.csv"`)
        .send([byteOrderMark, ...csvTable(monthTable(report, language), language)].join(""));
    },
  );
}

function addFindings(app: Api, { previews, inventory }: PreviewRoutesDeps): void {
  app.get(
    "/previews/:id/findings",
    {
      config,
      schema: {
        tags,
        summary: "What somebody should look at",
        description: "Errors first: dark gaps, light by day, levels below a floor, nights and lamps nothing covers.",
        params,
        querystring: FindingsQuery,
        response: { 200: pageOf(FindingView) },
      },
    },
    async ({ params: { id }, query, person }) => {
      const { findings } = previews.report(person, id);
      const { severity } = query;
      const { items, ...rest } = pageAt(
        findings.filter((finding) => severity === undefined || finding.severity === severity),
        query,
      );
      return { items: items.map(findingView), ...rest };
    },
  );

  app.get(
    "/previews/:id/dark-runs",
    {
      config,
      schema: {
        tags,
        summary: "The longest row of dark poles on each road",
        description: "Between dusk and dawn over all nights, longest first.",
        params,
        querystring: z.strictObject(pageQuery),
        response: { 200: pageOf(DarkRunView) },
      },
    },
    async ({ params: { id }, query, person }) => {
      const { darkRuns } = previews.report(person, id);
      const { items, ...rest } = pageAt(
        darkRuns.toSorted((a, b) => b.poles - a.poles || (a.roadId < b.roadId ? -1 : 1)),
        query,
      );
      return {
        items: items.map((run) => darkRunView(run, inventory().road.get(run.roadId)?.name ?? run.roadId)),
        ...rest,
      };
    },
  );
}
