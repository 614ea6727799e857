/** Jobs as the API tells them, kept true by the stream, and the orders they carry out. */
import { keepPreviousData, type QueryClient, queryOptions, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { JobView, LampResult, OrderView } from "../../api/order-schemas.ts";
import { type Asked, api } from "../api-client/api-client.ts";
import { type AreaScope, meets, useAreaScope } from "../app/area-scope.tsx";
import { type ListPage, livePages } from "../live/live-pages.ts";
import { liveQuery } from "../live/live-query.ts";
import { collectionOf } from "../order/kinds.ts";
import { afterJobEvent } from "./after-job-event.ts";

export type Job = z.infer<typeof JobView>;
export type Order = z.infer<typeof OrderView>;
export type Result = z.infer<typeof LampResult>;
export type Word = keyof Job["counts"];

const perPage = 200;

const jobsQuery = (scope: AreaScope) =>
  livePages<Job, "job">({
    queryKey: ["jobs", "newest", scope.areaId],
    path: "/jobs",
    query: { ...scope.query, limit: perPage },
    kinds: ["job"],
    apply: (pages, { areaIds, data }) => afterJobEvent(pages, data, meets(scope, areaIds)),
  });

/** Jobs of the area one looks at, newest first, kept true by the stream. */
export function useJobs() {
  return useInfiniteQuery(jobsQuery(useAreaScope()));
}

export const jobQuery = (jobId: string) =>
  liveQuery<Job, "job">({
    queryKey: ["jobs", jobId],
    path: `/jobs/${jobId}`,
    kinds: ["job"],
    apply: (known, { data }) => (data.id === jobId ? data : known),
  });

/** The word of every lamp. @param stamp changes with the job's counts, so that the words are asked for again. */
export const resultsQuery = (jobId: string, stamp: string) =>
  queryOptions({
    queryKey: ["jobs", jobId, "results", stamp],
    queryFn: ({ signal }) => api.all<Result>(`/jobs/${jobId}/results`, { signal }),
    placeholderData: keepPreviousData,
  });

export const orderQuery = ({ orderId, orderKind }: Pick<Job, "orderId" | "orderKind">) =>
  queryOptions({
    queryKey: ["orders", "one", orderId],
    queryFn: ({ signal }) => api.get<Order>(`/${collectionOf[orderKind]}/${orderId}`, { signal }),
  });

const nothing: ReadonlyMap<string, Order> = new Map();

/** @returns the orders behind jobs by id: pages of each kind that is among them, not one request per job. */
export function useOrdersOf(jobs: readonly Job[]): ReadonlyMap<string, Order> {
  const { areaId, query } = useAreaScope();
  const { data } = useQuery({
    queryKey: ["orders", "of-jobs", areaId, jobs[0]?.id, jobs.at(-1)?.id, jobs.length],
    queryFn: async ({ signal }) => {
      const byKind = [...Map.groupBy(jobs, ({ orderKind }) => orderKind)];
      const found = await Promise.all(
        byKind.map(([kind, its]) => {
          const asked = { query: { ...query, limit: perPage }, signal };
          return readUntilFound(`/${collectionOf[kind]}`, new Set(its.map(({ orderId }) => orderId)), asked);
        }),
      );
      return new Map(found.flat().map((order) => [order.id, order] as const));
    },
    enabled: jobs.length > 0,
    placeholderData: keepPreviousData,
  });
  return data ?? nothing;
}

/** Orders are as new as their jobs: the list is read on until the last of them was met. */
async function readUntilFound(path: string, missing: Set<string>, { query, signal }: Asked): Promise<Order[]> {
  const found: Order[] = [];
  for (let cursor: string | undefined, isFirst = true; missing.size > 0 && (isFirst || cursor); isFirst = false) {
    const asked = { query: { ...query, cursor }, ...(signal && { signal }) };
    const page: ListPage<Order> = await api.get(path, asked);
    found.push(...page.items.filter(({ id }) => missing.delete(id)));
    cursor = page.next;
  }
  return found;
}

/** @returns whether the lamp does what was wanted, proven or not. */
export const hasFollowed = (word: Word): boolean => word === "followed" || word === "proven";

/** @returns lamps that have not followed, and could be tried again. */
export const restOf = ({ counts: { silent, refused, held } }: Job): number => silent + refused + held;

/** @returns whether it still decides light: only then lamps can be told anything of it. */
export function isOrderOpen({ ended, until }: Pick<Order, "ended" | "until">, now: number): boolean {
  return ended === undefined && (until === undefined || until > now);
}

/** After a command: its job, its order and the lists of both are asked for anew. */
export async function refreshOrders(client: QueryClient): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: ["orders"] }),
    client.invalidateQueries({ queryKey: ["jobs"] }),
  ]);
}
