/** Orders of all kinds, newest first, page by page: each kind is a list of its own in the API. */
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../api-client/api-client.ts";
import type { AreaScope } from "../app/area-scope.tsx";
import type { ListPage } from "../live/live-pages.ts";
import { collectionOf, orderKinds } from "../order/kinds.ts";
import { type Cursors, mergeNewest, type OrdersPage } from "./merge-newest.ts";
import type { Order } from "./open-orders.ts";

const perPage = 100;

export const newestOrdersQuery = ({ areaId, query }: Pick<AreaScope, "areaId" | "query">) =>
  infiniteQueryOptions({
    queryKey: ["orders", "newest", areaId],
    initialPageParam: undefined as Cursors | undefined,
    queryFn: async ({ signal, pageParam }): Promise<OrdersPage> => {
      const kinds = orderKinds.filter((kind) => pageParam === undefined || kind in pageParam);
      const pages = await Promise.all(
        kinds.map(async (kind) => {
          const asked = { signal, query: { ...query, limit: perPage, cursor: pageParam?.[kind] } };
          return { kind, ...(await api.get<ListPage<Order>>(`/${collectionOf[kind]}`, asked)) };
        }),
      );
      const next = Object.fromEntries(pages.flatMap((page) => (page.next ? [[page.kind, page.next]] : [])));
      return { items: pages.flatMap(({ items }) => items), next };
    },
    getNextPageParam: ({ next }) => (Object.keys(next).length === 0 ? undefined : next),
    select: ({ pages }) => mergeNewest(pages),
  });
