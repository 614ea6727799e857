/** Jobs as the API tells them, kept true by the stream, and the orders they carry out. */
import { keepPreviousData, type QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { JobView, LampResult, OrderView } from "../../api/order-schemas.ts";
import { api } from "../api-client/api-client.ts";
import { liveQuery } from "../live/live-query.ts";
import { collectionOf } from "../order/kinds.ts";

export type Job = z.infer<typeof JobView>;
export type Order = z.infer<typeof OrderView>;
export type Result = z.infer<typeof LampResult>;
export type Word = keyof Job["counts"];

/** Jobs of the last days; older ones are in the audit. */
const listedAtMost = 200;

export const jobsQuery = liveQuery<{ items: readonly Job[] }, "job">({
  queryKey: ["jobs", "newest"],
  path: "/jobs",
  query: { limit: listedAtMost },
  kinds: ["job"],
  apply: (known, { data }) => {
    const isKnown = known.items.some(({ id }) => id === data.id);
    const items = isKnown ? known.items.map((job) => (job.id === data.id ? data : job)) : [data, ...known.items];
    return { ...known, items };
  },
});

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

/** @returns the orders behind jobs by id: a page of each kind that is among them, not one request per job. */
export function useOrdersOf(jobs: readonly Job[]): ReadonlyMap<string, Order> {
  const kinds = [...new Set(jobs.map(({ orderKind }) => orderKind))].sort();
  const newest = jobs[0]?.orderId;
  const { data } = useQuery({
    queryKey: ["orders", "of-jobs", newest, ...kinds],
    queryFn: async ({ signal }) => {
      const asked = { query: { limit: listedAtMost }, signal };
      const pages = await Promise.all(
        kinds.map((kind) => api.get<{ items: Order[] }>(`/${collectionOf[kind]}`, asked)),
      );
      return new Map(pages.flatMap(({ items }) => items.map((order) => [order.id, order] as const)));
    },
    enabled: kinds.length > 0,
    placeholderData: keepPreviousData,
  });
  return data ?? nothing;
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
