/** Areas as one chooses them in a form: each below its parent and set in as far as it lies below. */
import { useMemo } from "react";
import { useAreas } from "../api-client/areas.ts";
import { useFormat } from "../text/use-format.ts";
import { areaTree } from "./area-tree.ts";

export interface AreaOption {
  readonly value: string;
  readonly label: string;
}

export function useAreaOptions(): AreaOption[] {
  const format = useFormat();
  const { data } = useAreas();
  return useMemo(
    () =>
      areaTree(data?.areas ?? [], format.compare).map(({ areaId, name, depth }) => ({
        value: areaId,
        label: `${"\u2003".repeat(depth)}${name}`,
      })),
    [data?.areas, format],
  );
}
