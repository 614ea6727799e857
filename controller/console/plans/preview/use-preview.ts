/** The newest preview of what is looked at, and a way to ask for one. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { DraftWork } from "../draft/use-work.ts";
import type { PlanSummary } from "../plan.ts";
import { askPreview, isUnderWay, type Preview, previewSummaryQuery, previewsQuery } from "./previews.ts";

/** @param work absent: what is in force. */
export function usePreview(summary: PlanSummary, work: DraftWork | undefined) {
  const client = useQueryClient();
  const previews = useQuery(previewsQuery);
  const revision = work?.base.revision ?? summary.inForce?.revision ?? 1;
  const ask = useMutation({
    mutationFn: () => askPreview(summary.id, revision),
    onSuccess: () => client.invalidateQueries({ queryKey: previewsQuery.queryKey, exact: true }),
  });
  return {
    previews,
    ask,
    /** @param all newest first */
    of(all: readonly Preview[]) {
      const preview = all.find((one) => one.planId === summary.id && one.revision === revision);
      // saved again since then
      const isOld = preview !== undefined && work !== undefined && preview.askedAt < work.base.saved.at;
      return { preview, isOld };
    },
  };
}

/** Figures of the draft as it was saved last; undefined while nobody previewed that. */
export function useFreshSummary(summary: PlanSummary, work: DraftWork) {
  const { previews, ask, of } = usePreview(summary, work);
  const { preview, isOld } = of(previews.data ?? []);
  const done = preview !== undefined && !isOld && preview.state === "done" ? preview : undefined;
  const { data } = useQuery({ ...previewSummaryQuery(done?.id ?? ""), enabled: done !== undefined });
  return {
    ask,
    figures: done && data,
    underWay: preview !== undefined && !isOld && isUnderWay(preview) ? preview : undefined,
  };
}
