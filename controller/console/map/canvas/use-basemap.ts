/** The basemap of this installation, where one is configured. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../../api-client/api-client.ts";
import { type Basemap, type BasemapInfo, createBasemap } from "./basemap.ts";

export function useBasemap(): Basemap | undefined {
  const { data } = useQuery({
    queryKey: ["basemap"],
    queryFn: async ({ signal }) => (await api.get<{ basemap?: BasemapInfo }>("/basemap", { signal })).basemap ?? null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return useMemo(
    () => (data ? createBasemap(data, (z, x, y) => `/api/v1/basemap/tiles/${z}/${x}/${y}`) : undefined),
    [data],
  );
}
