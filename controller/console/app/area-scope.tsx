/** The area one looks at: part of the address, kept from screen to screen. */
import { useLingui } from "@lingui/react/macro";
import { Select } from "@mantine/core";
import { useMemo } from "react";
import { useAreas } from "../api-client/areas.ts";
import { useFormat } from "../text/use-format.ts";
import { areaAndBelow, areaTree } from "./area-tree.ts";
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

export function AreaSwitch() {
  const { t } = useLingui();
  const format = useFormat();
  const [{ area }, set] = useUrlValues<"area">();
  const { data } = useAreas();
  const tree = useMemo(() => areaTree(data?.areas ?? [], format.compare), [data?.areas, format]);
  const depthOf = new Map(tree.map(({ areaId, depth }) => [areaId, depth]));
  return (
    <Select
      aria-label={t`Area`}
      placeholder={t`All areas`}
      data={tree.map(({ areaId, name }) => ({ value: areaId, label: name }))}
      renderOption={({ option }) => (
        <span style={{ paddingInlineStart: 14 * (depthOf.get(option.value) ?? 0) }}>{option.label}</span>
      )}
      value={area ?? null}
      onChange={(value) => set({ area: value ?? undefined })}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t`All areas` }}
      nothingFoundMessage={t`No such area`}
      w={{ base: 150, sm: 220 }}
    />
  );
}
