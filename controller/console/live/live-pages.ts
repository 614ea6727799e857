/** Lists that come in pages and stay true: older pages are asked for by hand, all of them are kept up by the stream. */
import { type InfiniteData, infiniteQueryOptions, type QueryKey } from "@tanstack/react-query";
import { api, type QueryValue } from "../api-client/api-client.ts";
import { eventsOf, type LiveEvent, type LiveKind } from "./messages.ts";
import { pageStream } from "./reach-stream.ts";

/** A page of a list of the API; without `next` it is the last one. */
export interface ListPage<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

export interface LivePages<T, K extends LiveKind> {
  readonly queryKey: QueryKey;
  readonly path: string;
  readonly query: Readonly<Record<string, QueryValue>>;
  readonly kinds: readonly K[];
  /** What is known after an event, newest page first. */
  readonly apply: (pages: readonly ListPage<T>[], event: LiveEvent<K>) => readonly ListPage<T>[];
}

/** @returns options for `useInfiniteQuery`, which gives all items of the pages that were asked for. */
export function livePages<T, K extends LiveKind>({ queryKey, path, query, kinds, apply }: LivePages<T, K>) {
  type Pages = InfiniteData<ListPage<T>, string | undefined>;
  return infiniteQueryOptions({
    queryKey,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ signal, pageParam }): Promise<ListPage<T>> => {
      const asked = { signal, query: { ...query, cursor: pageParam } };
      const { data, position } = await api.snapshot<ListPage<T>>(path, asked);
      if (pageParam !== undefined) return data;
      // what was told while the answer was under way is newer than the answer
      const [first = data] = eventsOf(pageStream.since(position), kinds).reduce(apply, [data]);
      return first;
    },
    getNextPageParam: ({ next }) => next,
    select: ({ pages }: Pages) => pages.flatMap(({ items }) => items),
    refetchInterval: 60_000,
    meta: {
      live: {
        kinds,
        againOn: [],
        apply: ((known: Pages, event: LiveEvent<K>) => ({
          ...known,
          pages: apply(known.pages, event),
        })) as never,
      },
    },
  });
}
