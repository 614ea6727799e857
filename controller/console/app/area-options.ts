/** Areas as one chooses them: each below its parent and set in as far as it lies below. */
import { useMemo } from "react";
import { useAreas } from "../api-client/areas.ts";
import type { FoldedOption } from "../parts/folded-options.ts";
import { useFormat } from "../text/use-format.ts";
import { areaTree } from "./area-tree.ts";

/** For a chooser that keeps their order. */
export function useAreaOptions(): readonly FoldedOption[] {
  const format = useFormat();
  const { data } = useAreas();
  return useMemo(
    () =>
      areaTree(data?.areas ?? [], format.compare).map(({ areaId, name, depth }) => ({
        value: areaId,
        label: name,
        depth,
      })),
    [data?.areas, format],
  );
}
