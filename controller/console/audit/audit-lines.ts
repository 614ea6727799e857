/** Lines of the audit, newest first, as many as were asked for. */
import { useInfiniteQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { auditLine } from "../../api/routes/audit.ts";
import { api, type QueryValue } from "../api-client/api-client.ts";

export type AuditLine = z.infer<typeof auditLine>;

export type AuditQuery = Readonly<Record<string, QueryValue>>;

const linesAtOnce = 200;

export function useAuditLines(query: AuditQuery) {
  return useInfiniteQuery({
    queryKey: ["audit", query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      api.get<{ items: AuditLine[]; next?: string }>("/audit", {
        signal,
        query: { ...query, limit: linesAtOnce, cursor: pageParam },
      }),
    getNextPageParam: (page) => page.next,
  });
}
