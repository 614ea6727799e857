/** Where a thing lies, for what may be offered on it. */
import { useQuery } from "@tanstack/react-query";
import type { Where } from "../../api-client/held-power.ts";
import { thingQuery } from "../queries.ts";
import type { Thing, ThingSort } from "../thing.ts";

/** @returns undefined for what lies nowhere by itself: spare hardware, and a circuit until its cabinet is known. */
export function useWhere(sort: ThingSort, thing: Thing): Where {
  const { areaId, cabinetId = "" } = thing as { readonly areaId?: string; readonly cabinetId?: string };
  const { data: cabinet } = useQuery({ ...thingQuery("cabinet", cabinetId), enabled: sort === "circuit" });
  if (sort === "lampModel") return null;
  if (sort === "area") return thing.id;
  return areaId ?? (cabinet as { readonly areaId?: string } | undefined)?.areaId;
}
