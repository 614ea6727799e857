/** The telemetry file: its tables, how it is opened, and how an older one is brought up to date. */
import { DatabaseSync } from "node:sqlite";
import { damaged, telemetryError } from "./damage.ts";
import { addColumns } from "./partitions.ts";
import { intoPartitions } from "./repartition.ts";

/** "DenT" in the file's header: tells our file from any other SQLite file. */
const applicationId = 0x44656e54;

/** Output of a row that speaks of the device itself, a cabinet's meter for example. */
export const noOutput = -1;

/** Tables whose rows are forwarded, by name; those of the device itself first, because they are few and tell most. */
export function forwardableTables(db: DatabaseSync): { name: string; stream: "events" | "halfHours" | "raw" }[] {
  return db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all()
    .flatMap(({ name }) => {
      const stream = streamOf(name as string);
      return stream === undefined ? [] : [{ name: name as string, stream }];
    });
}

function streamOf(table: string): "events" | "halfHours" | "raw" | undefined {
  switch (/^(events|half_hours|raw)_\d+$/.exec(table)?.[1]) {
    case "events":
      return "events";
    case "half_hours":
      return "halfHours";
    case "raw":
      return "raw";
    default:
      return undefined;
  }
}

/**
 * The key of rows of series: the clustering is what a history is read by; epoch and sequence make a double fall out.
 * Rows outside any log have epoch 0 and a number made of their arrival's as sequence.
 */
const rowKey = `
  device INTEGER NOT NULL, output INTEGER NOT NULL, at INTEGER NOT NULL,
  epoch INTEGER NOT NULL, sequence INTEGER NOT NULL`;
const clustered = "PRIMARY KEY (device, output, at, epoch, sequence)) WITHOUT ROWID";

/** Step n brings a file from version n to n + 1. A step that was released is never changed. */
const migrations: readonly ((db: DatabaseSync) => void)[] = [
  (db) => {
    db.exec(`
      CREATE TABLE devices (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
      -- packs of messages as they came; first is the number of the first, numbers are consecutive for ever
      CREATE TABLE arrivals (first INTEGER PRIMARY KEY, count INTEGER NOT NULL, pack BLOB NOT NULL);
      -- followers of the arrivals: each has taken all up to its number
      CREATE TABLE followers (name TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
      INSERT INTO followers VALUES ('fold', 0);
      -- sequences of folded rows: "1-50 52"
      CREATE TABLE logs (
        device INTEGER NOT NULL, stream TEXT NOT NULL, epoch INTEGER NOT NULL, held TEXT NOT NULL,
        PRIMARY KEY (device, stream, epoch)) WITHOUT ROWID;
      CREATE TABLE losses (
        device INTEGER NOT NULL, stream TEXT NOT NULL, epoch INTEGER NOT NULL,
        first INTEGER NOT NULL, last INTEGER NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (device, stream, epoch, first, last)) WITHOUT ROWID;
      CREATE TABLE boots (
        device INTEGER NOT NULL, bootCount INTEGER NOT NULL, beganAt INTEGER NOT NULL,
        PRIMARY KEY (device, bootCount)) WITHOUT ROWID;
      CREATE TABLE raw (${rowKey}, ${clustered};
      CREATE TABLE half_hours (${rowKey}, ${clustered};
      CREATE TABLE events (${rowKey}, type TEXT NOT NULL, state TEXT NOT NULL, value REAL, ${clustered};
      -- rows whose time is not known yet ('undated') or cannot be true ('future', 'past'); row is JSON
      CREATE TABLE aside (
        device INTEGER NOT NULL, stream TEXT NOT NULL, epoch INTEGER NOT NULL, sequence INTEGER NOT NULL,
        reason TEXT NOT NULL, bootCount INTEGER, receivedAt INTEGER NOT NULL, row TEXT NOT NULL,
        PRIMARY KEY (device, stream, epoch, sequence)) WITHOUT ROWID;
      CREATE INDEX aside_by_boot ON aside (device, bootCount) WHERE reason = 'undated';
    `);
  },
  (db) => {
    db.exec(`
      -- for whom rows are kept, at most one; past: how far the series were read, NULL: to the end
      CREATE TABLE forwarding (
        target TEXT PRIMARY KEY, recording INTEGER NOT NULL, past TEXT, audited INTEGER NOT NULL) WITHOUT ROWID;
      -- new rows on their way there: lines, compressed; numbers are never used again
      CREATE TABLE outgoing (
        number INTEGER PRIMARY KEY AUTOINCREMENT, rows INTEGER NOT NULL, receivedAt INTEGER NOT NULL, lines BLOB NOT NULL);
      CREATE TABLE refused_rows (
        number INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, reason TEXT NOT NULL,
        line TEXT NOT NULL UNIQUE);
    `);
  },
  (db) => {
    db.exec(`
      -- outputs with samples, and the slots of the first, the last and the last raw one
      CREATE TABLE outputs (
        device INTEGER NOT NULL, output INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, lastRaw INTEGER,
        PRIMARY KEY (device, output)) WITHOUT ROWID;
      -- roll-ups that no longer say what the rows say; level 0 half-hours, 1 hours, 2 days
      CREATE TABLE touched (
        device INTEGER NOT NULL, output INTEGER NOT NULL, level INTEGER NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (device, output, level, at)) WITHOUT ROWID;
      -- EpochMs before which a kind of table was forgotten
      CREATE TABLE kept (kind TEXT PRIMARY KEY, since INTEGER NOT NULL) WITHOUT ROWID;
      -- the zone whose days the roll-ups of days are
      CREATE TABLE site (timeZone TEXT NOT NULL);
    `);
    intoPartitions(db);
  },
];

/**
 * Opens or creates the file for its one writer.
 * `synchronous=FULL` flushes every commit of arrivals: what is called committed outlives a power cut, and one flush
 * serves all messages of some milliseconds. The fold lowers it for its own transactions: losing one of those loses
 * nothing, its arrivals are still there.
 * @param maxBytes the file may grow to; absent: as the disk allows.
 * @throws ControllerError `data/damaged`, `data/unwritable`
 */
export function openForWriting(path: string, maxBytes?: number): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { timeout: 5000 });
    // 8 KiB pages fold 1.4 times as fast as 4 KiB: rows of one lamp lie together and a page takes more of them
    db.exec(`
      PRAGMA page_size = 8192;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA cache_size = -32768;
      PRAGMA wal_autocheckpoint = 4000;
      PRAGMA journal_size_limit = 67108864;
    `);
    if (maxBytes !== undefined) db.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / 8192))}`);
    migrate(db, path);
    return db;
  } catch (error) {
    db?.close();
    throw telemetryError(path, error);
  }
}

/** Opens the file for queries beside the writer, which is never delayed by them. The writer has it open already. */
export function openForReading(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
  db.exec("PRAGMA cache_size = -16384; PRAGMA query_only = 1;");
  return db;
}

function migrate(db: DatabaseSync, path: string): void {
  const known = number(db, "SELECT count(*) FROM sqlite_schema") > 0;
  if (known && number(db, "PRAGMA application_id") !== applicationId) {
    throw damaged(path, "it is an SQLite file of something else");
  }
  const version = number(db, "PRAGMA user_version");
  if (version > migrations.length) {
    throw damaged(path, `it was written by a newer Den (version ${version}, this one knows ${migrations.length})`);
  }
  db.exec("BEGIN IMMEDIATE");
  try {
    for (const step of migrations.slice(version)) step(db);
    addColumns(db);
    db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${migrations.length}; COMMIT`);
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
}

function number(db: DatabaseSync, sql: string): number {
  return Object.values(db.prepare(sql).get() ?? {})[0] as number;
}
