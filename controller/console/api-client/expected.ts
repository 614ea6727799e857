/** What should shine against what does: counts by area, and the lamps behind them. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { AreaLight as AreaLightSchema, OddLamp as OddLampSchema } from "../../api/fleet-schemas.ts";
import { api } from "./api-client.ts";

export type AreaLight = z.infer<typeof AreaLightSchema>;
export type OddLamp = z.infer<typeof OddLampSchema>;
export type Oddity = OddLamp["oddity"];

/** ms; counted by the controller every ten seconds at most. */
const again = 15_000;

export const expectedQuery = queryOptions({
  queryKey: ["fleet", "expected"],
  queryFn: ({ signal }) => api.get<{ at: number; areas: AreaLight[] }>("/fleet/expected", { signal }),
  refetchInterval: again,
});

/** @param oddity absent: not asked. */
export const oddLampsQuery = (oddity: Oddity | "any" | undefined) =>
  queryOptions({
    queryKey: ["fleet", "expected", "lamps", oddity],
    queryFn: ({ signal }) =>
      api.get<{ items: OddLamp[] }>("/fleet/expected/lamps", {
        query: { oddity: oddity === "any" ? undefined : oddity },
        signal,
      }),
    refetchInterval: again,
    enabled: oddity !== undefined,
  });
