/** Hardware has no place of its own: its number leads to the lamp or the cabinet it drives. */
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "../api-client/api-client.ts";
import type { ThingOf, ThingSort } from "../inventory/thing.ts";
import type { SetMapAddress } from "./use-map-address.ts";

interface Page<S extends ThingSort> {
  readonly items: readonly ThingOf<S>[];
}

/** @param device id in the address; absent: nothing is looked for. */
export function useDeviceAddress(device: string | undefined, set: SetMapAddress): void {
  const { data } = useQuery({
    queryKey: ["devices", device, "place"],
    queryFn: async ({ signal }) => {
      const query = { deviceId: device, limit: 1 };
      const [lamps, cabinets] = await Promise.all([
        api.get<Page<"lamp">>("/lamps", { query, signal }),
        api.get<Page<"cabinet">>("/cabinets", { query, signal }),
      ]);
      return { lamp: lamps.items[0]?.id, cabinet: cabinets.items[0]?.id };
    },
    enabled: device !== undefined,
  });
  useEffect(() => {
    if (device !== undefined && data !== undefined) set({ device: undefined, ...data });
  }, [device, data, set]);
}
