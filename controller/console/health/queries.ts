/** What the service says of itself, and what was refused. The first is asked outside the API's base path, where load balancers look too. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { RefusalsView } from "../../api/fleet-schemas.ts";
import type { HealthView } from "../../api/health-schemas.ts";
import { api, UnreachableError } from "../api-client/api-client.ts";

export type ServiceHealth = z.infer<typeof HealthView>;
export type Figures = Readonly<ServiceHealth["figures"]>;
export type Figure = Figures[string];

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

export type Refused = z.infer<typeof RefusalsView>;

export const refusedQuery = queryOptions({
  queryKey: ["fleet", "refusals"],
  queryFn: ({ signal }) => api.get<Refused>("/fleet/refusals", { signal }),
  refetchInterval: 15_000,
});
