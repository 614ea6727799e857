/** The lamp proves which one it is: it blinks, and it follows. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconBulb, IconCheck } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { api } from "../api-client/api-client.ts";
import { useMay } from "../api-client/me.ts";
import type { Lamp } from "../inventory/thing.ts";
import { problemText } from "../text/problem-text.ts";
import classes from "./commissioning.module.css";
import { LightNow } from "./light-now.tsx";
import { useTestLock } from "./use-test-lock.ts";

interface ProveStepProps {
  readonly lamp: Lamp;
  /** It was another lamp that blinked: what was hung up is put back as it was. */
  readonly onWrong: () => void;
  readonly isUndoing: boolean;
  readonly undoError: Error | null;
  readonly onDone: () => void;
}

/** s a lamp blinks: as long as somebody needs to look up and along the road. */
const blinkFor = 30;

export function ProveStep({ lamp, onWrong, isUndoing, undoError, onDone }: ProveStepProps) {
  const { t } = useLingui();
  const mayWork = useMay("workLock");
  const path = `/lamps/${encodeURIComponent(lamp.id)}/identify`;
  const blink = useMutation({ mutationFn: () => api.post<{ online: boolean }>(path, { duration: blinkFor }) });
  const lock = useTestLock(lamp.id, t`Commissioning`);
  const finish = async () => {
    await lock.end();
    onDone();
  };
  const error = blink.error ?? lock.error ?? undoError;
  return (
    <>
      <LightNow lampId={lamp.id} />
      {mayWork && (
        <Button size="md" leftSection={<IconBulb size={20} />} loading={blink.isPending} onClick={() => blink.mutate()}>
          <Trans>Let it blink</Trans>
        </Button>
      )}
      {blink.data && (
        <p className={blink.data.online ? classes.note : classes.warning} role="status">
          {blink.data.online ? (
            <Trans>It blinks for {blinkFor} seconds. Is it this one?</Trans>
          ) : (
            <Trans>It is silent: has it voltage, and has it been given its secret?</Trans>
          )}
        </p>
      )}
      {blink.data && (
        <Button variant="default" loading={isUndoing} onClick={onWrong}>
          <Trans>No, another lamp blinks: put it back</Trans>
        </Button>
      )}
      {mayWork && lock.id === undefined && (
        <Button variant="default" loading={lock.isBusy} onClick={lock.begin}>
          <Trans>Lock it and try the light</Trans>
        </Button>
      )}
      {lock.id !== undefined && (
        <>
          <p className={classes.warning}>
            <Trans>
              Under your work lock: nobody else changes it. That is no isolation; open the breaker for work.
            </Trans>
          </p>
          <div className={classes.levels}>
            {[100, 30, 0].map((level) => (
              <Button key={level} variant="default" loading={lock.isBusy} onClick={() => lock.light(level)}>
                {level === 0 ? t`Off` : `${level} %`}
              </Button>
            ))}
          </div>
        </>
      )}
      {error && (
        <p role="alert" className={classes.warning}>
          {problemText(error)}
        </p>
      )}
      <Button
        size="md"
        color="lamp"
        leftSection={<IconCheck size={20} />}
        loading={lock.isEnding}
        onClick={() => void finish()}
      >
        <Trans>Done, next device</Trans>
      </Button>
    </>
  );
}
