/** What is forgotten: whole tables, once all their rows are older than they are kept. */
import type { DatabaseSync } from "node:sqlite";
import { type Level, levels } from "../rolled/rolled-rows.ts";
import type { Partitions } from "./partitions.ts";

const day = 86_400_000;

/** Days that rows and roll-ups are kept, at least. Days are kept for ever. */
export interface Retention {
  /** Samples as they were measured, and rows that stand aside. */
  readonly raw: number;
  /** Half-hours, devices' own and rolled up, and events. */
  readonly halfHours: number;
  /** Hours. */
  readonly hours: number;
}

export const usualRetention: Retention = { raw: 90, halfHours: 400, hours: 1095 };

/** Kinds of table that are forgotten, and how long each is kept. */
const kindsOf = {
  raw: ["raw"],
  halfHours: ["halfHours", "events", "rolledHalfHours"],
  hours: ["rolledHours"],
} as const;
type Forgettable = (typeof kindsOf)[keyof typeof kindsOf][number];

export interface Keeper {
  /** EpochMs before which tables of this kind were forgotten; 0 where none was. */
  keptFrom(kind: Forgettable | Level): number;
  /**
   * Drops the next table that is too old, in one transaction.
   * @returns its name; undefined where there is none.
   */
  forget(now: number): string | undefined;
}

export function createKeeper(db: DatabaseSync, partitions: Partitions, retention: Retention): Keeper {
  const kept = new Map<string, number>();
  const read = () => {
    kept.clear();
    for (const { kind, since } of db.prepare("SELECT kind, since FROM kept").all()) {
      kept.set(kind as string, since as number);
    }
  };
  read();

  const tooOld = (now: number) => {
    for (const name of ["raw", "halfHours", "hours"] as const) {
      const before = now - retention[name] * day;
      for (const kind of kindsOf[name]) {
        const partition = partitions.between(kind, 0, before).find(({ to }) => to <= before);
        if (partition !== undefined) return { kind, partition };
      }
    }
    return undefined;
  };

  return {
    keptFrom(kind) {
      return kept.get(typeof kind === "number" ? levels[kind] : kind) ?? 0;
    },
    forget(now) {
      const found = tooOld(now);
      if (found === undefined) return undefined;
      const { kind, partition } = found;
      db.exec("BEGIN IMMEDIATE");
      try {
        partitions.drop(partition);
        db.prepare("INSERT OR REPLACE INTO kept (kind, since) VALUES (?, ?)").run(kind, partition.to);
        if (kind === "raw") db.prepare("DELETE FROM aside WHERE receivedAt < ?").run(partition.to);
        db.exec("COMMIT");
      } catch (error) {
        if (db.isTransaction) db.exec("ROLLBACK");
        partitions.refresh();
        throw error;
      } finally {
        read();
      }
      return partition.name;
    },
  };
}
