/** Files of lamps: looked at, imported, taken back. */
import { z } from "zod";
import { type ChosenHeaders, columnByChoice, columnOf, importColumns } from "../../core/inventory/import/columns.ts";
import { importRejected } from "../../core/inventory/import/table.ts";
import { countsOf } from "../../core/inventory/step-counts.ts";
import type { InventoryImports } from "../../engine/inventory/inventory-import.ts";
import { readCsv, readCsvHeaders } from "../import/read-csv.ts";
import { readGeoJson, readGeoJsonHeaders } from "../import/read-geo-json.ts";
import { shownSecret, stepCounts, thingId } from "../inventory-schemas.ts";
import type { ApiRoutes } from "../route.ts";

/** Bytes of one file. */
const fileLimit = 50 * 2 ** 20;

/** What an import did, or would do. */
export const importAnswer = z.object({
  id: thingId.describe("For undoing it."),
  dryRun: z.boolean(),
  rows: z.int().describe("Rows of the file."),
  unchanged: z.int().describe("Lamps that were already as the file says."),
  counts: stepCounts,
  columns: z
    .array(z.object({ column: z.enum(importColumns), header: z.string() }))
    .describe("Headers of the file by the column they were taken for."),
  ignored: z.array(z.string()).describe("Columns nobody reads."),
  lamps: z
    .exactOptional(
      z.array(
        z.object({
          id: thingId,
          name: z.string(),
          lon: z.number(),
          lat: z.number(),
          verb: stepCounts.element.shape.verb,
        }),
      ),
    )
    .describe("Of a dry run: where its lamps would stand."),
  secrets: z.array(shownSecret),
});

/** Headers of a file, and what each would be taken for. */
export const headersAnswer = z.object({
  headers: z.array(
    z.object({
      header: z.string(),
      column: z
        .exactOptional(z.enum(importColumns))
        .describe("Absent: nobody reads it unless somebody says what it is."),
    }),
  ),
});

/** The query carries it as JSON: as fields of their own, columns would mix with the other options. */
const chosenHeaders = z
  .string()
  .max(10_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "must be JSON" });
      return z.NEVER;
    }
  })
  .pipe(z.partialRecord(z.enum(importColumns), z.string().max(200)));

/** A file that was imported. */
export const importSummary = z.object({
  id: thingId,
  at: z.int().describe("EpochMs"),
  by: z.string().describe("Who imported."),
  file: z.exactOptional(z.string()).describe("Name of the file."),
  rows: z.int(),
  counts: stepCounts,
  undoneAt: z.exactOptional(z.int()).describe("EpochMs when it was undone."),
});

const columns = `One row is one light point. Columns, in English or Vietnamese, with or without marks: lamp (mã đèn), name (tên), area (khu vực), use (mục đích: road, decorative), model (loại đèn), lon (kinh độ), lat (vĩ độ), road (tuyến đường), order (số thứ tự), arm (cần đèn), pole (số trụ), cabinet (tủ), cabinet lon, cabinet lat (kinh độ tủ, vĩ độ tủ), circuit (lộ), circuit kind (loại lộ: wholeNight, halfNight, alwaysLive, decorative), segment (rơ le), phase (pha), device (thiết bị), profile (kiểu thiết bị: R, W, C), outputs (số ngõ ra), output (ngõ ra). Areas and models must exist; roads, cabinets, circuits and devices that do not are made. Lamps that exist are changed where a cell says otherwise; an empty cell says nothing. A file imported twice changes nothing the second time.`;

export function inventoryImportRoutes({ imports }: { imports: InventoryImports }): ApiRoutes {
  return async (app) => {
    app.addContentTypeParser(
      ["text/csv", "application/geo+json", "application/octet-stream"],
      { parseAs: "buffer", bodyLimit: fileLimit },
      (_request, body, done) => done(null, body),
    );

    app.post(
      "/inventory/import",
      {
        config: {
          power: "inventory",
          errors: ["inventory/import-rejected", "inventory/taken", "people/outside-area", "request/too-large"],
        },
        bodyLimit: fileLimit,
        schema: {
          tags: ["inventory"],
          consumes: ["text/csv", "application/geo+json", "application/octet-stream"],
          summary: "Import lamps from a CSV or GeoJSON file",
          description: `The body is the file, as text/csv, application/geo+json or application/octet-stream. All rows or none, every wrong cell named. ${columns}`,
          querystring: z.strictObject({
            format: z.enum(["csv", "geojson"]),
            id: thingId.describe("Names the import, for undoing it; new for every import."),
            dryRun: z.stringbool().default(false).describe("Look only, change nothing."),
            file: z.exactOptional(z.string().max(200)).describe("Name of the file, for the list of imports."),
            areaId: z.exactOptional(thingId).describe("Area of rows that name none."),
            modelId: z.exactOptional(thingId).describe("Model of rows that name none."),
            columns: z
              .exactOptional(chosenHeaders)
              .describe('Which header is which column, where the headers do not say: {"lamp":"Số hiệu","pole":""}.'),
          }),
          body: z.instanceof(Uint8Array, { error: "must be a file" }),
          response: { 200: importAnswer },
        },
      },
      async ({ person, query: { format, columns, ...options }, body }) => {
        const columnOf = columnByChoice((columns ?? {}) as ChosenHeaders);
        const refusal = importRejected;
        const table = format === "csv" ? await readCsv(body, { columnOf, refusal }) : readGeoJson(body, columnOf);
        const { lamps, ...imported } = await imports.importLamps(person, table, options);
        return {
          ...imported,
          columns: [...imported.columns],
          ...(lamps && { lamps: [...lamps] }),
          counts: [...imported.counts],
          ignored: [...imported.ignored],
          secrets: [...imported.secrets],
        };
      },
    );

    app.post(
      "/inventory/import/headers",
      {
        config: { power: "inventory", errors: ["inventory/import-rejected", "request/too-large"] },
        bodyLimit: fileLimit,
        schema: {
          tags: ["inventory"],
          consumes: ["text/csv", "application/geo+json", "application/octet-stream"],
          summary: "What the columns of a file would be taken for",
          description:
            "The body is the file; of a CSV file its first line is enough. Where a header is not recognised, the import's `columns` says what it is.",
          querystring: z.strictObject({ format: z.enum(["csv", "geojson"]) }),
          body: z.instanceof(Uint8Array, { error: "must be a file" }),
          response: { 200: headersAnswer },
        },
      },
      async ({ query: { format }, body }) => {
        const headers = format === "csv" ? await readCsvHeaders(body, importRejected) : readGeoJsonHeaders(body);
        return {
          headers: headers.map((header) => {
            const column = columnOf(header);
            return { header, ...(column !== undefined && { column }) };
          }),
        };
      },
    );

    app.post(
      "/inventory/imports/:id/undo",
      {
        config: {
          power: "inventory",
          errors: ["inventory/unknown", "inventory/retired", "inventory/changed-meanwhile", "people/outside-area"],
        },
        schema: {
          tags: ["inventory"],
          summary: "Undo an import",
          description:
            "Retires what it brought into use, if none of that was changed since; changes it made to what existed stay. The same file can be imported again.",
          params: z.strictObject({ id: thingId }),
          querystring: z.strictObject({
            dryRun: z.stringbool().default(false).describe("Look only, change nothing."),
          }),
          response: { 200: z.object({ counts: stepCounts }) },
        },
      },
      async ({ person, params, query }) => ({
        counts: [...countsOf(await imports.undo(person, params.id, query.dryRun))],
      }),
    );

    app.get(
      "/inventory/imports",
      {
        config: { power: "inventory" },
        schema: {
          tags: ["inventory"],
          summary: "List imports",
          description:
            "The newest 200, newest first: one's own, and everybody's for who keeps the inventory of the whole city.",
          response: { 200: z.object({ items: z.array(importSummary) }) },
        },
      },
      async ({ person }) => ({
        items: (await imports.list(person)).map((one) => ({ ...one, counts: [...one.counts] })),
      }),
    );
  };
}
