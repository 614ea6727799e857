/** Ends nobody was there for, found in the tables of orders, jobs and deployments where the audit log lacks their line. */
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Job } from "../core/jobs/job.ts";
import type { EndStore } from "../core/jobs/ports.ts";
import type { Order } from "../core/orders/order.ts";
import type { Deployment } from "../core/plans/deployment.ts";
import type { Db } from "./database.ts";
import type { OrderTables } from "./orders.ts";
import type { PlanTables } from "./plans.ts";

const read = <T>({ document }: { document: string }): T => JSON.parse(document);

export function createEndStore(database: Db): EndStore {
  const db = database.withTables<OrderTables & PlanTables>();
  return {
    async jobs(since) {
      const rows = await db
        .selectFrom("jobs")
        .select("document")
        .where("ended_at", ">", since)
        .where("state", "=", "done")
        .where(lacksLine({ sort: sql`'job'`, id: "jobs.id", actions: sql`('job.end')`, at: "jobs.ended_at" }))
        .orderBy("ended_at")
        .execute();
      return rows.map((row) => read<Job>(row));
    },
    async orders(since, now) {
      const kind = sql.ref("orders.kind");
      const rows = await db
        .selectFrom("orders")
        .select("document")
        .where("until", ">", since)
        .where("until", "<=", now)
        .where("ended_at", "is", null)
        .where(lacksLine({ sort: kind, id: "orders.id", actions: sql`(${kind} || '.expire')`, at: "orders.until" }))
        .orderBy("until")
        .execute();
      return rows.map((row) => read<Order>(row));
    },
    async deployments(since) {
      const rows = await db
        .selectFrom("plan_deployments")
        .select("document")
        .where("ended_at", ">", since)
        .where(
          lacksLine({
            sort: sql`'deployment'`,
            id: "plan_deployments.id",
            actions: sql`('deployment.end', 'deployment.stop')`,
            at: "plan_deployments.ended_at",
          }),
        )
        .orderBy("ended_at")
        .execute();
      return rows.map((row) => read<Deployment>(row));
    },
  };
}

interface Line {
  readonly sort: RawBuilder<unknown>;
  /** Column with the id of the thing. */
  readonly id: string;
  readonly actions: RawBuilder<unknown>;
  /** Column with the instant of the end: a thing that was let go on ends again. */
  readonly at: string;
}

/** Found by the log's index of things. */
function lacksLine({ sort, id, actions, at }: Line): RawBuilder<SqlBool> {
  return sql<SqlBool>`not exists (
    select 1 from audit as line
    where ${sql.ref("line.thingId")} = ${sql.ref(id)} and ${sql.ref("line.thingSort")} = ${sort}
      and ${sql.ref("line.action")} in ${actions} and ${sql.ref("line.at")} = ${sql.ref(at)}
  )`;
}
