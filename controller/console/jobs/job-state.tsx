/** Where a job stands: under way with what is left of its time, paused and by whom, done, or cancelled. */
import { Trans } from "@lingui/react/macro";
import { useFormat } from "../text/use-format.ts";
import { useNow } from "../text/use-now.ts";
import type { Job } from "./job.ts";
import classes from "./jobs-page.module.css";

export function JobState({ job: { state, deadline, endedAt, paused } }: { readonly job: Job }) {
  const format = useFormat();
  const now = useNow();
  const left = format.number(Math.max(0, Math.ceil((deadline - now) / 1000)));
  return (
    <span className={classes.state} data-state={state}>
      {state === "running" && <Trans>under way, {left} s left</Trans>}
      {paused && (
        <Trans>
          paused {format.time(paused.at)}, {paused.personName}
        </Trans>
      )}
      {state === "done" && <Trans>done {format.time(endedAt ?? deadline)}</Trans>}
      {state === "cancelled" && <Trans>cancelled {format.time(endedAt ?? deadline)}</Trans>}
    </span>
  );
}
