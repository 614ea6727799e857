/** What the lamps in sight have used since the night's noon. */
import { useQuery } from "@tanstack/react-query";
import type { Area } from "../api-client/areas.ts";
import { useSite } from "../api-client/site.ts";
import { type Used, usedQuery } from "./energy-query.ts";

/** @param noon EpochMs. @returns undefined while it is not known. */
export function useEnergy(areas: readonly Area[], areaId: string | undefined, noon: number): Used | undefined {
  const { ahead } = useSite();
  const known = new Set(areas.map((area) => area.areaId));
  const tops = areas
    .filter(({ parentId }) => parentId === undefined || !known.has(parentId))
    .map((area) => area.areaId);
  const { data } = useQuery(usedQuery(areaId === undefined ? tops : [areaId], noon, () => Date.now() + ahead));
  return data;
}
