/** Previews as the API tells them: one is asked for, followed until it is done, and then read in parts. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type {
  DarkRunView,
  FindingView,
  NightView,
  PreviewSummary as PreviewSummarySchema,
  PreviewView,
} from "../../../api/preview-schemas.ts";
import { api, type QueryValue } from "../../api-client/api-client.ts";

export type Preview = z.infer<typeof PreviewView>;
export type PreviewSummary = z.infer<typeof PreviewSummarySchema>;
export type PreviewNight = z.infer<typeof NightView>;
export type Finding = z.infer<typeof FindingView>;
export type DarkRun = z.infer<typeof DarkRunView>;
export type Figures = PreviewSummary["total"];
export type PreviewCalendar = PreviewSummary["calendars"][number];

/** ms between two looks at one that runs. */
const patience = 700;

export const isUnderWay = ({ state }: Preview) => state === "waiting" || state === "running";

const pathOf = (id: string) => `/previews/${encodeURIComponent(id)}`;

export const previewsQuery = queryOptions({
  queryKey: ["previews"],
  queryFn: async ({ signal }) => (await api.get<{ items: Preview[] }>("/previews", { signal })).items,
  refetchInterval: ({ state: { data } }) => (data?.some(isUnderWay) ? patience : false),
});

export const askPreview = (planId: string, revision: number) =>
  api.post<Preview>("/previews", { planId, revision, nights: 366 });

export const dropPreview = (id: string) => api.delete(pathOf(id));

/** A result stands still for as long as it is kept. */
const still = { staleTime: Number.POSITIVE_INFINITY } as const;

export const previewSummaryQuery = (id: string) =>
  queryOptions({
    queryKey: ["previews", id, "summary"],
    queryFn: ({ signal }) => api.get<PreviewSummary>(`${pathOf(id)}/summary`, { signal }),
    ...still,
  });

export const previewFindingsQuery = (id: string) =>
  queryOptions({
    queryKey: ["previews", id, "findings"],
    queryFn: ({ signal }) => api.all<Finding>(`${pathOf(id)}/findings`, { signal }),
    ...still,
  });

export const previewDarkRunsQuery = (id: string) =>
  queryOptions({
    queryKey: ["previews", id, "dark-runs"],
    queryFn: ({ signal }) => api.all<DarkRun>(`${pathOf(id)}/dark-runs`, { signal }),
    ...still,
  });

export const previewNightsQuery = (
  id: string,
  { planId, calendarId }: Pick<PreviewCalendar, "planId" | "calendarId">,
) =>
  queryOptions({
    queryKey: ["previews", id, "nights", planId ?? "", calendarId ?? ""],
    queryFn: ({ signal }) =>
      api.all<PreviewNight>(`${pathOf(id)}/nights`, {
        signal,
        query: { planId, calendarId } satisfies Record<string, QueryValue>,
      }),
    ...still,
  });

export const monthTableAddress = (id: string, language: string) =>
  `/api/v1${pathOf(id)}/month-table?language=${language}`;

/** Calendars of a preview told apart: those of the plan, of other plans, and lamps that none covers. */
export const calendarKey = ({ planId, calendarId }: Pick<PreviewCalendar, "planId" | "calendarId">) =>
  calendarId === undefined ? "" : `${planId}/${calendarId}`;
