/** Rates and baselines as the API tells them. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { BaselineView, RatesView } from "../../api/energy-table-schemas.ts";
import { api } from "../api-client/api-client.ts";

export type SavedRates = z.infer<typeof RatesView>;
export type Rates = SavedRates["rates"];
export type Dated = Rates["gridFactor"][number];
export type PriceClass = Rates["priceClasses"][number];
export type Baseline = z.infer<typeof BaselineView>;
export type BaselineGroup = Baseline["groups"][number];

export const ratesQuery = queryOptions({
  queryKey: ["rates"],
  queryFn: ({ signal }) => api.get<SavedRates>("/rates", { signal }),
});

export const baselinesQuery = queryOptions({
  queryKey: ["baselines"],
  queryFn: async ({ signal }) => (await api.get<{ items: Baseline[] }>("/baselines", { signal })).items,
});

/** Every recording of an area, the newest first; empty where it has none. */
export const recordingsQuery = (areaId: string) =>
  queryOptions({
    queryKey: ["baselines", areaId],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: Baseline[] }>("/baselines", { signal })).items.some((one) => one.areaId === areaId)
        ? (await api.get<{ items: Baseline[] }>(`/baselines/${encodeURIComponent(areaId)}`, { signal })).items
        : [],
  });
