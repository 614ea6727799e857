/** Orders that hold now or will: overrides, emergency light, work locks, isolations. */
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { OrderView } from "../../api/order-schemas.ts";
import { api } from "../api-client/api-client.ts";
import { useLive } from "../live/use-live.ts";
import { collectionOf, orderKinds } from "../order/kinds.ts";

export type Order = z.infer<typeof OrderView>;

export const openOrdersQuery = queryOptions({
  queryKey: ["orders", "open"],
  queryFn: async ({ signal }) => {
    const asked = { query: { open: "true" }, signal };
    return (await Promise.all(orderKinds.map((kind) => api.all<Order>(`/${collectionOf[kind]}`, asked)))).flat();
  },
  refetchInterval: 30_000,
});

/** Those in force; asked for again as soon as lamps are told of one that is not known here, or of the end of one that is. */
export function useOpenOrders() {
  const client = useQueryClient();
  const query = useQuery(openOrdersQuery);
  useLive("job", (events) => {
    const known = new Set(query.data?.map(({ id }) => id));
    const isNews = events.some(({ data: { state, orderId } }) =>
      known.has(orderId) ? state === "cancelled" : state === "running",
    );
    if (isNews) void client.invalidateQueries({ queryKey: openOrdersQuery.queryKey });
  });
  return query;
}

const endedAtMost = 100;

/** Those that are over, newest first. */
export const endedOrdersQuery = queryOptions({
  queryKey: ["orders", "ended"],
  queryFn: async ({ signal }) => {
    const asked = { query: { limit: endedAtMost }, signal };
    const pages = await Promise.all(
      orderKinds.map((kind) => api.get<{ items: Order[] }>(`/${collectionOf[kind]}`, asked)),
    );
    return pages.flatMap(({ items }) => items).sort((a, b) => b.issuedAt - a.issuedAt);
  },
});
