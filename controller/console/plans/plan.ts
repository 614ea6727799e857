/** Plans as the API tells them, and the questions this screen asks. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type {
  Act,
  Difference as DifferenceSchema,
  DraftView,
  PlanSummary as PlanSummarySchema,
  Problem,
  RevisionSummary as RevisionSummarySchema,
  RevisionView,
} from "../../api/plan-revision-schemas.ts";
import type { PlanView } from "../../api/plan-schemas.ts";
import { api } from "../api-client/api-client.ts";

export type Plan = z.input<typeof PlanView>;
export type PlanSummary = z.input<typeof PlanSummarySchema>;
export type Revision = z.input<typeof RevisionView>;
export type RevisionSummary = z.input<typeof RevisionSummarySchema>;
export type Draft = z.input<typeof DraftView>;
export type PlanProblem = z.input<typeof Problem>;
export type PlanAct = z.input<typeof Act>;
export type Difference = z.input<typeof DifferenceSchema>;

export type Program = Plan["programs"][number];
export type SwitchPoint = Program["points"][number];
export type PointTime = SwitchPoint["at"];
export type Target = SwitchPoint["target"];
export type Calendar = Plan["calendars"][number];
export type CalendarRule = Calendar["rules"][number];
export type NightSelector = CalendarRule["nights"][number];
export type HolidaySet = Plan["holidaySets"][number];
export type Assignment = Plan["assignments"][number];
export type AssignmentTarget = Assignment["to"];
export type RoadFloor = Plan["roadFloors"][number];
export type Curfew = Plan["curfews"][number];
export type Campaign = Plan["campaigns"][number];
export type Limit = Plan["limits"][number];
export type Scope = Curfew["scope"];
export type FullDate = Campaign["from"];
export type PlanDate = Extract<NightSelector, { by: "date" }>["date"];

/** Lists of a plan whose entries have an id of their own. */
export type PartList = Exclude<Difference["list"], "plan">;

/** The document says by itself which of its fields are lists; what they are called is the API's to say. */
export const partListsOf = (plan: Plan): PartList[] =>
  (Object.keys(plan) as (keyof Plan)[]).filter((field): field is PartList => Array.isArray(plan[field]));

const pathOf = (id: string) => `/plans/${encodeURIComponent(id)}`;

export const plansQuery = queryOptions({
  queryKey: ["plans"],
  queryFn: async ({ signal }) => (await api.get<{ items: PlanSummary[] }>("/plans", { signal })).items,
});

export const planQuery = (id: string) =>
  queryOptions({
    queryKey: ["plans", id],
    queryFn: ({ signal }) => api.get<PlanSummary>(pathOf(id), { signal }),
  });

export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ["plans", id, "draft"],
    queryFn: ({ signal }) => api.get<Draft>(`${pathOf(id)}/draft`, { signal }),
    // somebody else may save it meanwhile, and no event tells
    refetchInterval: 30_000,
  });

export const revisionQuery = (id: string, revision: number) =>
  queryOptions({
    queryKey: ["plans", id, "revisions", revision],
    queryFn: ({ signal }) =>
      api.get<Revision & { differences: Difference[] }>(`${pathOf(id)}/revisions/${revision}`, { signal }),
    // a revision in force never changes
    staleTime: Number.POSITIVE_INFINITY,
  });

export const revisionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["plans", id, "revisions"],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: RevisionSummary[] }>(`${pathOf(id)}/revisions`, { signal })).items,
  });

export const differencesQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ["plans", id, "draft", "differences", version],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: Difference[] }>(`${pathOf(id)}/draft/diff`, { signal })).items,
  });

/** What is written about a plan, beside the reason. */
export const planApi = {
  create: (body: { id: string; name: string; areaId: string; why: string }) => api.post<Revision>("/plans", body),
  begin: (id: string, why: string) => api.post<Draft>(`${pathOf(id)}/draft`, { why }),
  save: ({ id, ...plan }: Plan, version: number, why: string) =>
    api.put<Draft>(`${pathOf(id)}/draft`, { version, plan, why }),
  discard: (id: string, version: number) => api.delete(`${pathOf(id)}/draft`, { query: { version } }),
} as const;
