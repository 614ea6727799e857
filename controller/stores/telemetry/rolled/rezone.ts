/** The days roll-ups are made of are the site's: when its zone is set to another, they are made anew. */
import type { DatabaseSync } from "node:sqlite";
import { type Partitions, slotWidth } from "../file/partitions.ts";
import type { Day } from "./site-days.ts";

export interface RezoneDeps {
  readonly db: DatabaseSync;
  readonly partitions: Partitions;
  readonly dayOf: (at: number) => Day;
  /** EpochMs before which half-hours were forgotten: days before stay those of the old zone. */
  readonly halfHoursFrom: number;
}

/** Marks every day whose half-hours are kept, if the file's days are those of another zone. */
export function rezone(timeZone: string, { db, partitions, dayOf, halfHoursFrom }: RezoneDeps): void {
  const before = db.prepare("SELECT timeZone FROM site").get()?.timeZone;
  if (before === timeZone) return;
  db.exec("BEGIN IMMEDIATE");
  try {
    db.exec("DELETE FROM site");
    db.prepare("INSERT INTO site (timeZone) VALUES (?)").run(timeZone);
    if (before !== undefined) {
      for (const { name } of partitions.between("rolledDays", halfHoursFrom, Number.POSITIVE_INFINITY)) {
        db.prepare(`DELETE FROM ${name} WHERE at >= ?`).run(halfHoursFrom);
      }
      const touch = db.prepare("INSERT OR IGNORE INTO touched (device, output, level, at) VALUES (?, ?, 2, ?)");
      for (const row of db.prepare("SELECT device, output, first, last FROM outputs").all()) {
        const { device, output, first, last } = row as Record<"device" | "output" | "first" | "last", number>;
        const end = (last + 1) * slotWidth;
        for (let at = dayOf(Math.max(first * slotWidth, halfHoursFrom)).from; at < end; at = dayOf(at).to) {
          touch.run(device, output, at);
        }
      }
    }
    db.exec("COMMIT");
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}
