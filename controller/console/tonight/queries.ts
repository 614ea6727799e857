/** What Tonight asks for beside the areas: expectations, open orders, running jobs. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { AreaLight as AreaLightSchema } from "../../api/fleet-schemas.ts";
import type { JobView, OrderView } from "../../api/order-schemas.ts";
import { api } from "../api-client/api-client.ts";
import { liveQuery } from "../live/live-query.ts";

export type AreaLight = z.infer<typeof AreaLightSchema>;
export type Job = z.infer<typeof JobView>;
export type Order = z.infer<typeof OrderView>;

export const expectedQuery = queryOptions({
  queryKey: ["fleet", "expected"],
  queryFn: ({ signal }) => api.get<{ at: number; areas: AreaLight[] }>("/fleet/expected", { signal }),
  // counted by the controller every ten seconds at most
  refetchInterval: 15_000,
});

export const jobsQuery = liveQuery<{ items: readonly Job[] }, "job">({
  queryKey: ["jobs", "newest"],
  path: "/jobs",
  query: { limit: 50 },
  kinds: ["job"],
  apply: (known, { data }) => {
    const isKnown = known.items.some(({ id }) => id === data.id);
    const items = isKnown ? known.items.map((job) => (job.id === data.id ? data : job)) : [data, ...known.items];
    return { ...known, items };
  },
});

const collections = ["overrides", "emergencies", "work-locks", "isolations"] as const;

export const openOrdersQuery = queryOptions({
  queryKey: ["orders", "open"],
  queryFn: async ({ signal }) => {
    const asked = { query: { open: "true" }, signal };
    const lists = await Promise.all(collections.map((path) => api.all<Order>(`/${path}`, asked)));
    return lists.flat();
  },
  refetchInterval: 30_000,
});
