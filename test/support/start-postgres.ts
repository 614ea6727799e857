/** A real PostgreSQL for the store contracts: a throw-away cluster in a temp folder on a free port of loopback. */
import { execFile, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Db } from "../../controller/stores/database.ts";
import { freePort } from "./free-port.ts";

const run = promisify(execFile);
const debianRoot = "/usr/lib/postgresql";

/** Folder of PostgreSQL's programs; absent where it is not installed. */
export const postgresPrograms: string | undefined = existsSync(debianRoot)
  ? readdirSync(debianRoot)
      .map((version) => join(debianRoot, version, "bin"))
      .find((folder) => existsSync(join(folder, "initdb")))
  : undefined;

export interface Postgres {
  /** A new, empty database of its own. `destroy()` closes its connections. */
  open(): Promise<Db>;
  stop(): Promise<void>;
}

export async function startPostgres(): Promise<Postgres> {
  if (postgresPrograms === undefined) throw new Error("PostgreSQL is not installed");
  const folder = mkdtempSync(join(tmpdir(), "den-postgres-"));
  const owner = serverUser();
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const port = await freePort();
  const as = owner ? { uid: owner.uid, gid: owner.gid, cwd: folder } : { cwd: folder };
  await run(
    join(postgresPrograms, "initdb"),
    ["-D", folder, "-U", "den", "-A", "trust", "-E", "UTF8", "--no-sync"],
    as,
  );
  const settings = { listen_addresses: "127.0.0.1", port, unix_socket_directories: "", fsync: "off" };
  const server = spawn(
    join(postgresPrograms, "postgres"),
    ["-D", folder, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    { ...as, stdio: "ignore" },
  );
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const pool = (database: string) => {
    const types = { getTypeParser: parserOf };
    const created = new pg.Pool({ host: "127.0.0.1", port, user: "den", database, max: 4, types });
    // a connection on its way out may still be told that the server stops
    created.on("connect", (client) => client.on("error", () => {}));
    return created.on("error", () => {});
  };
  const main = pool("postgres");
  await answers(main);
  let count = 0;
  return {
    async open() {
      const name = `den_${++count}`;
      await main.query(`create database ${name}`);
      return new Kysely<unknown>({ dialect: new PostgresDialect({ pool: pool(name) }) });
    },
    async stop() {
      await main.end();
      // fast shutdown: connections that a failed test left open do not hold it up
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Counts and instants are bigint there and fit a double: as numbers, like SQLite gives them. */
const parserOf = ((oid: number, format: "text" | "binary") =>
  oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser;

/** PostgreSQL refuses to run as root: then it runs as the user its package made. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const { uid, gid } = statSync("/var/lib/postgresql");
  return { uid, gid };
}

async function answers(pool: pg.Pool): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await pool.query("select 1");
      return;
    } catch (error) {
      if (attempt === 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
