/** Reports as the API tells them; asked again while one is under way. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { ReportView } from "../../api/routes/reports.ts";
import { api } from "../api-client/api-client.ts";

export type Report = z.infer<typeof ReportView>;
export type ReportKind = Report["kind"];

export const kindNames: Readonly<Record<ReportKind, MessageDescriptor>> = {
  energy: msg`Energy, cost and savings`,
  operation: msg`Availability, burning hours and data`,
  bills: msg`Invoices beside what was counted`,
};

export const isUnderWay = ({ state }: Report) => state === "waiting" || state === "running";

/** ms between two questions while a report is made. */
const patience = 1500;

export const reportsQuery = queryOptions({
  queryKey: ["reports"],
  queryFn: async ({ signal }) => (await api.get<{ items: Report[] }>("/reports", { signal })).items,
  refetchInterval: ({ state: { data } }) => (data?.some(isUnderWay) ? patience : false),
});

const two = (number: number) => String(number).padStart(2, "0");

/** "10/2026" or "10/2026 – 12/2026" */
export function periodText({ from: { year, month }, months }: Pick<Report, "from" | "months">): string {
  const last = year * 12 + month - 1 + months - 1;
  const first = `${two(month)}/${year}`;
  return months === 1 ? first : `${first} – ${two((last % 12) + 1)}/${Math.floor(last / 12)}`;
}
