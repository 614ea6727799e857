/** Jobs: what became of a wide action, lamp by lamp. */
import { z } from "zod";
import type { Inventory } from "../../core/inventory/model.ts";
import { isUnderWay, type Reason, showJob } from "../../core/jobs/job.ts";
import { adviseOn, type ReasonNames, writeReason } from "../../core/jobs/sentences.ts";
import { mayIn, type Person } from "../../core/people/model.ts";
import type { JobSummary, Jobs, JobView as View } from "../../engine/orders/jobs.ts";
import type { Orders } from "../../engine/orders/orders.ts";
import type { Pauses } from "../../engine/orders/pauses.ts";
import type { Audit } from "../../engine/people/audit.ts";
import { ControllerError } from "../../errors.ts";
import { JobView, LampResult, RetryBody } from "../order-schemas.ts";
import { fromCursor, pageFrom, pageOf, pageQuery, toCursor } from "../page.ts";
import type { ApiRoutes } from "../route.ts";
import { isVisible, tell } from "./orders.ts";

export interface JobRoutesDeps {
  readonly jobs: Jobs;
  readonly orders: Orders;
  readonly pauses: Pauses;
  readonly inventory: () => Inventory;
  readonly names: ReasonNames;
  readonly audit: Audit;
  readonly clock: { now(): number };
}

const params = z.object({ id: z.string() });

export function jobRoutes(deps: JobRoutesDeps): ApiRoutes {
  const { jobs, orders, pauses, inventory, names } = deps;

  async function visible(id: string, person: Person): Promise<View> {
    const view = await jobs.find(id);
    const order = view && (await orders.find(view.job.orderId));
    if (view === undefined || order === undefined || !isVisible(order, person, deps)) {
      throw new ControllerError("jobs/unknown", `There is no job ${id}.`, { params: { id } });
    }
    return view;
  }

  /** @throws ControllerError `jobs/ended`. */
  const checkUnderWay = (view: View) => {
    if (!isUnderWay(view.job)) {
      throw new ControllerError("jobs/ended", "The job has ended already.", { params: { id: view.job.id } });
    }
  };

  async function shown(id: string) {
    const { job, counts } = (await jobs.find(id))!;
    return showJob(job, counts);
  }

  const tellOf = async ({ orderKind, orderId }: View["job"], verb: string, person: Person) =>
    tell(deps, person, `${orderKind}.${verb}`, (await orders.find(orderId))!);

  return async (app) => {
    app.get(
      "/jobs",
      {
        config: { power: "read" },
        schema: {
          summary: "List jobs",
          description: "Newest first; only those that concern an area of yours.",
          tags: ["jobs"],
          querystring: z.object(pageQuery),
          response: { 200: pageOf(JobView) },
        },
      },
      async ({ query, person }) => {
        const before = query.cursor === undefined ? {} : { before: fromCursor<string>(query.cursor, "string") };
        const views = await jobs.list({ limit: query.limit, ...before });
        const shown: JobSummary[] = [];
        for (const view of views) {
          const order = await orders.find(view.job.orderId);
          if (order !== undefined && isVisible(order, person, deps)) shown.push(view);
        }
        const items = shown.map(({ job, counts }) => showJob(job, counts));
        const last = views.at(-1);
        return last !== undefined && views.length === query.limit ? { items, next: toCursor(last.job.id) } : { items };
      },
    );

    app.get(
      "/jobs/:id",
      {
        config: { power: "read", errors: ["jobs/unknown"] },
        schema: {
          summary: "One job with its counts",
          description: "Counts in the five words: silent, refused, held, followed, proven; `pending` have none yet.",
          tags: ["jobs"],
          params,
          response: { 200: JobView },
        },
      },
      async ({ params: { id }, person }) => {
        const { job, counts } = await visible(id, person);
        return showJob(job, counts);
      },
    );

    app.get(
      "/jobs/:id/results",
      {
        config: { power: "read", errors: ["jobs/unknown"] },
        schema: {
          summary: "The word of every lamp of a job",
          description:
            "Ascending by lamp id; only lamps of your areas. Each reason is a code, a sentence in both languages and its figures.",
          tags: ["jobs"],
          params,
          querystring: z.object({
            ...pageQuery,
            word: z.exactOptional(LampResult.shape.word.describe("Only lamps with this word.")),
          }),
          response: { 200: pageOf(LampResult) },
        },
      },
      async ({ params: { id }, query, person }) => {
        const { job, words } = await visible(id, person);
        const { lamp, area } = inventory();
        const results = job.lampIds.flatMap((lampId) => {
          const record = lamp.get(lampId);
          if (record === undefined || !mayIn(person, "read", record.areaId, area)) return [];
          const { word, reason } = words.get(lampId) ?? { word: "pending" as const };
          if (query.word !== undefined && query.word !== word) return [];
          return [{ lampId, name: record.name, word, ...(reason && { reason: tellReason(reason, names) }) }];
        });
        results.sort((a, b) => (a.lampId < b.lampId ? -1 : 1));
        return pageFrom(results, query, ({ lampId }) => lampId);
      },
    );

    app.post(
      "/jobs/:id/cancel",
      {
        config: {
          power: "override",
          errors: ["jobs/unknown", "jobs/ended", "people/outside-area", "plans/not-holder", "plans/confirm-needed"],
        },
        schema: {
          summary: "Cancel a job",
          description:
            "Running or paused: stops sending and takes the order back from the lamps that have it. Isolations and work locks of others are ended with a reason instead.",
          tags: ["jobs"],
          params,
          response: { 200: JobView },
        },
      },
      async ({ params: { id }, person }) => {
        const view = await visible(id, person);
        checkUnderWay(view);
        // no reason is invented here: what protects people is ended by somebody who says why it is safe
        const ended = await orders.end(person, view.job.orderId);
        await tell(deps, person, `${ended.kind}.cancel`, ended);
        return shown(id);
      },
    );

    app.post(
      "/jobs/:id/pause",
      {
        config: {
          power: "override",
          errors: ["jobs/unknown", "jobs/ended", "jobs/cannot-pause", "people/outside-area"],
        },
        schema: {
          summary: "Pause a job",
          description:
            "Nothing more is sent to lamps that have not followed, also to those that come back later; what lamps hold they keep, and the deadline stands still. Only overrides: what protects people is carried out without a pause. One that is paused already stays as it is.",
          tags: ["jobs"],
          params,
          response: { 200: JobView },
        },
      },
      async ({ params: { id }, person }) => {
        const { job: before } = await visible(id, person);
        if (await pauses.pause(person, id)) await tellOf(before, "pause", person);
        return shown(id);
      },
    );

    app.post(
      "/jobs/:id/resume",
      {
        config: { power: "override", errors: ["jobs/unknown", "jobs/ended", "people/outside-area"] },
        schema: {
          summary: "Let a paused job go on",
          description:
            "Sends at once to the lamps that have not followed; they have what was left of the job's time, and 10 s at least. One that runs stays as it is.",
          tags: ["jobs"],
          params,
          response: { 200: JobView },
        },
      },
      async ({ params: { id }, person }) => {
        const { job: before } = await visible(id, person);
        if (await pauses.resume(person, id)) await tellOf(before, "resume", person);
        return shown(id);
      },
    );

    app.post(
      "/jobs/:id/retry",
      {
        config: { power: "override", errors: ["jobs/unknown", "plans/ended", "people/outside-area"] },
        schema: {
          summary: "Try the rest again",
          description:
            "Sends again to the lamps that are silent, refused or held, at once and with a new deadline. A paused job goes on with it.",
          tags: ["jobs"],
          params,
          body: RetryBody,
          response: { 200: JobView },
        },
      },
      async ({ params: { id }, body, person }) => {
        const { job: before } = await visible(id, person);
        await orders.retry(person, id, body?.lampIds);
        await tellOf(before, "retry", person);
        return shown(id);
      },
    );
  };
}

function tellReason(reason: Reason, names: ReasonNames) {
  const advice = adviseOn(reason);
  return { ...reason, ...writeReason(reason, names), ...(advice && { advice: { ...advice } }) };
}
