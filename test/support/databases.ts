/** The databases every store contract runs on: SQLite always, PostgreSQL where it is installed. */
import { afterAll, beforeAll, describe } from "vitest";
import { type Db, openDatabase } from "../../controller/stores/database.ts";
import { migrate } from "../../controller/stores/migrations.ts";
import { type Postgres, postgresPrograms, startPostgres } from "./start-postgres.ts";

/**
 * Describes the same promises for every database.
 * @param promises gets `open`, which gives a new database with all tables; it is closed after the file.
 */
export function onEveryDatabase(title: string, promises: (open: () => Promise<Db>) => void): void {
  describe(`${title} on SQLite`, () => {
    promises(closedAtTheEnd(async () => openDatabase({ file: ":memory:" })));
  });
  describe.skipIf(postgresPrograms === undefined)(`${title} on PostgreSQL`, () => {
    let postgres: Postgres;
    beforeAll(async () => {
      postgres = await startPostgres();
    });
    afterAll(() => postgres.stop());
    promises(closedAtTheEnd(() => postgres.open()));
  });
}

function closedAtTheEnd(open: () => Promise<Db>): () => Promise<Db> {
  const opened: Db[] = [];
  afterAll(async () => {
    for (const db of opened) await db.destroy();
  });
  return async () => {
    const db = await open();
    opened.push(db);
    await migrate(db);
    return db;
  };
}
