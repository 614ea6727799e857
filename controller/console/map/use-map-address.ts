/** What the address of the map says: filter, what is looked at, and how. */
import { useMemo } from "react";
import { useUrlValues } from "../app/url-values.ts";
import type { MapFilter } from "./fleet/filter.ts";

/** `lamp` and `cabinet` open a panel, `device` the one of its lamp or cabinet; `fed` shows the lamps of one cabinet; `by` is who decided; `q` are typed words. */
export type MapKey =
  | "lamp"
  | "cabinet"
  | "device"
  | "show"
  | "state"
  | "area"
  | "road"
  | "model"
  | "circuit"
  | "fed"
  | "group"
  | "by"
  | "q";

/** Parts of the address that narrow what is shown, beside the area, which is the frame's. */
export const narrowing = ["state", "road", "model", "circuit", "fed", "group", "by", "q"] as const satisfies MapKey[];

export function useMapAddress() {
  const [values, set] = useUrlValues<MapKey>();
  const filter = useMemo((): MapFilter => {
    const { state, area, road, model, circuit, fed, group, by, q } = values;
    return {
      ...(state && { states: state.split(",") }),
      ...(area && { area }),
      ...(road && { road }),
      ...(model && { model }),
      ...(circuit && { circuit }),
      ...(fed && { cabinet: fed }),
      ...(group && { group }),
      ...(by && { source: by }),
      ...(q && { text: q }),
    };
  }, [values]);
  return { values, set, filter };
}

export type SetMapAddress = ReturnType<typeof useMapAddress>["set"];
