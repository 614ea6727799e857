/** Reports: asked for, followed, and taken away as files. */
import { z } from "zod";
import { languages } from "../../core/plans/preview/words.ts";
import {
  monthName,
  mostMonths,
  type Report,
  type ReportFormat,
  type ReportWish,
  reportFormats,
  reportKinds,
  reportStates,
} from "../../core/reports/report.ts";
import type { Reports } from "../../engine/reports/reports.ts";
import { noContent } from "../person-schemas.ts";
import type { ApiRoutes } from "../route.ts";

const tags = ["reports"];
const params = z.object({ id: z.string().min(1).max(64) });

const Wish = z.strictObject({
  kind: z
    .enum(reportKinds)
    .describe(
      "`energy`: kWh, cost and savings; `operation`: availability, burning hours and completeness of data; `bills`: invoice and system, each bill in the month its period ends in.",
    ),
  areaId: z.string().min(1).max(40).describe("The area and everything below it."),
  from: z
    .strictObject({ year: z.int().min(2020).max(2199), month: z.int().min(1).max(12) })
    .describe("First month, on the site's calendar."),
  months: z.int().min(1).max(mostMonths).default(1),
  language: z.enum(languages).default("vi").describe("Of the report; not of the answer."),
});

export const ReportView = z.object({
  id: z.string(),
  ...Wish.shape,
  months: z.int(),
  language: z.enum(languages),
  personId: z.string().describe("Who asked for it."),
  personName: z.string(),
  askedAt: z.int().describe("EpochMs"),
  endedAt: z.exactOptional(z.int()).describe("EpochMs"),
  state: z.enum(reportStates),
  share: z.number().describe("How far it is, 0…1."),
});

const types: Record<ReportFormat, string> = { pdf: "application/pdf", csv: "text/csv; charset=utf-8" };

/** A name that says what it is, in letters every file system takes: "den-energy-phu-loi-2026-10.pdf". */
function fileName({ kind, areaId, from }: Report, format: ReportFormat): string {
  return `den-${kind}-${areaId}-${monthName(from).split("/").reverse().join("-")}.${format}`;
}

export function reportRoutes({ reports }: { reports: Reports }): ApiRoutes {
  return async (app) => {
    app.post(
      "/reports",
      {
        config: { power: "read", errors: ["inventory/unknown", "reports/future", "reports/full"] },
        schema: {
          tags,
          summary: "Ask for a report",
          description:
            "Reports are made one after another; ask how far yours is until it is done. What is asked survives a restart. The present month is reported up to now.",
          body: Wish,
          response: { 202: ReportView },
        },
      },
      async ({ person, body }, reply) => {
        reply.code(202);
        return reports.ask(person, body as ReportWish);
      },
    );

    app.get(
      "/reports",
      {
        config: { power: "read" },
        schema: {
          tags,
          summary: "Reports about your areas",
          description: "Newest first. The newest 500 of all are kept.",
          response: { 200: z.object({ items: z.array(ReportView) }) },
        },
      },
      async ({ person }) => ({ items: [...reports.list(person)] }),
    );

    app.get(
      "/reports/:id",
      {
        config: { power: "read", errors: ["reports/unknown"] },
        schema: {
          tags,
          summary: "How far a report is",
          description: "Ask again until it is done or failed; its files stand below it.",
          params,
          response: { 200: ReportView },
        },
      },
      async ({ person, params: { id } }) => reports.find(person, id),
    );

    app.get(
      "/reports/:id/file",
      {
        config: { power: "read", errors: ["reports/unknown", "reports/unfinished"] },
        schema: {
          tags,
          summary: "A report as a file",
          description:
            "PDF with its font inside, tagged for screen readers; CSV as spreadsheets of the report's language read it (UTF-8 with a mark; Vietnamese with `;` and decimal comma).",
          params,
          querystring: z.strictObject({ format: z.enum(reportFormats).default("pdf") }),
          produces: Object.values(types),
        },
      },
      async ({ person, params: { id }, query: { format } }, reply) => {
        const { report, bytes } = await reports.file(person, id, format);
        return reply
          .type(types[format])
          .header("content-disposition", `attachment; filename="${fileName(report, format)}"`)
          .send(bytes);
      },
    );

    app.delete(
      "/reports/:id",
      {
        config: { power: "read", errors: ["reports/unknown", "people/outside-area"] },
        schema: {
          tags,
          summary: "Cancel or forget a report",
          description: "Its asker's affair, or an administrator's.",
          params,
          response: { 204: noContent },
        },
      },
      async ({ person, params: { id } }, reply) => {
        await reports.remove(person, id);
        return reply.code(204).send(null);
      },
    );
  };
}
