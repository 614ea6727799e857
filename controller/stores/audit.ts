/** The audit log in the database: lines are added and read, never changed. */
import type { AuditLine, AuditResult } from "../core/people/audit.ts";
import type { AuditStore } from "../core/people/ports.ts";
import type { Db, Migrations } from "./database.ts";

type Tables = {
  audit: {
    sequence: number;
    at: number;
    personId: string;
    personName: string;
    action: string;
    /** The action up to its point, so that all of an area are found by equality in every collation. */
    actionArea: string;
    thingSort: string | null;
    thingId: string | null;
    areaId: string | null;
    result: AuditResult;
    /** JSON object. */
    details: string;
    documentNumber: string | null;
  };
};

export const auditMigrations: Migrations = {
  "audit-001-lines": {
    async up(db) {
      await db.schema
        .createTable("audit")
        .addColumn("sequence", "bigint", (column) => column.primaryKey())
        .addColumn("at", "bigint", (column) => column.notNull())
        .addColumn("personId", "text", (column) => column.notNull())
        .addColumn("personName", "text", (column) => column.notNull())
        .addColumn("action", "text", (column) => column.notNull())
        .addColumn("actionArea", "text", (column) => column.notNull())
        .addColumn("thingSort", "text")
        .addColumn("thingId", "text")
        .addColumn("areaId", "text")
        .addColumn("result", "text", (column) => column.notNull())
        .addColumn("details", "text", (column) => column.notNull())
        .addColumn("documentNumber", "text")
        .execute();
      await db.schema.createIndex("auditByPerson").on("audit").columns(["personId", "sequence"]).execute();
      await db.schema.createIndex("auditByThing").on("audit").columns(["thingId", "thingSort", "sequence"]).execute();
      await db.schema.createIndex("auditByTime").on("audit").columns(["at"]).execute();
    },
  },
};

/** Lines per statement: below the 32,766 values SQLite binds at most. */
const chunk = 2_000;

export function createAuditStore(anyDb: Db): AuditStore {
  const db = anyDb.withTables<Tables>();
  return {
    async append(lines) {
      await db.transaction().execute(async (transaction) => {
        for (let start = 0; start < lines.length; start += chunk)
          await transaction
            .insertInto("audit")
            .values(lines.slice(start, start + chunk).map(toRow))
            .execute();
      });
    },

    async lastSequence() {
      const row = await db
        .selectFrom("audit")
        .select((expression) => expression.fn.max("sequence").as("last"))
        .executeTakeFirst();
      return Number(row?.last ?? 0);
    },

    async after(sequence, limit) {
      const query = db.selectFrom("audit").selectAll().where("sequence", ">", sequence);
      return (await query.orderBy("sequence").limit(limit).execute()).map(toLine);
    },

    async find(filter, { before, limit }) {
      if (filter.areaIds?.length === 0) return [];
      let query = db.selectFrom("audit").selectAll().orderBy("sequence", "desc").limit(limit);
      if (before !== undefined) query = query.where("sequence", "<", before);
      if (filter.personId !== undefined) query = query.where("personId", "=", filter.personId);
      const { action, thing } = filter;
      if (action !== undefined)
        query = query.where((where) => where.or([where("action", "=", action), where("actionArea", "=", action)]));
      if (thing?.sort !== undefined) query = query.where("thingSort", "=", thing.sort);
      if (thing?.id !== undefined) query = query.where("thingId", "=", thing.id);
      if (filter.areaIds !== undefined) query = query.where("areaId", "in", filter.areaIds);
      if (filter.from !== undefined) query = query.where("at", ">=", filter.from);
      if (filter.until !== undefined) query = query.where("at", "<", filter.until);
      return (await query.execute()).map(toLine);
    },
  };
}

function toRow({ thing, details, areaId, documentNumber, ...line }: AuditLine): Tables["audit"] {
  return {
    ...line,
    actionArea: line.action.split(".", 1)[0] ?? line.action,
    thingSort: thing?.sort ?? null,
    thingId: thing?.id ?? null,
    areaId: areaId ?? null,
    details: JSON.stringify(details),
    documentNumber: documentNumber ?? null,
  };
}

function toLine({
  actionArea: _,
  thingSort,
  thingId,
  areaId,
  details,
  documentNumber,
  ...row
}: Tables["audit"]): AuditLine {
  return {
    ...row,
    details: JSON.parse(details) as Record<string, unknown>,
    ...(thingSort === null || thingId === null ? {} : { thing: { sort: thingSort, id: thingId } }),
    ...(areaId === null ? {} : { areaId }),
    ...(documentNumber === null ? {} : { documentNumber }),
  };
}
