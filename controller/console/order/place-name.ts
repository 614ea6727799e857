/** Names of places, asked for one by one and kept. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../api-client/api-client.ts";
import type { Place, PlaceSort } from "./place.ts";

export const sortNames: Readonly<Record<PlaceSort, MessageDescriptor>> = {
  area: msg`Area`,
  group: msg`Group`,
  road: msg`Road`,
  cabinet: msg`Cabinet`,
  circuit: msg`Circuit`,
  supplyPoint: msg`Supply point`,
  lamp: msg`Lamp`,
};

/** Where each sort is asked for in the API. */
const collections: Readonly<Record<PlaceSort, string>> = {
  area: "areas",
  group: "groups",
  road: "roads",
  cabinet: "cabinets",
  circuit: "circuits",
  supplyPoint: "supply-points",
  lamp: "lamps",
};

const placeQuery = (place: Place | undefined) =>
  queryOptions({
    queryKey: ["places", place?.sort, place?.id],
    queryFn: ({ signal }) =>
      api.get<{ name: string }>(`/${collections[place!.sort]}/${encodeURIComponent(place!.id)}`, { signal }),
    enabled: place !== undefined,
    staleTime: 600_000,
    retry: false,
  });

/** @returns the id while the name is not known, or is not for this person. */
export function usePlaceName(place: Place | undefined): string | undefined {
  const { data } = useQuery(placeQuery(place));
  return data?.name ?? place?.id;
}
