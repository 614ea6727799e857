/** Supply points and their bills, as the API tells them. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { BillImportView, BillsImported, BillView, ComparisonView } from "../../api/energy-schemas.ts";
import { api } from "../api-client/api-client.ts";

export type Comparison = z.infer<typeof ComparisonView>;
export type ComparedPeriod = Comparison["periods"][number];
export type Bill = z.infer<typeof BillView>;
export type BillImport = z.infer<typeof BillImportView>;

/** @returns the id while the name is not known. */
export function useSupplyPointName(id: string | undefined): string | undefined {
  const { data } = useQuery({
    queryKey: ["supply-points", id],
    queryFn: ({ signal }) => api.get<{ name: string }>(`/supply-points/${encodeURIComponent(id!)}`, { signal }),
    enabled: id !== undefined,
    staleTime: 600_000,
    retry: false,
  });
  return data?.name ?? id;
}

/** @param from yyyy-MM-dd: periods that end after it. */
export const comparisonQuery = (areaId: string | undefined, from: string) =>
  queryOptions({
    queryKey: ["bills", "comparison", areaId, from],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: Comparison[] }>("/bills/comparison", { query: { areaId, from }, signal })).items,
    enabled: areaId !== undefined,
    // a year of readings of every supply point
    staleTime: 300_000,
  });

export const importsQuery = queryOptions({
  queryKey: ["bills", "imports"],
  queryFn: async ({ signal }) => (await api.get<{ items: BillImport[] }>("/bills/imports", { signal })).items,
});

export type ImportAnswer = z.infer<typeof BillsImported>;

/** @param id names the import, for undoing it. @param isTrial looks only, and changes nothing. */
export function sendBills(file: Blob, id: string, isTrial: boolean): Promise<ImportAnswer> {
  // what a computer believes a .csv file to be depends on the programs it has
  const body = new Blob([file], { type: "text/csv" });
  return api.post<ImportAnswer>("/bills/import", body, { query: { id, dryRun: isTrial } });
}

/** Those that have something to say first, the greater deviation before the smaller. */
export function worstFirst(all: readonly Comparison[]): readonly Comparison[] {
  const rank = ({ finding }: Comparison) => (finding === "none" ? 2 : finding === "thin" ? 1 : 0);
  return all.toSorted((a, b) => rank(a) - rank(b) || Math.abs(b.share ?? 0) - Math.abs(a.share ?? 0));
}
