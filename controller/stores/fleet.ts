/** What each device last said and what was last sent to it, in the database of record. */
import { sql } from "kysely";
import type { FleetStore } from "../core/fleet/ports.ts";
import { newTwin, type Twin } from "../core/fleet/twin.ts";
import type { Db, Migrations } from "./database.ts";

type FleetTables = {
  device_said: { device: string; heard_at: number; twin: string };
  device_sent: { device: string; rev: number; digest: string; at: number; attempt: number };
};

export const fleetMigrations: Migrations = {
  "fleet-001-said-and-sent": {
    async up(db) {
      await db.schema
        .createTable("device_said")
        .addColumn("device", "text", (column) => column.primaryKey())
        .addColumn("heard_at", "bigint", (column) => column.notNull())
        .addColumn("twin", "text", (column) => column.notNull())
        .execute();
      await db.schema
        .createTable("device_sent")
        .addColumn("device", "text", (column) => column.primaryKey())
        .addColumn("rev", "bigint", (column) => column.notNull())
        .addColumn("digest", "text", (column) => column.notNull())
        .addColumn("at", "bigint", (column) => column.notNull())
        .addColumn("attempt", "integer", (column) => column.notNull())
        .execute();
    },
  },
};

/** Devices written by one statement: few enough for the parameters SQLite takes. */
const rowsPerStatement = 400;

export function createFleetStore(database: Db): FleetStore {
  const db = database.withTables<FleetTables>();
  return {
    async load() {
      const twins = new Map<string, Twin>();
      for (const { device, twin } of await db.selectFrom("device_said").selectAll().execute()) {
        twins.set(device, { ...newTwin(device), ...JSON.parse(twin) });
      }
      for (const { device, rev, digest, at, attempt } of await db.selectFrom("device_sent").selectAll().execute()) {
        const sent = { rev: Number(rev), digest, at: Number(at), attempt };
        twins.set(device, { ...(twins.get(device) ?? newTwin(device)), sent });
      }
      return [...twins.values()];
    },
    async save(twins) {
      await db.transaction().execute(async (transaction) => {
        for (const chunk of chunksOf(twins)) {
          await transaction
            .insertInto("device_said")
            .values(
              chunk.map(({ sent: _, ...twin }) => ({
                device: twin.device,
                heard_at: twin.heardAt,
                twin: JSON.stringify(twin),
              })),
            )
            .onConflict((conflict) =>
              conflict
                .column("device")
                .doUpdateSet((eb) => ({ heard_at: eb.ref("excluded.heard_at"), twin: eb.ref("excluded.twin") })),
            )
            .execute();
        }
      });
    },
    async drawRevs(requests, now) {
      const drawn = new Map<string, number>();
      await db.transaction().execute(async (transaction) => {
        for (const chunk of chunksOf(requests)) {
          const rows = await transaction
            .insertInto("device_sent")
            .values(
              chunk.map(({ device, reported, digest, attempt }) => ({
                device,
                rev: Math.max(reported + 1, now),
                digest,
                at: now,
                attempt,
              })),
            )
            .onConflict((conflict) =>
              conflict.column("device").doUpdateSet({
                rev: sql<number>`case when device_sent.rev >= excluded.rev then device_sent.rev + 1 else excluded.rev end`,
                digest: sql<string>`excluded.digest`,
                at: sql<number>`excluded.at`,
                attempt: sql<number>`excluded.attempt`,
              }),
            )
            .returning(["device", "rev"])
            .execute();
          for (const { device, rev } of rows) drawn.set(device, Number(rev));
        }
      });
      return drawn;
    },
  };
}

function chunksOf<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / rowsPerStatement) }, (_, index) =>
    items.slice(index * rowsPerStatement, (index + 1) * rowsPerStatement),
  );
}
