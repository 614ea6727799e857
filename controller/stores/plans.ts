/** Plans in the database of record: every revision for ever, deployments, documents, and what each device was given. */
import type { Transaction } from "kysely";
import type { DevicePlan } from "../core/fleet/device-plan.ts";
import type { Deployment } from "../core/plans/deployment.ts";
import type { PlanRevision } from "../core/plans/plan-revision.ts";
import type { PlanStore, StoredDocument } from "../core/plans/ports.ts";
import { ControllerError } from "../errors.ts";
import { type Db, isUniqueViolation, type Migrations } from "./database.ts";

export type PlanTables = {
  plan_revisions: {
    plan_id: string;
    revision: number;
    version: number;
    deployed_at: number | null;
    document: string;
  };
  plan_deployments: {
    id: string;
    plan_id: string;
    started_at: number;
    state: string;
    /** Of a stopped one, when too many devices could not use it; null while it runs, and where a person stopped it. */
    ended_at: number | null;
    document: string;
  };
  plan_documents: { digest: string; bytes: string; unused_since: number | null };
  device_plans: { device: string; document: string };
};

export const planMigrations: Migrations = {
  "plans-001-revisions-and-deployments": {
    async up(db) {
      await db.schema
        .createTable("plan_revisions")
        .addColumn("plan_id", "text", (column) => column.notNull())
        .addColumn("revision", "integer", (column) => column.notNull())
        .addColumn("version", "integer", (column) => column.notNull())
        .addColumn("deployed_at", "bigint")
        .addColumn("document", "text", (column) => column.notNull())
        .addPrimaryKeyConstraint("plan_revisions_key", ["plan_id", "revision"])
        .execute();
      await db.schema
        .createTable("plan_deployments")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("plan_id", "text", (column) => column.notNull())
        .addColumn("started_at", "bigint", (column) => column.notNull())
        .addColumn("state", "text", (column) => column.notNull())
        .addColumn("document", "text", (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex("plan_deployments_by_time")
        .on("plan_deployments")
        .columns(["started_at", "id"])
        .execute();
      await db.schema
        .createTable("plan_documents")
        .addColumn("digest", "text", (column) => column.primaryKey())
        .addColumn("bytes", "text", (column) => column.notNull())
        .addColumn("unused_since", "bigint")
        .execute();
      await db.schema
        .createTable("device_plans")
        .addColumn("device", "text", (column) => column.primaryKey())
        .addColumn("document", "text", (column) => column.notNull())
        .execute();
    },
  },
  "plans-002-ends": {
    async up(db) {
      await db.schema.alterTable("plan_deployments").addColumn("ended_at", "bigint").execute();
      await db.schema.createIndex("plan_deployments_by_end").on("plan_deployments").column("ended_at").execute();
    },
  },
};

/** Rows written by one statement: few enough for the parameters SQLite takes. */
const rowsPerStatement = 400;

const readDocument = <T>({ document }: { document: string }): T => JSON.parse(document);

export function createPlanStore(database: Db): PlanStore {
  const db = database.withTables<PlanTables>();

  const revisionRow = (revision: PlanRevision) => ({
    plan_id: revision.plan.id,
    revision: revision.revision,
    version: revision.version,
    deployed_at: revision.deployed?.at ?? null,
    document: JSON.stringify(revision),
  });

  /** @returns whether there was a draft of that version to write over. */
  async function writeOver(on: Transaction<PlanTables> | typeof db, revision: PlanRevision, readVersion: number) {
    const { numUpdatedRows } = await on
      .updateTable("plan_revisions")
      .set(revisionRow(revision))
      .where("plan_id", "=", revision.plan.id)
      .where("revision", "=", revision.revision)
      .where("version", "=", readVersion)
      .where("deployed_at", "is", null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** A draft may be deployed after a copy with a higher number: what counts is when. */
  async function inForceAt(at: number): Promise<PlanRevision[]> {
    const rows = await db
      .selectFrom("plan_revisions as one")
      .select("one.document")
      .where("one.deployed_at", "<=", at)
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom("plan_revisions as later")
              .select("later.revision")
              .whereRef("later.plan_id", "=", "one.plan_id")
              .where("later.deployed_at", "<=", at)
              .where((after) =>
                after.or([
                  after("later.deployed_at", ">", after.ref("one.deployed_at")),
                  after.and([
                    after("later.deployed_at", "=", after.ref("one.deployed_at")),
                    after("later.revision", ">", after.ref("one.revision")),
                  ]),
                ]),
              ),
          ),
        ),
      )
      .orderBy("one.plan_id")
      .execute();
    return rows.map(readDocument<PlanRevision>);
  }

  return {
    async current() {
      const drafts = await db
        .selectFrom("plan_revisions")
        .select("document")
        .where("deployed_at", "is", null)
        .execute();
      return [...(await inForceAt(Number.MAX_SAFE_INTEGER)), ...drafts.map(readDocument<PlanRevision>)];
    },
    async revisions(planId) {
      const rows = await db
        .selectFrom("plan_revisions")
        .select("document")
        .where("plan_id", "=", planId)
        .orderBy("revision", "desc")
        .execute();
      return rows.map(readDocument<PlanRevision>);
    },
    inForceAt,
    async insert(draft) {
      try {
        await db.insertInto("plan_revisions").values(revisionRow(draft)).execute();
      } catch (cause) {
        throw isUniqueViolation(cause) ? taken(draft, cause) : cause;
      }
    },
    save: (draft, readVersion) => writeOver(db, draft, readVersion),
    async discard(planId, revision, readVersion) {
      const { numDeletedRows } = await db
        .deleteFrom("plan_revisions")
        .where("plan_id", "=", planId)
        .where("revision", "=", revision)
        .where("version", "=", readVersion)
        .where("deployed_at", "is", null)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async deploy(revision, deployment, readVersion) {
      return db.transaction().execute(async (transaction) => {
        if (readVersion === undefined) {
          await transaction.insertInto("plan_revisions").values(revisionRow(revision)).execute();
        } else if (!(await writeOver(transaction, revision, readVersion))) return false;
        await transaction.insertInto("plan_deployments").values(deploymentRow(deployment)).execute();
        return true;
      });
    },

    async openDeployments() {
      const rows = await db
        .selectFrom("plan_deployments")
        .select("document")
        .where("state", "in", ["running", "stopped"])
        .orderBy("started_at")
        .execute();
      return rows.map(readDocument<Deployment>);
    },
    async findDeployment(id) {
      const found = await db.selectFrom("plan_deployments").select("document").where("id", "=", id).executeTakeFirst();
      return found && readDocument<Deployment>(found);
    },
    async deploymentOf(planId, revision) {
      const found = await db
        .selectFrom("plan_deployments")
        .innerJoin("plan_revisions", (join) =>
          join
            .onRef("plan_revisions.plan_id", "=", "plan_deployments.plan_id")
            .onRef("plan_revisions.deployed_at", "<=", "plan_deployments.started_at"),
        )
        .select("plan_deployments.document")
        .where("plan_revisions.plan_id", "=", planId)
        .where("plan_revisions.revision", "=", revision)
        .orderBy("plan_deployments.started_at")
        .executeTakeFirst();
      const deployment = found && readDocument<Deployment>(found);
      return deployment?.revision === revision ? deployment : undefined;
    },
    async deployments({ limit, before }) {
      let query = db.selectFrom("plan_deployments").select("document");
      if (before !== undefined) {
        const bound = db.selectFrom("plan_deployments").select("started_at").where("id", "=", before);
        query = query.where((where) =>
          where.or([
            where("started_at", "<", bound),
            where.and([where("started_at", "=", bound), where("id", "<", before)]),
          ]),
        );
      }
      const rows = await query.orderBy("started_at", "desc").orderBy("id", "desc").limit(limit).execute();
      return rows.map(readDocument<Deployment>);
    },
    async updateDeployment(deployment) {
      await db.updateTable("plan_deployments").set(deploymentRow(deployment)).where("id", "=", deployment.id).execute();
    },

    async devicePlans() {
      const rows = await db.selectFrom("device_plans").selectAll().execute();
      return new Map(rows.map((row) => [row.device, readDocument<DevicePlan>(row)]));
    },
    async givePlans(plans, documents) {
      const given = [...plans].flatMap(([device, plan]) =>
        plan === undefined ? [] : [{ device, document: JSON.stringify(plan) }],
      );
      const taken = [...plans].flatMap(([device, plan]) => (plan === undefined ? [device] : []));
      await db.transaction().execute(async (transaction) => {
        for (const { digest, bytes } of documents) {
          const values = { digest, bytes: Buffer.from(bytes).toString("base64"), unused_since: null };
          await transaction
            .insertInto("plan_documents")
            .values(values)
            .onConflict((conflict) => conflict.column("digest").doUpdateSet({ unused_since: null }))
            .execute();
        }
        for (const chunk of chunksOf(given)) {
          await transaction
            .insertInto("device_plans")
            .values(chunk)
            .onConflict((conflict) =>
              conflict.column("device").doUpdateSet((eb) => ({ document: eb.ref("excluded.document") })),
            )
            .execute();
        }
        for (const chunk of chunksOf(taken)) {
          await transaction.deleteFrom("device_plans").where("device", "in", chunk).execute();
        }
      });
    },

    async documents() {
      const rows = await db.selectFrom("plan_documents").selectAll().orderBy("digest").execute();
      return rows.map(
        ({ digest, bytes, unused_since }): StoredDocument => ({
          digest,
          bytes: new Uint8Array(Buffer.from(bytes, "base64")),
          ...(unused_since === null ? {} : { unusedSince: Number(unused_since) }),
        }),
      );
    },
    async markUnused(digests, since) {
      for (const chunk of chunksOf(digests)) {
        await db
          .updateTable("plan_documents")
          .set({ unused_since: since ?? null })
          .where("digest", "in", chunk)
          .execute();
      }
    },
    async forgetDocuments(digests) {
      for (const chunk of chunksOf(digests)) {
        await db.deleteFrom("plan_documents").where("digest", "in", chunk).execute();
      }
    },
  };
}

const deploymentRow = (deployment: Deployment) => ({
  id: deployment.id,
  plan_id: deployment.planId,
  started_at: deployment.startedAt,
  state: deployment.state,
  ended_at: deployment.endedAt ?? deployment.stoppedAt ?? null,
  document: JSON.stringify(deployment),
});

function taken({ plan }: PlanRevision, cause: unknown): ControllerError {
  return new ControllerError(
    "plans/taken",
    `Somebody else has just begun a draft of ${plan.id}; read it and go on there.`,
    {
      cause,
      params: { id: plan.id },
    },
  );
}

function chunksOf<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / rowsPerStatement) }, (_, index) =>
    items.slice(index * rowsPerStatement, (index + 1) * rowsPerStatement),
  );
}
