/** What the address of the map says: filter, what is looked at, and how. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Oddity, oddLampsQuery } from "../api-client/expected.ts";
import { useUrlValues } from "../app/url-values.ts";
import type { MapFilter } from "./fleet/filter.ts";

/** `lamp` and `cabinet` open a panel, `device` the one of its lamp or cabinet; `fed` shows the lamps of one cabinet; `by` is who decided; `odd` is how a lamp is at odds with what it should do; `q` are typed words. */
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
  | "odd"
  | "q";

/** Parts of the address that narrow what is shown, beside the area, which is the frame's. */
export const narrowing = [
  "state",
  "road",
  "model",
  "circuit",
  "fed",
  "group",
  "by",
  "odd",
  "q",
] as const satisfies MapKey[];

/** Those of them that no state tells: a lamp's word is right or wrong only against what it should do. */
export const oddities = ["any", "dark", "burning", "underpowered"] as const satisfies (Oddity | "any")[];

/** @returns ids of the lamps meant; none while they are not known; undefined: all are. */
function useOddLamps(asked: string | undefined): readonly string[] | undefined {
  const oddity = oddities.find((one) => one === asked);
  const { data } = useQuery(oddLampsQuery(oddity));
  return useMemo(
    () => (asked === undefined ? undefined : (data?.items ?? []).map(({ lampId }) => lampId)),
    [asked, data],
  );
}

export function useMapAddress() {
  const [values, set] = useUrlValues<MapKey>();
  const only = useOddLamps(values.odd);
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
      ...(only && { only }),
    };
  }, [values, only]);
  return { values, set, filter };
}

export type SetMapAddress = ReturnType<typeof useMapAddress>["set"];
