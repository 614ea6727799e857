/** Rights as one line: "Supervisor: Dĩ An, Bến Cát · Viewer: everywhere". */
import { useLingui } from "@lingui/react/macro";
import { useCallback } from "react";
import { useAreas } from "../api-client/areas.ts";
import type { Grant } from "./account.ts";
import { roleNames } from "./role-names.ts";

export function useGrantsText(): (grants: readonly Grant[]) => string {
  const { t, i18n } = useLingui();
  const { data } = useAreas();
  return useCallback(
    (grants) => {
      const names = new Map(data?.areas.map(({ areaId, name }) => [areaId, name]));
      return grants
        .map(({ role, areaIds }) => {
          const where = areaIds?.map((id) => names.get(id) ?? id).join(", ") ?? t`everywhere`;
          return `${i18n._(roleNames[role].name)}: ${where}`;
        })
        .join(" · ");
    },
    [data?.areas, i18n, t],
  );
}
