/** What the service says of itself; asked outside the API's base path, where load balancers look too. */
import { queryOptions } from "@tanstack/react-query";
import { UnreachableError } from "../api-client/api-client.ts";

export interface ServiceHealth {
  readonly status: "ok" | "degraded";
  readonly figures: Readonly<Record<string, number | boolean | string>>;
}

export const healthQuery = queryOptions({
  queryKey: ["health"],
  queryFn: async ({ signal }): Promise<ServiceHealth> => {
    try {
      // 503 is an answer too: it cannot do its work, and says why
      const response = await fetch("/healthz", { signal });
      return (await response.json()) as ServiceHealth;
    } catch (error) {
      if (signal.aborted) throw error;
      throw new UnreachableError(error);
    }
  },
  refetchInterval: 5_000,
});
