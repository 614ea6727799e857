/** Jobs and the word of each of their lamps, in the database of record. Their tables are made in `orders.ts`. */
import type { CommandWord } from "#protocol/wire/vocabulary.ts";
import type { Job } from "../core/jobs/job.ts";
import type { JobStore, StoredWord } from "../core/jobs/ports.ts";
import type { Db } from "./database.ts";
import { type OrderTables, ordersOfAreas } from "./orders.ts";

const readJob = ({ document }: { document: string }): Job => JSON.parse(document);

export function createJobStore(database: Db): JobStore {
  const db = database.withTables<OrderTables>();
  return {
    async unfinished(now) {
      const rows = await db
        .selectFrom("jobs")
        .innerJoin("orders", "orders.id", "jobs.order_id")
        .select("jobs.document")
        .where((where) =>
          where.or([
            where("jobs.state", "in", ["running", "paused"]),
            where.and([
              where("orders.ended_at", "is", null),
              where.or([where("orders.until", "is", null), where("orders.until", ">", now)]),
            ]),
          ]),
        )
        .orderBy("jobs.created_at")
        .execute();
      return rows.map(readJob);
    },
    async find(id) {
      const found = await db.selectFrom("jobs").select("document").where("id", "=", id).executeTakeFirst();
      return found && readJob(found);
    },
    async findByKey(personId, key) {
      const found = await db
        .selectFrom("jobs")
        .select("document")
        .where("person_id", "=", personId)
        .where("key", "=", key)
        .executeTakeFirst();
      return found && readJob(found);
    },
    async list({ limit, before, areaIds }) {
      let query = db.selectFrom("jobs").select("document");
      if (areaIds !== undefined) query = query.where("order_id", "in", ordersOfAreas(db, areaIds));
      if (before !== undefined) {
        // two jobs may begin in the same millisecond: the id then says which one is older
        const bound = db.selectFrom("jobs").select("created_at").where("id", "=", before);
        query = query.where((where) =>
          where.or([
            where("created_at", "<", bound),
            where.and([where("created_at", "=", bound), where("id", "<", before)]),
          ]),
        );
      }
      return (await query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute()).map(readJob);
    },
    async update(job) {
      await db
        .updateTable("jobs")
        .set({ state: job.state, ended_at: job.endedAt ?? null, document: JSON.stringify(job) })
        .where("id", "=", job.id)
        .execute();
    },
    async words(jobId) {
      const rows = await db.selectFrom("job_words").selectAll().where("job_id", "=", jobId).execute();
      return rows.map(
        ({ lamp_id, at, word, reason }): StoredWord => ({
          lampId: lamp_id,
          at: Number(at),
          word: word as StoredWord["word"],
          ...(reason === null ? {} : { reason: JSON.parse(reason) }),
        }),
      );
    },
    async countWords(jobIds) {
      const counts = new Map<string, Partial<Record<CommandWord, number>>>();
      if (jobIds.length === 0) return counts;
      const rows = await db
        .selectFrom("job_words")
        .select(["job_id", "word", (eb) => eb.fn.countAll<number>().as("lamps")])
        .where("job_id", "in", jobIds)
        .groupBy(["job_id", "word"])
        .execute();
      for (const { job_id, word, lamps } of rows) {
        counts.set(job_id, { ...counts.get(job_id), [word]: Number(lamps) });
      }
      return counts;
    },
    async saveWords(jobId, words) {
      for (let start = 0; start < words.length; start += wordsPerStatement) {
        await db
          .insertInto("job_words")
          .values(
            words.slice(start, start + wordsPerStatement).map(({ lampId, at, word, reason }) => ({
              job_id: jobId,
              lamp_id: lampId,
              at,
              word,
              reason: reason === undefined ? null : JSON.stringify(reason),
            })),
          )
          .onConflict((conflict) =>
            conflict.columns(["job_id", "lamp_id"]).doUpdateSet((eb) => ({
              at: eb.ref("excluded.at"),
              word: eb.ref("excluded.word"),
              reason: eb.ref("excluded.reason"),
            })),
          )
          .execute();
      }
    },
    async clearWords(jobId, lampIds) {
      for (let start = 0; start < lampIds.length; start += wordsPerStatement) {
        await db
          .deleteFrom("job_words")
          .where("job_id", "=", jobId)
          .where("lamp_id", "in", lampIds.slice(start, start + wordsPerStatement))
          .execute();
      }
    },
  };
}

/** Five parameters each stay far below the 32,766 that SQLite takes in one statement. */
const wordsPerStatement = 500;
