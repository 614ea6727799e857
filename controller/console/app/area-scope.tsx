/** The area one looks at: part of the address, kept from screen to screen. */
import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { useAreas } from "../api-client/areas.ts";
import { FoldedSelect } from "../parts/folded-select.tsx";
import { useAreaOptions } from "./area-options.ts";
import { areaAndBelow } from "./area-tree.ts";
import { useUrlValues } from "./url-values.ts";

export interface AreaScope {
  /** Absent: all areas the person may see. */
  readonly areaId: string | undefined;
  /** The area and everything below it; absent while all are meant. */
  readonly within: ReadonlySet<string> | undefined;
  /** Query for lists of the API. */
  readonly query: { readonly areaId?: string };
}

export function useAreaScope(): AreaScope {
  const [{ area }] = useUrlValues<"area">();
  const { data } = useAreas();
  return useMemo(() => {
    if (area === undefined) return { areaId: undefined, within: undefined, query: {} };
    return { areaId: area, within: areaAndBelow(area, data?.areas ?? []), query: { areaId: area } };
  }, [area, data?.areas]);
}

/** @returns whether something in these areas is within what one looks at. */
export function meets({ within }: Pick<AreaScope, "within">, areaIds: readonly string[] = []): boolean {
  return within === undefined || areaIds.some((id) => within.has(id));
}

export function AreaSwitch() {
  const { t } = useLingui();
  const [{ area }, set] = useUrlValues<"area">();
  return (
    <FoldedSelect
      aria-label={t`Area`}
      placeholder={t`All areas`}
      data={useAreaOptions()}
      inOrder
      value={area ?? null}
      onChange={(value) => set({ area: value ?? undefined })}
      clearable
      clearButtonProps={{ "aria-label": t`All areas` }}
      nothingFoundMessage={t`No such area`}
      w={{ base: 150, sm: 220 }}
    />
  );
}
