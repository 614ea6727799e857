/** Jobs: what became of a wide action, lamp by lamp. */
import { z } from "zod";
import { isUnderWay, type Reason } from "../../core/jobs/job.ts";
import { adviseOn, type ReasonNames, writeReason } from "../../core/jobs/sentences.ts";
import { mayIn, type Person } from "../../core/people/model.ts";
import type { JobView as View } from "../../engine/orders/jobs.ts";
import type { Pauses } from "../../engine/orders/pauses.ts";
import { ControllerError } from "../../errors.ts";
import { JobView, LampResult, RetryBody } from "../order-schemas.ts";
import { isVisible, jobView, lookOf, type OrderViewDeps, tell } from "../order-views.ts";
import { fillPage, pageFrom, pageOf, pageQuery } from "../page.ts";
import type { ApiRoutes } from "../route.ts";
import { withinArea } from "./orders.ts";

export interface JobRoutesDeps extends OrderViewDeps {
  readonly pauses: Pauses;
  readonly names: ReasonNames;
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

  const shown = async (id: string, person: Person) => jobView((await jobs.find(id))!, person, deps);

  const tellOf = async ({ orderKind, orderId }: View["job"], verb: string, person: Person) =>
    tell(deps, person, `${orderKind}.${verb}`, (await orders.find(orderId))!);

  return async (app) => {
    app.get(
      "/jobs",
      {
        config: { power: "read" },
        schema: {
          summary: "List jobs",
          description: "Newest first; only those that concern an area of yours, with the counts of your lamps.",
          tags: ["jobs"],
          querystring: z.object({ ...pageQuery, areaId: withinArea }),
          response: { 200: pageOf(JobView) },
        },
      },
      async ({ query, person }) => {
        const { meets, ...of } = lookOf(person, query.areaId, deps);
        return fillPage(
          query,
          async (page) => (await jobs.list({ ...of, ...page })).map((view) => ({ id: view.job.id, ...view })),
          async (view) => {
            const order = await orders.find(view.job.orderId);
            return order !== undefined && meets(order) ? jobView(view, person, deps) : undefined;
          },
        );
      },
    );

    app.get(
      "/jobs/:id",
      {
        config: { power: "read", errors: ["jobs/unknown"] },
        schema: {
          summary: "One job with its counts",
          description:
            "Counts of the lamps of your areas in the five words: silent, refused, held, followed, proven; `pending` have none yet.",
          tags: ["jobs"],
          params,
          response: { 200: JobView },
        },
      },
      async ({ params: { id }, person }) => jobView(await visible(id, person), person, deps),
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
        return shown(id, person);
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
        return shown(id, person);
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
        return shown(id, person);
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
        return shown(id, person);
      },
    );
  };
}

function tellReason(reason: Reason, names: ReasonNames) {
  const advice = adviseOn(reason);
  return { ...reason, ...writeReason(reason, names), ...(advice && { advice: { ...advice } }) };
}
