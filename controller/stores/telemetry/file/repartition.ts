/** Brings the series of a file from before there were tables for each stretch of time into these. */
import type { DatabaseSync } from "node:sqlite";
import { createPartitions, sampleColumns, slotWidth } from "./partitions.ts";

const day = 86_400_000;

/** Moves all rows; every half-hour with any is marked for its roll-up. In its caller's transaction. */
export function intoPartitions(db: DatabaseSync): void {
  const partitions = createPartitions(db);
  const key = "device, output, at, epoch, sequence";
  const samples = { raw: "raw", halfHours: "half_hours" } as const;
  for (const [kind, table] of Object.entries(samples) as ["raw" | "halfHours", string][]) {
    const present = db.prepare(`PRAGMA table_info(${table})`).all();
    const columns = present.map(({ name }) => name as string).filter((name) => sampleColumns.has(name));
    const names = [key, ...columns].join();
    for (const at of daysOf(db, table)) {
      db.prepare(
        `INSERT INTO ${partitions.make(kind, at)} (slot, ${names})
         SELECT at / ${slotWidth}, ${names} FROM ${table} WHERE at >= ? AND at < ? ORDER BY at / ${slotWidth}, ${key}`,
      ).run(at, at + day);
    }
    db.exec(`
      INSERT INTO outputs (device, output, first, last, lastRaw)
        SELECT device, output, min(at) / ${slotWidth}, max(at) / ${slotWidth},
          ${kind === "raw" ? `max(at) / ${slotWidth}` : "NULL"} FROM ${table} WHERE true GROUP BY device, output
        ON CONFLICT DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last);
      INSERT OR IGNORE INTO touched (device, output, level, at)
        SELECT DISTINCT device, output, 0, at / ${slotWidth} * ${slotWidth} FROM ${table};
    `);
  }
  for (const at of daysOf(db, "events")) {
    const columns = `${key}, type, state, value`;
    db.prepare(
      `INSERT INTO ${partitions.make("events", at)} (${columns}) SELECT ${columns} FROM events WHERE at >= ? AND at < ?`,
    ).run(at, at + day);
  }
  db.exec("DROP TABLE raw; DROP TABLE half_hours; DROP TABLE events");
}

/** Beginnings of the days of UTC on which a table has rows. */
function daysOf(db: DatabaseSync, table: string): number[] {
  return db
    .prepare(`SELECT DISTINCT at / ${day} * ${day} AS day FROM ${table} ORDER BY day`)
    .all()
    .map((row) => row.day as number);
}
