/** Rates and baselines in the database of record: every version for ever, nothing is written over. */
import type { BaselineRecording } from "../core/energy/baseline.ts";
import type { RatesRevision } from "../core/energy/rates.ts";
import type { BaselineStore, RatesStore } from "../core/energy/table-ports.ts";
import { type Db, isUniqueViolation, type Migrations } from "./database.ts";

type EnergyTables = {
  rates: { version: number; document: string };
  baselines: { area_id: string; revision: number; document: string };
};

export const energyTableMigrations: Migrations = {
  "energy-001-rates-and-baselines": {
    async up(db) {
      await db.schema
        .createTable("rates")
        .addColumn("version", "integer", (column) => column.primaryKey())
        .addColumn("document", "text", (column) => column.notNull())
        .execute();
      await db.schema
        .createTable("baselines")
        .addColumn("area_id", "text", (column) => column.notNull())
        .addColumn("revision", "integer", (column) => column.notNull())
        .addColumn("document", "text", (column) => column.notNull())
        .addPrimaryKeyConstraint("baselines_key", ["area_id", "revision"])
        .execute();
    },
  },
};

const read = <T>({ document }: { document: string }): T => JSON.parse(document);

export function createRatesStore(database: Db): RatesStore {
  const db = database.withTables<EnergyTables>();
  return {
    async revisions() {
      const rows = await db.selectFrom("rates").select("document").orderBy("version", "desc").execute();
      return rows.map(read<RatesRevision>);
    },
    insert: (revision) =>
      isFirst(db.insertInto("rates").values({ version: revision.version, document: JSON.stringify(revision) })),
  };
}

export function createBaselineStore(database: Db): BaselineStore {
  const db = database.withTables<EnergyTables>();
  return {
    async all() {
      const rows = await db
        .selectFrom("baselines")
        .select("document")
        .orderBy("area_id")
        .orderBy("revision", "desc")
        .execute();
      return rows.map(read<BaselineRecording>);
    },
    insert(recording) {
      const { areaId } = recording.baseline;
      const row = { area_id: areaId, revision: recording.revision, document: JSON.stringify(recording) };
      return isFirst(db.insertInto("baselines").values(row));
    },
  };
}

/** @returns false where the key is taken. */
async function isFirst(insert: { execute(): Promise<unknown> }): Promise<boolean> {
  try {
    await insert.execute();
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}
