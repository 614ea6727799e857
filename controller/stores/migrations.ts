/** The list of all changes to the tables, and how they are applied. Each store writes its own. */
import { Migrator } from "kysely/migration";
import { ControllerError } from "../errors.ts";
import { auditMigrations } from "./audit.ts";
import { billMigrations } from "./bills.ts";
import type { Db, Migrations } from "./database.ts";
import { energyTableMigrations } from "./energy-tables.ts";
import { fleetMigrations } from "./fleet.ts";
import { inventoryMigrations } from "./inventory-tables.ts";
import { orderMigrations } from "./orders.ts";
import { peopleMigrations } from "./people.ts";
import { planMigrations } from "./plans.ts";
import { reportMigrations } from "./reports.ts";
import { viewMigrations } from "./views.ts";
import { waitingOrderMigrations } from "./waiting-orders.ts";

/** All of them, area by area. */
export const migrations: Migrations = {
  ...auditMigrations,
  ...billMigrations,
  ...energyTableMigrations,
  ...fleetMigrations,
  ...inventoryMigrations,
  ...orderMigrations,
  ...peopleMigrations,
  ...planMigrations,
  ...reportMigrations,
  ...viewMigrations,
  ...waitingOrderMigrations,
};

/**
 * Brings the tables up to date, all changes or none.
 * @throws ControllerError `data/damaged` when the database was written by a newer program, or a change fails.
 */
export async function migrate(db: Db, all: Migrations = migrations): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => all },
    // areas grow independently: a new area's first change comes after another area's fifth
    allowUnorderedMigrations: true,
  });
  const known = await attempt(() => migrator.getMigrations());
  // a name of the past that this program does not know was written by its successor
  const foreign = await attempt(() => executedNames(db));
  const newer = foreign.filter((name) => !known.some((migration) => migration.name === name));
  if (newer.length > 0)
    throw new ControllerError(
      "data/damaged",
      `The database was written by a newer version of Den (it knows ${newer.join(", ")}). Nothing was changed. Install that version again, or restore the backup taken before the upgrade.`,
      { params: { newer: newer.join(", ") } },
    );
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === "Error")?.migrationName ?? "reading the list";
    throw damaged(failed, error);
  }
}

async function executedNames(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === "kysely_migration")) return [];
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom("kysely_migration")
    .select("name")
    .execute();
  return rows.map((row) => row.name);
}

async function attempt<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw damaged("reading the list", error);
  }
}

function damaged(step: string, cause: unknown): ControllerError {
  return new ControllerError(
    "data/damaged",
    `The tables of the database could not be brought up to date (${step}: ${(cause as Error).message}). Nothing was changed. Restore the newest backup, or install the version that wrote it.`,
    { cause, params: { step } },
  );
}
