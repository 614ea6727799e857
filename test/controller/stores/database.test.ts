import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { isUniqueViolation, openDatabase } from "../../../controller/stores/database.ts";
import { migrate } from "../../../controller/stores/migrations.ts";
import { createTempFolder } from "../../support/temp-folder.ts";

test("commits reach the disk before they are answered, foreign keys hold, and readers do not wait", async () => {
  using temp = createTempFolder("database");
  const db = openDatabase({ file: temp.of("den.sqlite") });
  const pragma = async (name: string) =>
    Object.values((await sql.raw<object>(`pragma ${name}`).execute(db)).rows[0] ?? {})[0];
  expect([await pragma("journal_mode"), await pragma("synchronous"), await pragma("foreign_keys")]).toEqual([
    "wal",
    2,
    1,
  ]);
  await db.destroy();
});

test("two transactions at once do not run into each other", async () => {
  const db = openDatabase({ file: ":memory:" });
  await sql`create table counter (n integer)`.execute(db);
  await sql`insert into counter values (0)`.execute(db);
  const add = () =>
    db.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ n: number }>`select n from counter`.execute(transaction);
      await new Promise((resolve) => setImmediate(resolve));
      await sql`update counter set n = ${(rows[0]?.n ?? 0) + 1}`.execute(transaction);
    });
  await Promise.all(Array.from({ length: 10 }, add));
  expect((await sql<{ n: number }>`select n from counter`.execute(db)).rows).toEqual([
    expect.objectContaining({ n: 10 }),
  ]);
  await db.destroy();
});

test("a doubled key is told from every other failure", async () => {
  const db = openDatabase({ file: ":memory:" });
  await sql`create table t (id text primary key, parent text references t (id))`.execute(db);
  await sql`insert into t values ('a', null)`.execute(db);
  const failure = (statement: string) =>
    sql
      .raw(statement)
      .execute(db)
      .then(
        () => undefined,
        (error: unknown) => error,
      );
  expect(isUniqueViolation(await failure("insert into t values ('a', null)"))).toBe(true);
  expect(isUniqueViolation(await failure("insert into t values ('b', 'nobody')"))).toBe(false);
  expect(isUniqueViolation(await failure("insert into nothing values (1)"))).toBe(false);
  expect(isUniqueViolation(undefined)).toBe(false);
  await db.destroy();
});

test("what is no database, or a damaged one, is refused and left as it is", async () => {
  using temp = createTempFolder("database");
  writeFileSync(temp.of("text"), "not a database".repeat(100));
  expect(() => openDatabase({ file: temp.of("text") })).toThrow(expect.objectContaining({ code: "data/damaged" }));

  const db = openDatabase({ file: temp.of("den.sqlite") });
  await migrate(db);
  await db.destroy();
  const bytes = readFileSync(temp.of("den.sqlite"));
  writeFileSync(temp.of("broken"), bytes.fill(0xff, 4096, 8192));
  copyFileSync(temp.of("broken"), temp.of("before"));
  expect(() => openDatabase({ file: temp.of("broken") })).toThrow(
    expect.objectContaining({ code: "data/damaged", message: expect.stringContaining("backup") }),
  );
  expect(readFileSync(temp.of("broken")).equals(readFileSync(temp.of("before")))).toBe(true);
});

test("a database in a folder that is not there cannot be opened, and says so", () => {
  expect(() => openDatabase({ file: "/nowhere/den.sqlite" })).toThrow(
    expect.objectContaining({ code: "data/unwritable", message: expect.stringContaining("/nowhere/den.sqlite") }),
  );
});

test("kill -9 takes back nothing that was acknowledged", async () => {
  using temp = createTempFolder("database");
  const file = temp.of("den.sqlite");
  const modules = JSON.stringify(new URL("../../../controller/stores/", import.meta.url).href);
  const script = `const { openDatabase } = await import(${modules} + "database.ts");
    const { sql } = await import("kysely");
    const db = openDatabase({ file: ${JSON.stringify(file)} });
    await sql\`create table t (n integer)\`.execute(db);
    for (let n = 1; ; n++) {
      await sql\`insert into t values (\${n})\`.execute(db);
      process.stdout.write(n + "\\n");
    }`;
  const writer = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let told = "";
  for await (const part of writer.stdout) {
    told += String(part);
    if (told.length > 2000) writer.kill("SIGKILL");
  }
  if (writer.exitCode === null && writer.signalCode === null) await once(writer, "exit");
  // the last line may be half a number
  const acknowledged = Number(told.split("\n").at(-2));
  const db = openDatabase({ file });
  const { rows } = await sql<{ n: number }>`select max(n) as n, count(*) as count from t`.execute(db);
  expect(rows[0]?.n).toBeGreaterThanOrEqual(acknowledged);
  expect(rows[0]).toMatchObject({ count: rows[0]?.n });
  await db.destroy();
});
