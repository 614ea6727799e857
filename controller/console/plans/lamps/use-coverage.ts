/** Who would follow what with the assignments as they read now, saved or not. */
import { useDebouncedValue } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { z } from "zod";
import type { CoverageView } from "../../../api/routes/lamp-plans.ts";
import { api } from "../../api-client/api-client.ts";
import { problemText } from "../../text/problem-text.ts";
import { useEditing } from "../draft/editing.ts";

export type Coverage = z.infer<typeof CoverageView>;

/** ms without a change after which it is asked. */
const calm = 200;

/** Of lamps without a calendar, for a file: as many as there are. */
const all = 100_000;

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

/** Every lamp that would follow no calendar, asked for when somebody takes them along. */
export function useUncoveredLamps(onKnown: (lamps: Coverage["uncovered"]["first"]) => void) {
  const { plan } = useEditing();
  return useMutation({
    mutationFn: async () => {
      const { id: planId, areaId, assignments } = plan;
      const coverage = await api.post<Coverage>("/plan-coverage", { planId, areaId, assignments, named: all });
      return coverage.uncovered.first;
    },
    onSuccess: onKnown,
    onError: (error) => notifications.show({ color: "red", message: problemText(error) }),
  });
}
