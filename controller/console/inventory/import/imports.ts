/** Files that were imported, and taking one back: asked for, looked at, done. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { importSummary } from "../../../api/routes/inventory-import.ts";
import { api } from "../../api-client/api-client.ts";
import { inventoryKey } from "../queries.ts";
import type { ImportAnswer } from "./import-file.ts";

export type ImportSummary = z.infer<typeof importSummary>;
export type StepCounts = ImportAnswer["counts"];

export const importsQuery = queryOptions({
  queryKey: [...inventoryKey, "imports"],
  queryFn: async ({ signal }) => (await api.get<{ items: ImportSummary[] }>("/inventory/imports", { signal })).items,
});

export const undoImport = (id: string, dryRun: boolean) =>
  api.post<{ counts: StepCounts }>(`/inventory/imports/${encodeURIComponent(id)}/undo`, undefined, {
    query: { dryRun },
  });
