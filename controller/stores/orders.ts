/** Orders in the database of record, each written together with the job that follows it. Lamps are a list in the row. */
import { type Kysely, sql } from "kysely";
import { areasOfOrder } from "../core/orders/areas-of-order.ts";
import type { Order } from "../core/orders/order.ts";
import type { OrderStore } from "../core/orders/ports.ts";
import { ControllerError } from "../errors.ts";
import { type Db, isUniqueViolation, type Migrations } from "./database.ts";
import { answerIn, type WaitingTables } from "./waiting-orders.ts";

/** Shared with `jobs.ts`: an order and its job are written together. */
export type OrderTables = {
  orders: {
    id: string;
    kind: string;
    issued_at: number;
    until: number | null;
    ended_at: number | null;
    document: string;
  };
  jobs: {
    id: string;
    person_id: string;
    key: string;
    created_at: number;
    order_id: string;
    state: string;
    /** Null while it runs, and of jobs that ended before ends were looked for. */
    ended_at: number | null;
    document: string;
  };
  /** Where an order reached when it was given, and where its things were moved to since. */
  order_areas: { order_id: string; area_id: string };
  job_words: { job_id: string; lamp_id: string; at: number; word: string; reason: string | null };
};

export const orderMigrations: Migrations = {
  "orders-001-orders-and-jobs": {
    async up(db) {
      await db.schema
        .createTable("orders")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("kind", "text", (column) => column.notNull())
        .addColumn("issued_at", "bigint", (column) => column.notNull())
        .addColumn("until", "bigint")
        .addColumn("ended_at", "bigint")
        .addColumn("document", "text", (column) => column.notNull())
        .execute();
      await db.schema.createIndex("orders_by_issue").on("orders").columns(["kind", "issued_at"]).execute();
      await db.schema
        .createTable("jobs")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("person_id", "text", (column) => column.notNull())
        .addColumn("key", "text", (column) => column.notNull())
        .addColumn("created_at", "bigint", (column) => column.notNull())
        .addColumn("order_id", "text", (column) => column.notNull().references("orders.id"))
        .addColumn("state", "text", (column) => column.notNull())
        .addColumn("document", "text", (column) => column.notNull())
        .addUniqueConstraint("jobs_key", ["person_id", "key"])
        .execute();
      await db.schema.createIndex("jobs_by_time").on("jobs").column("created_at").execute();
      await db.schema
        .createTable("job_words")
        .addColumn("job_id", "text", (column) => column.notNull().references("jobs.id"))
        .addColumn("lamp_id", "text", (column) => column.notNull())
        .addColumn("at", "bigint", (column) => column.notNull())
        .addColumn("word", "text", (column) => column.notNull())
        .addColumn("reason", "text")
        .addPrimaryKeyConstraint("job_words_key", ["job_id", "lamp_id"])
        .execute();
    },
  },
  "orders-002-ends": {
    async up(db) {
      await db.schema.alterTable("jobs").addColumn("ended_at", "bigint").execute();
      await db.schema.createIndex("jobs_by_end").on("jobs").column("ended_at").execute();
      await db.schema.createIndex("orders_by_until").on("orders").column("until").execute();
    },
  },
  "orders-003-areas": {
    async up(db) {
      await db.schema
        .createTable("order_areas")
        .addColumn("order_id", "text", (column) => column.notNull().references("orders.id"))
        .addColumn("area_id", "text", (column) => column.notNull())
        .addPrimaryKeyConstraint("order_areas_key", ["order_id", "area_id"])
        .execute();
      await db.schema.createIndex("order_areas_by_area").on("order_areas").column("area_id").execute();
      await findAreas(db);
    },
  },
};

/** Of orders given before their areas were written down: where their lamps and cabinets lie now. */
async function findAreas(db: Kysely<unknown>): Promise<void> {
  const tables = db.withTables<OrderTables & Record<"lamps" | "cabinets", { id: string; areaId: string }>>();
  const places = async (table: "lamps" | "cabinets") => {
    const rows = await tables.selectFrom(table).select(["id", "areaId"]).execute();
    return new Map(rows.map(({ id, areaId }) => [id, { areaId }]));
  };
  const [lamp, cabinet] = [await places("lamps"), await places("cabinets")];
  for (const { id } of await tables.selectFrom("orders").select("id").execute()) {
    const { document } = await tables
      .selectFrom("orders")
      .select("document")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    const areaIds = [...areasOfOrder(readOrder({ document }), { lamp, cabinet })];
    if (areaIds.length > 0) await tables.insertInto("order_areas").values(areaRows(id, areaIds)).execute();
  }
}

const areaRows = (orderId: string, areaIds: readonly string[]) =>
  areaIds.map((areaId) => ({ order_id: orderId, area_id: areaId }));

const readOrder = ({ document }: { document: string }): Order => JSON.parse(document);

export function createOrderStore(database: Db): OrderStore {
  const db = database.withTables<OrderTables & WaitingTables>();
  const row = (order: Order) => ({
    id: order.id,
    kind: order.kind,
    issued_at: order.issuedAt,
    until: order.until ?? null,
    ended_at: order.ended?.at ?? null,
    document: JSON.stringify(order),
  });
  return {
    async openSince(since) {
      const rows = await db
        .selectFrom("orders")
        .select("document")
        .where((where) => where.or([where("ended_at", "is", null), where("ended_at", ">", since)]))
        .where((where) => where.or([where("until", "is", null), where("until", ">", since)]))
        .orderBy("issued_at")
        .execute();
      return rows.map(readOrder);
    },
    async openAt(at) {
      const rows = await db
        .selectFrom("orders")
        .innerJoin("jobs", "jobs.order_id", "orders.id")
        .select("orders.document")
        // a lock that is tried is issued anew: only its job remembers when it was given
        .where("jobs.created_at", "<=", at)
        .where((where) => where.or([where("orders.ended_at", "is", null), where("orders.ended_at", ">", at)]))
        .where((where) => where.or([where("until", "is", null), where("until", ">", at)]))
        .orderBy("jobs.created_at")
        .execute();
      return rows.map(readOrder);
    },
    async find(id) {
      const found = await db.selectFrom("orders").select("document").where("id", "=", id).executeTakeFirst();
      return found && readOrder(found);
    },
    async list({ kind, limit, before, areaIds }) {
      let query = db.selectFrom("orders").select("document").where("kind", "=", kind);
      if (areaIds !== undefined) query = query.where("id", "in", ordersOfAreas(db, areaIds));
      if (before !== undefined) {
        query = query.where("issued_at", "<", (eb) =>
          eb.selectFrom("orders").select("issued_at").where("id", "=", before),
        );
      }
      return (await query.orderBy("issued_at", "desc").limit(limit).execute()).map(readOrder);
    },
    async lastIssuedAt() {
      const found = await db
        .selectFrom("orders")
        .select(sql<number | null>`max(issued_at)`.as("newest"))
        .executeTakeFirst();
      return Number(found?.newest ?? 0);
    },
    async insert(order, job, areaIds, given) {
      try {
        await db.transaction().execute(async (transaction) => {
          if (given !== undefined && !(await answerIn(transaction, given))) {
            throw new ControllerError("plans/ended", "somebody answered this wish just now", {
              params: { id: given.id },
            });
          }
          await transaction.insertInto("orders").values(row(order)).execute();
          if (areaIds.length > 0)
            await transaction.insertInto("order_areas").values(areaRows(order.id, areaIds)).execute();
          await transaction
            .insertInto("jobs")
            .values({
              id: job.id,
              person_id: job.personId,
              key: job.key,
              created_at: job.createdAt,
              order_id: job.orderId,
              state: job.state,
              ended_at: job.endedAt ?? null,
              document: JSON.stringify(job),
            })
            .execute();
        });
      } catch (cause) {
        if (!isUniqueViolation(cause)) throw cause;
        throw new ControllerError("request/key-reused", "this Idempotency-Key was used before; draw a new one", {
          cause,
        });
      }
    },
    async update(order) {
      await db.updateTable("orders").set(row(order)).where("id", "=", order.id).execute();
    },
    async thingsMoved(from, to) {
      await db
        .insertInto("order_areas")
        .columns(["order_id", "area_id"])
        .expression(
          db
            .selectFrom("order_areas")
            .select(["order_id", sql<string>`${to}`.as("area_id")])
            .where("area_id", "=", from),
        )
        .onConflict((conflict) => conflict.columns(["order_id", "area_id"]).doNothing())
        .execute();
    },
  };
}

/** Ids of the orders that reach into one of these areas. */
export function ordersOfAreas(db: Kysely<OrderTables>, areaIds: readonly string[]) {
  return db
    .selectFrom("order_areas")
    .select("order_id")
    .where("area_id", "in", areaIds.length === 0 ? [""] : areaIds);
}
