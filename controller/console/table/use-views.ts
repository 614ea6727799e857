/** The views somebody saved of a list: kept by the controller, so that they are there on every machine. */
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { keptViews } from "../../api/routes/views.ts";
import { ApiError, api } from "../api-client/api-client.ts";

type KeptViews = z.infer<typeof keptViews>;
export type View = KeptViews["views"][number];

const pathOf = (list: string) => `/me/views/${list}`;

const viewsQuery = (list: string) =>
  queryOptions({
    queryKey: ["views", list],
    queryFn: ({ signal }) => api.get<KeptViews>(pathOf(list), { signal }),
    // another machine may have saved one
    staleTime: 0,
  });

type Change = (views: readonly View[]) => View[];

/** Changes what is kept now; what another machine saves in between is changed too, not written over. */
async function change(list: string, wanted: Change): Promise<KeptViews> {
  const { version, views } = await api.get<KeptViews>(pathOf(list));
  return api.put<KeptViews>(pathOf(list), { version, views: wanted(views) });
}

const isConflict = (error: Error) => error instanceof ApiError && error.problem.code === "people/changed-meanwhile";

/** @param isShown they are asked for when somebody looks. */
export function useViews(list: string, isShown: boolean) {
  const client = useQueryClient();
  const query = useQuery({ ...viewsQuery(list), enabled: isShown });
  const keep = useMutation({
    mutationFn: (wanted: Change) => change(list, wanted),
    retry: (failures, error) => failures < 3 && isConflict(error),
    onSuccess: (kept) => client.setQueryData(viewsQuery(list).queryKey, kept),
  });
  return {
    views: query.data?.views ?? [],
    isLoading: query.isPending,
    isSaving: keep.isPending,
    error: keep.error ?? query.error,
    /** One of the same name is replaced. */
    save: (view: View) => keep.mutateAsync((views) => [...views.filter(({ name }) => name !== view.name), view]),
    forget: (gone: string) => keep.mutate((views) => views.filter(({ name }) => name !== gone)),
  };
}
