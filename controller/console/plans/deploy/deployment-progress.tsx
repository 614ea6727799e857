/** How far a deployment is: wave by wave, how many devices hold it, and those that cannot use it. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { problemText } from "../../text/problem-text.ts";
import { useFormat } from "../../text/use-format.ts";
import classes from "./deploy.module.css";
import { type Deployment, deployApi, deploymentsQuery } from "./deployments.ts";
import { standingNames, standings, stateNames } from "./words.ts";

interface DeploymentProgressProps {
  readonly deployment: Deployment;
  /** Whether it may be stopped and let go on by who looks. */
  readonly mayPlan: boolean;
}

export function DeploymentProgress({ deployment, mayPlan }: DeploymentProgressProps) {
  const { t, i18n } = useLingui();
  const language = i18n.locale === "vi" ? "vi" : "en";
  const format = useFormat();
  const { id, revision, state, stoppedBy, counts, wave, devices, refusals, startedAt, endedAt, personName } =
    deployment;
  const given = standings.filter((standing) => counts[standing] > 0);
  const begun = format.dateTime(startedAt);
  return (
    <li className={classes.deployment} data-deployment={id} data-state={state}>
      <div className={classes.head}>
        <b>
          <Trans>
            Revision {revision}: {t(stateNames[state])}
          </Trans>
        </b>
        <span className={classes.quiet}>
          {state === "running" && wave.of > 0 && (
            <>
              <Trans>
                wave {wave.number} of {wave.of}
              </Trans>
              {" · "}
            </>
          )}
          <Plural value={devices} one="# device" other="# devices" />
        </span>
      </div>
      <div className={classes.bar} aria-hidden="true">
        {given.map((standing) => (
          <span key={standing} data-standing={standing} style={{ flexGrow: counts[standing] }} />
        ))}
      </div>
      <dl className={classes.counts} aria-live="polite">
        {given.map((standing) => (
          <div key={standing} data-standing={standing}>
            <dd data-count={standing}>{format.number(counts[standing])}</dd>
            <dt>{t(standingNames[standing])}</dt>
          </div>
        ))}
      </dl>
      {devices === 0 && (
        <p className={classes.quiet}>
          <Trans>No device had to change.</Trans>
        </p>
      )}
      {stoppedBy !== undefined && state === "stopped" && (
        <p className={classes.bad}>
          {stoppedBy === "refusals" ? (
            <Trans>It stopped by itself: too many devices cannot use it. The others keep what they have.</Trans>
          ) : (
            <Trans>Stopped by {stoppedBy.personName}. Devices not told keep what they have.</Trans>
          )}
        </p>
      )}
      {refusals.length > 0 && (
        <ul className={classes.refusals}>
          {refusals.map((refusal) => (
            <li key={refusal.deviceId}>
              {refusal.name}: {refusal[language]}. {refusal.advice[language]}
            </li>
          ))}
        </ul>
      )}
      <p className={classes.quiet}>
        {personName}, {begun}
        {endedAt !== undefined && ` – ${format.time(endedAt)}`}
      </p>
      {mayPlan && (state === "running" || state === "stopped") && <Steer deployment={deployment} />}
    </li>
  );
}

function Steer({ deployment: { id, state } }: { readonly deployment: Deployment }) {
  const client = useQueryClient();
  const isRunning = state === "running";
  const steer = useMutation({
    mutationFn: () => (isRunning ? deployApi.stop(id) : deployApi.resume(id)),
    onSuccess: () => client.invalidateQueries({ queryKey: deploymentsQuery.queryKey }),
    onError: (error) => notifications.show({ color: "red", message: problemText(error) }),
  });
  return (
    <Group gap="xs">
      <Button size="compact-sm" variant="default" loading={steer.isPending} onClick={() => steer.mutate()}>
        {isRunning ? <Trans>Pause</Trans> : <Trans>Let it go on</Trans>}
      </Button>
    </Group>
  );
}
