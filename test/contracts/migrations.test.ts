import { sql } from "kysely";
import { expect, test } from "vitest";
import type { Migrations } from "../../controller/stores/database.ts";
import { migrate } from "../../controller/stores/migrations.ts";
import { onEveryDatabase } from "../support/databases.ts";

const first: Migrations = {
  "probe-001-start": { up: (db) => db.schema.createTable("probe").addColumn("id", "text").execute() },
};

onEveryDatabase("migrations", (open) => {
  test("run once and may be asked for again", async () => {
    const db = await open();
    await migrate(db);
    await migrate(db);
  });

  test("refuse a database that a newer program wrote, and change nothing", async () => {
    const db = await open();
    await sql`insert into kysely_migration values ('future-001-unheard-of', '2099-01-01T00:00:00.000Z')`.execute(db);
    await expect(migrate(db, { ...first })).rejects.toMatchObject({
      code: "data/damaged",
      message: expect.stringContaining("newer version"),
    });
    await expect(sql`select * from probe`.execute(db)).rejects.toThrow();
  });

  test("leave nothing of a change that fails half-way", async () => {
    const db = await open();
    const known = (await sql<{ name: string }>`select name from kysely_migration`.execute(db)).rows;
    const all: Migrations = {
      ...Object.fromEntries(known.map(({ name }) => [name, { up: async () => {} }])),
      ...first,
      "probe-002-fails": {
        async up(changing) {
          await changing.schema.createTable("half").addColumn("id", "text").execute();
          throw new Error("the disk is full");
        },
      },
    };
    await expect(migrate(db, all)).rejects.toMatchObject({ code: "data/damaged", params: { step: "probe-002-fails" } });
    await expect(sql`select * from half`.execute(db)).rejects.toThrow();
    await expect(sql`select * from probe`.execute(db)).rejects.toThrow();
  });
});
