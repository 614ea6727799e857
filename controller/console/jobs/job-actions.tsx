/** What can be done with a job: send again to the lamps that did not follow, pause it, let it go on, or take it all back. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group } from "@mantine/core";
import { ConsentButton } from "../consent/consent-button.tsx";
import { riskOf } from "../consent/risk.ts";
import { protects } from "../order/kinds.ts";
import type { Job, Order } from "./job.ts";
import { type JobVerb, useJobVerb, useMayRetry } from "./use-job-verb.ts";

interface JobActionsProps {
  readonly job: Job;
  /** Absent while it is not known: then only what never depends on it is offered. */
  readonly order: Order | undefined;
  readonly isCompact?: boolean;
}

export function JobActions({ job, order, isCompact = false }: JobActionsProps) {
  const { t } = useLingui();
  const act = useJobVerb(job.id);
  const { mayAct, mayRetry } = useMayRetry(job, order);
  const isRunning = job.state === "running";
  const isPaused = job.state === "paused";
  const mayPause = job.orderKind === "override" && (isRunning || (job.state === "done" && mayRetry));
  // what protects people is ended with a reason, among the orders in force
  const mayCancel = (isRunning || isPaused) && !protects(job.orderKind);
  if (!mayAct || !(mayRetry || mayPause || isPaused || mayCancel)) return null;
  const isAt = (verb: JobVerb) => act.isPending && act.variables.verb === verb;
  const size = isCompact ? "compact-sm" : "sm";
  return (
    <Group gap="xs">
      {isPaused && (
        <Button size={size} onClick={() => act.mutate({ verb: "resume" })} loading={isAt("resume")}>
          <Trans>Go on</Trans>
        </Button>
      )}
      {mayRetry && (
        <Button size={size} variant="default" onClick={() => act.mutate({ verb: "retry" })} loading={isAt("retry")}>
          <Trans>Try the rest again</Trans>
        </Button>
      )}
      {mayPause && (
        <Button
          size={size}
          variant="default"
          title={t`Lamps that have not followed are told nothing more; the others keep what they hold.`}
          onClick={() => act.mutate({ verb: "pause" })}
          loading={isAt("pause")}
        >
          {isRunning ? <Trans>Pause</Trans> : <Trans>Leave the rest</Trans>}
        </Button>
      )}
      {mayCancel && (
        <ConsentButton
          consent={riskOf("backToPlan").consent}
          label={t`Cancel`}
          summary=""
          size={size}
          variant="subtle"
          onConsent={() => act.mutateAsync({ verb: "cancel" })}
        />
      )}
    </Group>
  );
}
