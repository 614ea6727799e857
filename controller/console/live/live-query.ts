/** Answers that stay true: read once, then kept up by the stream's events without asking again. */
import { type QueryClient, type QueryKey, queryOptions } from "@tanstack/react-query";
import { api, type QueryValue } from "../api-client/api-client.ts";
import { eventsOf, type LiveEvent, type LiveKind } from "./messages.ts";
import { pageStream } from "./reach-stream.ts";

export interface LiveQuery<T, K extends LiveKind> {
  readonly queryKey: QueryKey;
  readonly path: string;
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly kinds: readonly K[];
  /** Kinds after which it is asked for anew: they say that something changed, and not what. */
  readonly againOn?: readonly LiveKind[];
  /** What is known after an event. Events may come twice: `data` is the whole new state, so applying it again changes nothing. */
  readonly apply: (known: T, event: LiveEvent<K>) => T;
}

interface Keeping {
  readonly kinds: readonly LiveKind[];
  readonly againOn: readonly LiveKind[];
  readonly apply: (known: unknown, event: LiveEvent) => unknown;
}

declare module "@tanstack/react-query" {
  interface Register {
    queryMeta: { readonly live?: Keeping };
  }
}

/** @returns options for `useQuery`. */
export function liveQuery<T, K extends LiveKind>({
  queryKey,
  path,
  query,
  kinds,
  againOn = [],
  apply,
}: LiveQuery<T, K>) {
  return queryOptions({
    queryKey,
    queryFn: async ({ signal }) => {
      const { data, position } = await api.snapshot<T>(path, { signal, ...(query && { query }) });
      // what was told while the answer was under way is newer than the answer
      return eventsOf(pageStream.since(position), kinds).reduce<T>(apply, data);
    },
    // silence is no event: what nobody said is seen by asking again
    refetchInterval: 60_000,
    meta: { live: { kinds, againOn, apply } as unknown as Keeping },
  });
}

/** Lets the stream keep every live answer of the client. @returns stop. */
export function keepTrue(client: QueryClient, onRights: (signedIn: boolean) => void): () => void {
  const kept = () => client.getQueryCache().findAll({ predicate: ({ meta }) => meta?.live !== undefined });
  return pageStream.hear((message) => {
    switch (message.kind) {
      case "events":
        for (const query of kept()) {
          const { live } = query.meta ?? {};
          if (live === undefined || query.state.data === undefined) continue;
          if (eventsOf(message.events, live.againOn).length > 0)
            void client.invalidateQueries({ queryKey: query.queryKey, exact: true });
          const events = eventsOf(message.events, live.kinds);
          if (events.length > 0)
            client.setQueryData(query.queryKey, events.reduce<unknown>(live.apply, query.state.data));
        }
        return;
      case "resync":
        return void client.invalidateQueries({ predicate: ({ meta }) => meta?.live !== undefined });
      case "rights":
        return onRights(message.signedIn);
      case "state":
        return;
      default:
        return message satisfies never;
    }
  });
}
