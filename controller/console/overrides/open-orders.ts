/** Orders that hold now or will: overrides, emergency light, work locks, isolations. */
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { OrderView } from "../../api/order-schemas.ts";
import { api } from "../api-client/api-client.ts";
import type { Where } from "../api-client/held-power.ts";
import { type AreaScope, meets, useAreaScope } from "../app/area-scope.tsx";
import { useLive } from "../live/use-live.ts";
import { collectionOf, orderKinds } from "../order/kinds.ts";

export type Order = z.infer<typeof OrderView>;

/** @returns where somebody needs a power to change it; what reaches further than he sees concerns the whole city to him. */
export const placesOf = ({ areaIds, reachesFurther }: Pick<Order, "areaIds" | "reachesFurther">): Where =>
  reachesFurther ? null : areaIds;

const openOrdersQuery = ({ areaId, query }: AreaScope) =>
  queryOptions({
    queryKey: ["orders", "open", areaId],
    queryFn: async ({ signal }) => {
      const asked = { query: { ...query, open: "true" }, signal };
      return (await Promise.all(orderKinds.map((kind) => api.all<Order>(`/${collectionOf[kind]}`, asked)))).flat();
    },
    refetchInterval: 30_000,
  });

/** Those in force in the area one looks at; asked for again as soon as one there is given, tried or ended. */
export function useOpenOrders() {
  const client = useQueryClient();
  const scope = useAreaScope();
  const asked = openOrdersQuery(scope);
  const query = useQuery(asked);
  useLive("order", (events) => {
    if (events.some(({ areaIds }) => meets(scope, areaIds)))
      void client.invalidateQueries({ queryKey: asked.queryKey });
  });
  return query;
}
