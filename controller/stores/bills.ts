/** Bills in the database of record, with the file each came in. */
import type { Bill, BillImport } from "../core/energy/bills/bill.ts";
import type { BillStore } from "../core/energy/bills/ports.ts";
import { type Db, isUniqueViolation, type Migrations } from "./database.ts";

type BillTables = {
  bill_imports: { id: string; at: number; undone_at: number | null; document: string };
  bills: { supply_point_id: string; from_day: string; import_id: string; document: string };
};

export const billMigrations: Migrations = {
  "bills-001-bills-and-imports": {
    async up(db) {
      await db.schema
        .createTable("bill_imports")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("at", "bigint", (column) => column.notNull())
        .addColumn("undone_at", "bigint")
        .addColumn("document", "text", (column) => column.notNull())
        .execute();
      await db.schema
        .createTable("bills")
        .addColumn("supply_point_id", "text", (column) => column.notNull())
        .addColumn("from_day", "text", (column) => column.notNull())
        .addColumn("import_id", "text", (column) => column.notNull())
        .addColumn("document", "text", (column) => column.notNull())
        .addPrimaryKeyConstraint("bills_key", ["supply_point_id", "from_day"])
        .execute();
      await db.schema.createIndex("bills_by_import").on("bills").column("import_id").execute();
    },
  },
};

/** Rows of one statement: few enough for the parameters SQLite takes. */
const rowsPerStatement = 5_000;

export function createBillStore(database: Db): BillStore {
  const db = database.withTables<BillTables>();
  return {
    async bills(supplyPointIds) {
      const rows: { document: string }[] = [];
      for (let n = 0; n < supplyPointIds.length; n += rowsPerStatement) {
        const ids = supplyPointIds.slice(n, n + rowsPerStatement);
        const found = await db
          .selectFrom("bills")
          .select("document")
          .where("supply_point_id", "in", ids)
          .orderBy("supply_point_id")
          .orderBy("from_day")
          .execute();
        rows.push(...found);
      }
      return rows.map(({ document }): Bill => JSON.parse(document));
    },

    async imports() {
      const rows = await db
        .selectFrom("bill_imports")
        .select(["document", "undone_at"])
        .orderBy("at", "desc")
        .orderBy("id")
        .execute();
      return rows.map(({ document, undone_at }): BillImport => {
        const imported: BillImport = JSON.parse(document);
        return undone_at === null ? imported : { ...imported, undoneAt: undone_at };
      });
    },

    async insert(imported, bills) {
      const rows = bills.map((bill) => ({
        supply_point_id: bill.supplyPointId,
        from_day: bill.from,
        import_id: imported.id,
        document: JSON.stringify(bill),
      }));
      try {
        await db.transaction().execute(async (step) => {
          const row = { id: imported.id, at: imported.at, undone_at: null, document: JSON.stringify(imported) };
          await step.insertInto("bill_imports").values(row).execute();
          for (let n = 0; n < rows.length; n += rowsPerStatement) {
            await step
              .insertInto("bills")
              .values(rows.slice(n, n + rowsPerStatement))
              .execute();
          }
        });
        return true;
      } catch (error) {
        if (isUniqueViolation(error)) return false;
        throw error;
      }
    },

    async undo(importId, at) {
      return db.transaction().execute(async (step) => {
        const { numUpdatedRows } = await step
          .updateTable("bill_imports")
          .set({ undone_at: at })
          .where("id", "=", importId)
          .where("undone_at", "is", null)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        await step.deleteFrom("bills").where("import_id", "=", importId).execute();
        return true;
      });
    },
  };
}
