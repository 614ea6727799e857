/** Reports: a row for each in the database of record, its files in a folder of their own beside it. */
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ReportArchive } from "../core/reports/ports.ts";
import { type Report, type ReportFormat, reportFormats } from "../core/reports/report.ts";
import { ControllerError } from "../errors.ts";
import type { Db, Migrations } from "./database.ts";
import { writeDurably } from "./write-durably.ts";

type Tables = { reports: { id: string; asked_at: number; document: string } };

export const reportMigrations: Migrations = {
  "reports-001-reports": {
    async up(db) {
      await db.schema
        .createTable("reports")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("asked_at", "bigint", (column) => column.notNull())
        .addColumn("document", "text", (column) => column.notNull())
        .execute();
    },
  },
};

/** @param folder absolute path; made when the first file is written. */
export function createReportArchive(database: Db, folder: string): ReportArchive {
  const db = database.withTables<Tables>();
  const fileOf = (id: string, format: ReportFormat) => join(folder, `${id}.${format}`);
  return {
    async all() {
      const rows = await db
        .selectFrom("reports")
        .select("document")
        .orderBy("asked_at", "desc")
        .orderBy("id", "desc")
        .execute();
      return rows.map(({ document }): Report => JSON.parse(document));
    },
    async insert(report) {
      await db
        .insertInto("reports")
        .values({ id: report.id, asked_at: report.askedAt, document: JSON.stringify(report) })
        .execute();
    },
    async update(report) {
      await db
        .updateTable("reports")
        .set({ document: JSON.stringify(report) })
        .where("id", "=", report.id)
        .execute();
    },
    async write(id, format, bytes) {
      try {
        await mkdir(folder, { recursive: true });
        await writeDurably(fileOf(id, format), bytes);
      } catch (cause) {
        const path = fileOf(id, format);
        throw new ControllerError("data/unwritable", `${path} cannot be written: ${(cause as Error).message}`, {
          cause,
          params: { path },
        });
      }
    },
    async read(id, format) {
      try {
        return await readFile(fileOf(id, format));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
      }
    },
    async remove(ids) {
      if (ids.length === 0) return;
      // the rows first: a file without a row is forgotten space, a row without its file would be a broken promise
      await db.deleteFrom("reports").where("id", "in", ids).execute();
      for (const id of ids) for (const format of reportFormats) await rm(fileOf(id, format), { force: true });
    },
  };
}
