/** The tree of areas with what each is doing now, kept true by the stream. */
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { AreaOverview } from "../../api/fleet-schemas.ts";
import { liveQuery } from "../live/live-query.ts";

export type Area = z.infer<typeof AreaOverview>;
export interface Areas {
  readonly at: number;
  readonly areas: readonly Area[];
}

export const areasQuery = liveQuery<Areas, "area">({
  queryKey: ["fleet", "areas"],
  path: "/fleet/areas",
  kinds: ["area"],
  againOn: ["inventory"],
  apply: (known, { data }) => ({
    ...known,
    areas: known.areas.map((area) => (area.areaId === data.areaId ? data : area)),
  }),
});

export function useAreas() {
  return useQuery(areasQuery);
}
