/** The configuration database: how it is opened. What is in it belongs to the store of each area. */
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { type Dialect, Kysely, SqliteAdapter, type SqliteDatabase, SqliteDialect, type SqliteStatement } from "kysely";
import type { Migration } from "kysely/migration";
import { ControllerError } from "../errors.ts";

/** A database whose tables are not named here: each store narrows it with `db.withTables<ItsTables>()`. */
export type Db = Kysely<unknown>;

/**
 * Changes to the tables of one store, in the order of their names: `<area>-<nnn>-<what>`, sorted within an area,
 * independent between areas, never renamed once released.
 */
export type Migrations = Readonly<Record<string, Migration>>;

/** ms to wait for another process, a backup for example, that holds the file. */
const busyTimeout = 5_000;

/**
 * Opens or creates the file and checks it; `migrate` brings its tables up to date. `db.destroy()` closes it.
 * `synchronous=FULL`: a commit is on the disk before it is answered, so that neither `kill -9` nor a power cut takes
 * back what was acknowledged. People change configuration some times a minute; one flush each costs nothing.
 * @param file path, or `:memory:`.
 * @throws ControllerError `data/damaged`, `data/unwritable`.
 */
export function openDatabase({ file }: { file: string }): Db {
  const sqlite = openChecked(file);
  return new Kysely<unknown>({ dialect: sqliteDialect(sqlite) });
}

/** Whether a statement failed because the key or a unique value exists already, in either database. */
export function isUniqueViolation(error: unknown): boolean {
  const { errcode, code } = (error ?? {}) as { errcode?: number; code?: string };
  // SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE; unique_violation of PostgreSQL
  return errcode === 1555 || errcode === 2067 || code === "23505";
}

function openChecked(file: string): DatabaseSync {
  let sqlite: DatabaseSync;
  try {
    sqlite = new DatabaseSync(file, { timeout: busyTimeout, enableForeignKeyConstraints: true });
  } catch (cause) {
    throw new ControllerError(
      "data/unwritable",
      `The database ${file} cannot be opened: ${(cause as Error).message}. Check that the folder exists and that this user may write there.`,
      { cause, params: { file } },
    );
  }
  try {
    sqlite.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    const [finding] = sqlite.prepare("PRAGMA quick_check(1)").all();
    if (finding?.quick_check !== "ok") throw new Error(String(finding?.quick_check));
  } catch (cause) {
    sqlite.close();
    throw new ControllerError(
      "data/damaged",
      `The database ${file} is damaged (${(cause as Error).message}). Nothing was changed. Move it away together with its -wal and -shm files and put the newest backup in its place.`,
      { cause, params: { file } },
    );
  }
  return sqlite;
}

function sqliteDialect(sqlite: DatabaseSync): Dialect {
  const dialect = new SqliteDialect({ database: asKyselyExpects(sqlite) });
  return {
    createAdapter: () => new TransactionalDdlAdapter(),
    createDriver: () => dialect.createDriver(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}

/** SQLite rolls tables back like rows; saying so makes a migration that is killed half-way leave nothing behind. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Kysely speaks to better-sqlite3, which takes parameters as one list and says whether a statement returns rows. */
function asKyselyExpects(sqlite: DatabaseSync): SqliteDatabase {
  return {
    close: () => sqlite.close(),
    prepare(sql): SqliteStatement {
      const statement = sqlite.prepare(sql);
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
        run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
        iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
      };
    },
  };
}
