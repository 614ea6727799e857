/** Bills of the utility: looked at, imported, taken back, and held against the system. */
import { z } from "zod";
import { billColumnOf } from "../../core/energy/bills/columns.ts";
import type { SupplyPoint } from "../../core/inventory/model.ts";
import type { BillQuery, Bills } from "../../engine/energy/bills.ts";
import { BillImportView, BillsImported, BillView, ComparisonView } from "../energy-schemas.ts";
import { readCsv } from "../import/read-csv.ts";
import { thingId } from "../inventory-schemas.ts";
import type { ApiRoutes } from "../route.ts";

export interface BillRoutesDeps {
  readonly bills: Bills;
  readonly supplyPoints: () => ReadonlyMap<string, SupplyPoint>;
}

/** Bytes of one file: 100,000 rows. */
const fileLimit = 20 * 2 ** 20;
const tags = ["energy"];
const id = z.exactOptional(z.string().min(1).max(40));
const day = z.exactOptional(z.iso.date());
const query = z
  .strictObject({
    areaId: id.describe("The area and everything below it."),
    supplyPointId: id,
    from: day.describe("Periods that end after this day."),
    until: day.describe("Periods that begin before this day."),
  })
  .refine(({ areaId, supplyPointId }) => (areaId === undefined) !== (supplyPointId === undefined), {
    error: "name exactly one of areaId, supplyPointId",
  });

const columns =
  "One row is one billing period of one supply point. Columns, in English or Vietnamese, with or without marks: customer code (mã PE; the id and the name do as well), from (từ ngày), to (đến ngày, included), previous reading (chỉ số đầu), reading (chỉ số cuối), factor (hệ số nhân), kWh (điện năng), invoice number (số hóa đơn), amount (thành tiền). Days are dd/MM/yyyy or yyyy-MM-dd. Energy may be missing where both readings are there. Numbers may be grouped in either language; where 1.234 could mean two things and no other number of the file tells, it is asked about. A file imported twice changes nothing the second time.";

function queryOf({ areaId, supplyPointId, from, until }: z.output<typeof query>): BillQuery {
  return {
    place: supplyPointId === undefined ? { areaId: areaId! } : { supplyPointId },
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
  };
}

export function billRoutes({ bills, supplyPoints }: BillRoutesDeps): ApiRoutes {
  return async (app) => {
    app.addContentTypeParser(
      ["text/csv", "application/octet-stream"],
      { parseAs: "buffer", bodyLimit: fileLimit },
      (_request, body, done) => done(null, body),
    );

    app.post(
      "/bills/import",
      {
        config: {
          power: "energy",
          errors: ["energy/import-rejected", "energy/import-taken", "request/too-large"],
        },
        bodyLimit: fileLimit,
        schema: {
          tags,
          consumes: ["text/csv", "application/octet-stream"],
          summary: "Import readings and invoices of the utility",
          description: `The body is the CSV file. All rows or none, every wrong cell named. ${columns}`,
          querystring: z.strictObject({
            id: thingId.describe("Names the import, for undoing it; new for every import."),
            dryRun: z.stringbool().default(false).describe("Look only, change nothing."),
          }),
          body: z.instanceof(Uint8Array, { error: "must be a file" }),
          response: {
            200: BillsImported,
          },
        },
      },
      async ({ person, query: options, body }) => {
        const table = await readCsv(body, { columnOf: billColumnOf, refusal: "energy/import-rejected" });
        const imported = await bills.importBills(person, table, options);
        return { ...imported, bills: [...imported.bills], ignored: [...imported.ignored] };
      },
    );

    app.get(
      "/bills/imports",
      {
        config: { power: "read" },
        schema: {
          tags,
          summary: "Files of bills",
          description: "Those that brought bills of your areas, newest first.",
          response: { 200: z.object({ items: z.array(BillImportView) }) },
        },
      },
      async ({ person }) => ({
        items: (await bills.imports(person)).map((one) => ({ ...one, supplyPointIds: [...one.supplyPointIds] })),
      }),
    );

    app.post(
      "/bills/imports/:id/undo",
      {
        config: {
          power: "energy",
          errors: ["energy/import-unknown", "energy/import-undone", "people/outside-area"],
        },
        schema: {
          tags,
          summary: "Undo an import of bills",
          description: "Its bills are gone; the same file can be imported again under another id.",
          params: z.strictObject({ id: thingId }),
          response: { 204: z.undefined() },
        },
      },
      async ({ person, params }, reply) => {
        await bills.undo(person, params.id);
        return reply.code(204).send();
      },
    );

    app.get(
      "/bills",
      {
        config: { power: "read", errors: ["inventory/unknown", "people/outside-area"] },
        schema: {
          tags,
          summary: "Bills",
          description: "By supply point and begin.",
          querystring: query,
          response: { 200: z.object({ items: z.array(BillView) }) },
        },
      },
      async ({ person, query: asked }) => ({ items: await bills.list(person, queryOf(asked)) }),
    );

    app.get(
      "/bills/comparison",
      {
        config: { power: "read", errors: ["inventory/unknown", "people/outside-area", "telemetry/unavailable"] },
        schema: {
          tags,
          summary: "Invoice and system",
          description:
            "Each billing period against what cabinets or lamps counted in it. More than 3 % in two periods in a row is a finding; where less than 98 % of the time is known, nothing is said.",
          querystring: query,
          response: { 200: z.object({ items: z.array(ComparisonView) }) },
        },
      },
      async ({ person, query: asked }) => ({
        items: (await bills.compare(person, queryOf(asked))).map(({ periods, ...one }) => ({
          ...one,
          name: supplyPoints().get(one.supplyPointId)?.name ?? one.supplyPointId,
          periods: periods.map((each) => ({ ...each, remarks: [...each.remarks] })),
        })),
      }),
    );
  };
}
