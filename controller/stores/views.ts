/** Saved views of lists, person by person. */
import type { ViewStore } from "../core/people/ports.ts";
import type { KeptViews } from "../core/people/views.ts";
import { ControllerError } from "../errors.ts";
import { type Db, isUniqueViolation, type Migrations } from "./database.ts";

type Tables = {
  /** `views` is a JSON list of View. */
  savedViews: { personId: string; list: string; version: number; views: string };
};

export const viewMigrations: Migrations = {
  "views-001-saved-views": {
    async up(db) {
      await db.schema
        .createTable("savedViews")
        .addColumn("personId", "text", (column) => column.notNull().references("people.id"))
        .addColumn("list", "text", (column) => column.notNull())
        .addColumn("version", "integer", (column) => column.notNull())
        .addColumn("views", "text", (column) => column.notNull())
        .addPrimaryKeyConstraint("savedViewsKey", ["personId", "list"])
        .execute();
    },
  },
};

export function createViewStore(anyDb: Db): ViewStore {
  const db = anyDb.withTables<Tables>();

  /** @returns whether the version before was still there. */
  async function replace(personId: string, list: string, { version, views }: KeptViews): Promise<boolean> {
    const { numUpdatedRows } = await db
      .updateTable("savedViews")
      .set({ version, views: JSON.stringify(views) })
      .where("personId", "=", personId)
      .where("list", "=", list)
      .where("version", "=", version - 1)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  /** @returns whether it is the first of its list. */
  async function insert(personId: string, list: string, { version, views }: KeptViews): Promise<boolean> {
    try {
      await db
        .insertInto("savedViews")
        .values({ personId, list, version, views: JSON.stringify(views) })
        .execute();
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  return {
    async find(personId, list) {
      const row = await db
        .selectFrom("savedViews")
        .select(["version", "views"])
        .where("personId", "=", personId)
        .where("list", "=", list)
        .executeTakeFirst();
      return row && { version: row.version, views: JSON.parse(row.views) };
    },

    async count(personId) {
      const { count } = await db
        .selectFrom("savedViews")
        .select((row) => row.fn.countAll().as("count"))
        .where("personId", "=", personId)
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async keep(personId, list, kept) {
      const isKept = await (kept.version === 1 ? insert : replace)(personId, list, kept);
      if (isKept) return;
      throw new ControllerError(
        "people/changed-meanwhile",
        "These views were changed elsewhere meanwhile. Read them again, then change them.",
        { params: { id: list } },
      );
    },
  };
}
