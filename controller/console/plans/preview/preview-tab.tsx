/** How a plan would turn out: 366 nights run beforehand, as a picture, in figures, and what somebody should look at. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Progress } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Answer } from "../../parts/answer.tsx";
import { problemText } from "../../text/problem-text.ts";
import { useFormat } from "../../text/use-format.ts";
import type { DraftWork } from "../draft/use-work.ts";
import type { PlanSummary } from "../plan.ts";
import classes from "./preview.module.css";
import { PreviewResult } from "./preview-result.tsx";
import { dropPreview, isUnderWay, type Preview, previewsQuery } from "./previews.ts";
import { usePreview } from "./use-preview.ts";

interface PreviewTabProps {
  readonly summary: PlanSummary;
  readonly work: DraftWork | undefined;
}

export function PreviewTab({ summary, work }: PreviewTabProps) {
  const format = useFormat();
  const { previews, ask, of } = usePreview(summary, work);
  return (
    <Answer of={previews}>
      {(all) => {
        const { preview, isOld } = of(all);
        return (
          <>
            <div className={classes.ask}>
              <Button
                leftSection={<IconPlayerPlay size={16} />}
                onClick={() => ask.mutate()}
                loading={ask.isPending}
                disabled={preview !== undefined && isUnderWay(preview)}
                variant={preview === undefined || isOld ? "filled" : "default"}
              >
                <Trans>Preview 366 nights</Trans>
              </Button>
              {work?.isChanged && (
                <span className={classes.quiet}>
                  <Trans>Of the draft as it was saved; your unsaved changes are not in it.</Trans>
                </span>
              )}
              {preview !== undefined && !isUnderWay(preview) && (
                <span className={classes.quiet}>
                  {isOld ? (
                    <Trans>Made at {format.dateTime(preview.askedAt)}; the draft was saved again since then.</Trans>
                  ) : (
                    <Trans>Made at {format.dateTime(preview.askedAt)}</Trans>
                  )}
                </span>
              )}
            </div>
            {ask.error && (
              <p className={classes.bad} role="alert">
                {problemText(ask.error)}
              </p>
            )}
            {preview === undefined ? (
              <p className={classes.quiet}>
                <Trans>
                  Runs the plan over a year for every lamp, with the same reckoning as the lamps have: light of each
                  night, energy and money against what is in force, dark gaps, and levels below a floor. No lamp is told
                  anything.
                </Trans>
              </p>
            ) : (
              <Shown preview={preview} />
            )}
          </>
        );
      }}
    </Answer>
  );
}

function Shown({ preview }: { readonly preview: Preview }) {
  const { t } = useLingui();
  const format = useFormat();
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => dropPreview(preview.id),
    onSettled: () => client.invalidateQueries({ queryKey: previewsQuery.queryKey, exact: true }),
  });
  if (isUnderWay(preview)) {
    return (
      <div className={classes.progress}>
        <Progress value={preview.share * 100} aria-label={t`How far it is`} />
        <span role="status">{format.percent(preview.share)}</span>
        <Button size="compact-sm" variant="default" onClick={() => cancel.mutate()} loading={cancel.isPending}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    );
  }
  if (preview.state !== "done") {
    return (
      <p className={classes.bad} role="alert">
        <Trans>It could not be made. Ask for it again; if it fails again, tell your administrator.</Trans>
      </p>
    );
  }
  return <PreviewResult key={preview.id} preview={preview} />;
}
