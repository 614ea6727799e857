/** Reading the audit log. */
import { Readable } from "node:stream";
import { z } from "zod";
import { auditResults } from "../../core/people/audit.ts";
import { languages } from "../../core/plans/preview/words.ts";
import type { Audit, AuditQuery } from "../../engine/people/audit.ts";
import type { AuditFile } from "../../engine/people/audit-file.ts";
import { fromCursor, pageOf, pageQuery, toCursor } from "../page.ts";
import type { ApiRoutes } from "../route.ts";

const text = z.string().min(1).max(100);
export const auditLine = z.object({
  sequence: z.int().describe("Ascends with every line."),
  at: z.int().describe("EpochMs"),
  personId: z.string(),
  personName: z.string().describe("As the person was called then."),
  action: z.string().describe("`<area>.<verb>`"),
  thing: z.exactOptional(z.object({ sort: z.string(), id: z.string() })).describe("What was acted on."),
  areaId: z.exactOptional(z.string()).describe("Where; absent: the whole system."),
  result: z.enum(auditResults),
  details: z.record(z.string(), z.unknown()).describe("Before and after, or the reason of a refusal."),
  documentNumber: z.exactOptional(z.string()).describe("Of the paper that ordered it."),
});

/** Which lines: every part given must hold. */
const filterQuery = {
  personId: z.exactOptional(text),
  action: z.exactOptional(text).describe("An action, or an area of actions: `people` finds `people.create`."),
  thingSort: z.exactOptional(text),
  thingId: z.exactOptional(text),
  areaId: z.exactOptional(text).describe("This area and all below it."),
  from: z.exactOptional(z.coerce.number().int()).describe("EpochMs, inclusive."),
  until: z.exactOptional(z.coerce.number().int()).describe("EpochMs, exclusive."),
};

export interface AuditRoutesDeps {
  readonly audit: Pick<Audit, "find">;
  readonly auditFile: AuditFile;
}

export function auditRoutes({ audit, auditFile }: AuditRoutesDeps): ApiRoutes {
  return async (app) => {
    app.get(
      "/audit",
      {
        config: { power: "audit" },
        schema: {
          tags: ["people"],
          summary: "Read what was done",
          description:
            "Who did what, when, where and with which result, newest first; refused attempts too. Administrators of some areas see what belongs to these areas.",
          querystring: z.strictObject({ ...pageQuery, ...filterQuery }),
          response: { 200: pageOf(auditLine) },
        },
      },
      async (request) => {
        const { limit, cursor, ...asked } = request.query;
        const before = cursor === undefined ? undefined : fromCursor<number>(cursor, "number");
        // one more than asked for tells whether there is a next page
        const lines = await audit.find(request.person, filterOf(asked), {
          limit: limit + 1,
          ...(before === undefined ? {} : { before }),
        });
        const items = lines.slice(0, limit).map((item) => ({ ...item, details: { ...item.details } }));
        const last = items.at(-1);
        return { items, ...(lines.length > limit && last ? { next: toCursor(last.sequence) } : {}) };
      },
    );

    app.get(
      "/audit.csv",
      {
        config: { power: "audit" },
        schema: {
          tags: ["people"],
          summary: "What was done, for a spreadsheet",
          description: "The same lines, newest first; of any length, it begins at once and is written as it is read.",
          querystring: z.strictObject({
            ...filterQuery,
            language: z.enum(languages).default("vi").describe("Of the separator, the heads and the times."),
          }),
          produces: ["text/csv"],
        },
      },
      async ({ person, query: { language, ...asked } }, reply) =>
        reply
          .type("text/csv; charset=utf-8")
          .header("content-disposition", 'attachment; filename="den-audit.csv"')
          .send(Readable.from(auditFile.lines(person, filterOf(asked), language))),
    );
  };
}

type Asked = z.infer<z.ZodObject<typeof filterQuery>>;

function filterOf({ thingSort, thingId, ...filter }: Asked): AuditQuery {
  const thing = {
    ...(thingSort === undefined ? {} : { sort: thingSort }),
    ...(thingId === undefined ? {} : { id: thingId }),
  };
  return { ...filter, thing };
}
