/** Who would follow what with the assignments as they read now, saved or not. */
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { z } from "zod";
import type { CoverageView } from "../../../api/routes/lamp-plans.ts";
import { api } from "../../api-client/api-client.ts";
import { useEditing } from "../draft/editing.ts";

export type Coverage = z.infer<typeof CoverageView>;

/** ms without a change after which it is asked. */
const calm = 200;

export function useCoverage() {
  const { plan } = useEditing();
  const { id, areaId, assignments } = plan;
  const now = useMemo(() => ({ planId: id, areaId, assignments }), [id, areaId, assignments]);
  const [asked] = useDebouncedValue(now, calm);
  return useQuery({
    queryKey: ["plan-coverage", asked],
    queryFn: ({ signal }) => api.post<Coverage>("/plan-coverage", asked, { signal }),
    placeholderData: keepPreviousData,
  });
}
