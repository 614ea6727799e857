/** Orders that wait for a second person, in the database of record. Answered ones stay, as what people decided. */
import type { Kysely, Transaction } from "kysely";
import type { WaitingOrderStore } from "../core/orders/ports.ts";
import type { WaitingOrder } from "../core/orders/waiting-order.ts";
import { ControllerError } from "../errors.ts";
import { type Db, isUniqueViolation, type Migrations } from "./database.ts";

/** Shared with `orders.ts`: an order and the answer to the wish behind it are written together. */
export type WaitingTables = {
  waiting_orders: {
    id: string;
    person_id: string;
    key: string;
    asked_at: number;
    until: number;
    answered_at: number | null;
    document: string;
  };
};

export const waitingOrderMigrations: Migrations = {
  "waiting-orders-001-wishes": {
    async up(db) {
      await db.schema
        .createTable("waiting_orders")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("person_id", "text", (column) => column.notNull())
        .addColumn("key", "text", (column) => column.notNull())
        .addColumn("asked_at", "bigint", (column) => column.notNull())
        .addColumn("until", "bigint", (column) => column.notNull())
        .addColumn("answered_at", "bigint")
        .addColumn("document", "text", (column) => column.notNull())
        .addUniqueConstraint("waiting_orders_key", ["person_id", "key"])
        .execute();
      await db.schema.createIndex("waiting_orders_by_end").on("waiting_orders").column("until").execute();
    },
  },
};

const read = ({ document }: { document: string }): WaitingOrder => JSON.parse(document);

/** @returns false where somebody answered it before: of two answers the first counts. */
export async function answerIn(
  db: Kysely<WaitingTables> | Transaction<WaitingTables>,
  waiting: WaitingOrder,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("waiting_orders")
    .set({ answered_at: waiting.answered?.at ?? null, document: JSON.stringify(waiting) })
    .where("id", "=", waiting.id)
    .where("answered_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

export function createWaitingOrderStore(database: Db): WaitingOrderStore {
  const db = database.withTables<WaitingTables>();
  return {
    async insert(waiting) {
      const { id, key, requested, request } = waiting;
      try {
        await db
          .insertInto("waiting_orders")
          .values({
            id,
            person_id: requested.personId,
            key,
            asked_at: requested.at,
            until: request.until ?? Number.MAX_SAFE_INTEGER,
            answered_at: null,
            document: JSON.stringify(waiting),
          })
          .execute();
      } catch (cause) {
        if (!isUniqueViolation(cause)) throw cause;
        throw new ControllerError("request/key-reused", "this Idempotency-Key was used before; draw a new one", {
          cause,
        });
      }
    },
    async find(id) {
      const found = await db.selectFrom("waiting_orders").select("document").where("id", "=", id).executeTakeFirst();
      return found && read(found);
    },
    async findByKey(personId, key) {
      const found = await db
        .selectFrom("waiting_orders")
        .select("document")
        .where("person_id", "=", personId)
        .where("key", "=", key)
        .executeTakeFirst();
      return found && read(found);
    },
    async open(now) {
      const rows = await db
        .selectFrom("waiting_orders")
        .select("document")
        .where("answered_at", "is", null)
        .where("until", ">", now)
        .orderBy("asked_at")
        .execute();
      return rows.map(read);
    },
    answer: (waiting) => answerIn(db, waiting),
  };
}
