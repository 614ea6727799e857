/** Orders in the database of record, each written together with the job that follows it. Lamps are a list in the row. */
import { sql } from "kysely";
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
};

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
        .where((where) => where.or([where("ended_at", "is", null), where("ended_at", ">", at)]))
        .where((where) => where.or([where("until", "is", null), where("until", ">", at)]))
        .orderBy("jobs.created_at")
        .execute();
      return rows.map(readOrder);
    },
    async find(id) {
      const found = await db.selectFrom("orders").select("document").where("id", "=", id).executeTakeFirst();
      return found && readOrder(found);
    },
    async list({ kind, limit, before }) {
      let query = db.selectFrom("orders").select("document").where("kind", "=", kind);
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
    async insert(order, job, given) {
      try {
        await db.transaction().execute(async (transaction) => {
          if (given !== undefined && !(await answerIn(transaction, given))) {
            throw new ControllerError("plans/ended", "somebody answered this wish just now", {
              params: { id: given.id },
            });
          }
          await transaction.insertInto("orders").values(row(order)).execute();
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
  };
}
