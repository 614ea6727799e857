/** The fleet for the map: one snapshot, then the stream's changes written into it, under the filter of the address. */
import { useQuery } from "@tanstack/react-query";
import { useLayoutEffect, useReducer, useRef } from "react";
import type { FleetSnapshot } from "../../api/map-schemas.ts";
import { api } from "../api-client/api-client.ts";
import { pageStream } from "../live/reach-stream.ts";
import { useLive, useResync } from "../live/use-live.ts";
import type { MapFilter } from "./fleet/filter.ts";
import { createFleetTable } from "./fleet/fleet-table.ts";
import { createFleetView, type FleetView } from "./fleet/fleet-view.ts";

/** Typed arrays are changed where they are: `version` tells components that they were. */
export function useFleet(filter: MapFilter) {
  const current = useRef<FleetView>(undefined);
  const [version, bump] = useReducer((count: number) => count + 1, 0);
  const query = useQuery({
    queryKey: ["fleet", "map"],
    queryFn: async ({ signal }) => {
      const { data, position } = await api.snapshot<FleetSnapshot>("/fleet/snapshot", { signal });
      const view = createFleetView(createFleetTable(data));
      for (const event of pageStream.since(position)) if (event.kind === "lamps") view.apply(event.data);
      keepSelection(current.current, view);
      // from here on events go into this one, also before it is on the screen
      current.current = view;
      return view;
    },
    structuralSharing: false,
    staleTime: Number.POSITIVE_INFINITY,
    // without a listener it would grow old unseen
    gcTime: 0,
  });
  useLive("lamps", (events) => {
    let isNew = false;
    for (const { data } of events) isNew = current.current?.apply(data) || isNew;
    if (isNew) bump();
  });
  const readAgain = () => void query.refetch();
  useLive("inventory", readAgain);
  useResync(readAgain);

  const { data: view } = query;
  const filterKey = JSON.stringify(filter);
  useLayoutEffect(() => {
    view?.setFilter(JSON.parse(filterKey) as MapFilter);
    bump();
  }, [view, filterKey]);

  return { query, version, changed: bump };
}

function keepSelection(before: FleetView | undefined, view: FleetView): void {
  if (before === undefined) return;
  const rows = before.selectedRows().map((row) => view.table.rowOf(before.table.ids[row]!));
  view.select(rows.filter((row) => row !== undefined));
}
