/** How answers are kept and asked for again. */
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError, UnreachableError } from "./api-client.ts";

/** Told when an answer says that nobody is signed in any more. */
export type OnSignedOut = () => void;

const retriesAtMost = 3;

export function createQueryClient(onSignedOut: OnSignedOut): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof ApiError && error.problem.code === "people/not-signed-in") onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        // the stream tells what changes; asking again is for what it does not tell
        staleTime: 30_000,
        // the browser's word about being online is worth little on a closed network: we try
        networkMode: "always",
        retry: (failures, error) => failures < retriesAtMost && isWorthRepeating(error),
        retryDelay: (failures) => Math.min(500 * 2 ** failures, 8_000),
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}

/** What was refused is refused again; what was not heard may be heard the next time. */
export function isWorthRepeating(error: Error): boolean {
  return error instanceof UnreachableError || (error instanceof ApiError && error.problem.status >= 500);
}
