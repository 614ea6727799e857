/** How things of the inventory are asked for. Whatever is known of it is asked anew when the stream says that it changed. */
import { useThrottledCallback } from "@mantine/hooks";
import { type Query, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { FleetSnapshot } from "../../api/map-schemas.ts";
import { api } from "../api-client/api-client.ts";
import { useLive, useResync } from "../live/use-live.ts";
import { noteProgress, readWhole } from "./read-whole.ts";
import { pathOf } from "./sorts.ts";
import type { Thing, ThingSort } from "./thing.ts";

const root = "inventory";
/** What is asked under this is asked anew when the inventory changes. */
export const inventoryKey = [root] as const;
/** Marks whole lists among the keys. */
const allOfThem = "all";

export type ThingFilter = Readonly<Record<string, string | boolean | undefined>>;

export const thingsQuery = (sort: ThingSort, filter: ThingFilter = {}) =>
  queryOptions({
    queryKey: [root, sort, allOfThem, filter],
    queryFn: ({ signal, queryKey }) =>
      readWhole<Thing>(`/${pathOf[sort]}`, filter, signal, (progress) => noteProgress(queryKey, progress)),
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

/** A list with more things than this takes seconds to read. */
const longList = 5_000;
/** ms between two readings of a long list, however often somebody changes something. */
const longListRest = 30_000;

const isLongList = ({ queryKey: [, , kind], state: { data } }: Query): boolean =>
  kind === allOfThem && Array.isArray(data) && data.length > longList;

/** Keeps what is shown of the inventory true while the component is shown: at once, long lists now and then. */
export function useInventoryNews(): void {
  const client = useQueryClient();
  const readLongLists = useThrottledCallback(
    () => void client.invalidateQueries({ queryKey: [root], predicate: isLongList }),
    longListRest,
  );
  const askAgain = () => {
    void client.invalidateQueries({ queryKey: [root], predicate: (query) => !isLongList(query) });
    readLongLists();
  };
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
