/** How things of the inventory are asked for. Whatever is known of it is asked anew when the stream says that it changed. */
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { FleetSnapshot } from "../../api/map-schemas.ts";
import { api } from "../api-client/api-client.ts";
import { useLive, useResync } from "../live/use-live.ts";
import { pathOf } from "./sorts.ts";
import type { Thing, ThingSort } from "./thing.ts";

const root = "inventory";

export type ThingFilter = Readonly<Record<string, string | boolean | undefined>>;

export const thingsQuery = (sort: ThingSort, filter: ThingFilter = {}) =>
  queryOptions({
    queryKey: [root, sort, "all", filter],
    queryFn: ({ signal }) => api.all<Thing>(`/${pathOf[sort]}`, { query: filter, signal }),
  });

/** The first that match some words: what a field offers while somebody types. */
export const foundQuery = (sort: ThingSort, q: string) =>
  queryOptions({
    queryKey: [root, sort, "found", q],
    queryFn: async ({ signal }) => {
      const query = { limit: 30, ...(q === "" ? {} : { q }) };
      return (await api.get<{ items: Thing[] }>(`/${pathOf[sort]}`, { query, signal })).items;
    },
  });

export const thingQuery = (sort: ThingSort, id: string) =>
  queryOptions({
    queryKey: [root, sort, "one", id],
    queryFn: ({ signal }) => api.get<Thing>(`/${pathOf[sort]}/${encodeURIComponent(id)}`, { signal }),
  });

/** Every lamp with its surroundings, in columns: what trees count and small maps draw. */
export const cityQuery = queryOptions({
  queryKey: [root, "city"],
  queryFn: ({ signal }) => api.get<FleetSnapshot>("/fleet/snapshot", { signal }),
  structuralSharing: false,
});

/** Keeps what is shown of the inventory true while the component is shown. */
export function useInventoryNews(): void {
  const client = useQueryClient();
  const askAgain = () => void client.invalidateQueries({ queryKey: [root] });
  useLive("inventory", askAgain);
  useResync(askAgain);
}

/** To be called after a change of one's own: the stream's word comes a moment later. */
export function useForgetInventory(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: [root] });
}

/** @returns a function that names a thing of this sort; its id while the name is not known. */
export function useNames(sort: ThingSort, isNeeded = true): (id: unknown) => string {
  const { data } = useQuery({ ...thingsQuery(sort), staleTime: 300_000, enabled: isNeeded });
  return useMemo(() => {
    const names = new Map((data ?? []).map(({ id, name }) => [id, name]));
    return (id) => (typeof id === "string" ? (names.get(id) ?? id) : "");
  }, [data]);
}
