/** What the service says of itself, and what was refused. The first is asked outside the API's base path, where load balancers look too. */
import { queryOptions } from "@tanstack/react-query";
import { api, UnreachableError } from "../api-client/api-client.ts";

export type Figure = number | boolean | string;
export type Figures = Readonly<Record<string, Figure>>;

export interface ServiceHealth {
  readonly status: "ok" | "degraded";
  readonly figures: Figures;
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

export interface Refused {
  /** Messages the controller did not take, by code. */
  readonly messages: Readonly<Record<string, number>>;
  /** What brokers refused, by rule. */
  readonly broker: Readonly<Record<string, number>>;
  /** Newest first. */
  readonly recent: readonly {
    readonly at: number;
    readonly rule: string;
    /** Client id as far as it was known, else "". */
    readonly client: string;
    readonly address?: string;
    readonly count: number;
  }[];
  /** Devices that speak and that nobody has entered. */
  readonly strangers: readonly { readonly deviceId: string; readonly at: number }[];
}

export const refusedQuery = queryOptions({
  queryKey: ["fleet", "refusals"],
  queryFn: ({ signal }) => api.get<Refused>("/fleet/refusals", { signal }),
  refetchInterval: 15_000,
});
