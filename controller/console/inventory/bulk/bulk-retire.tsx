/** Takes many things out of use in one step, after looking at what stands in the way. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useEffect } from "react";
import type { Thing, ThingSort } from "../thing.ts";
import classes from "./bulk.module.css";
import { retireRequests } from "./bulk-requests.ts";
import { StepProblems } from "./step-problems.tsx";
import { useStep } from "./use-step.ts";

interface BulkRetireProps {
  readonly sort: ThingSort;
  readonly things: readonly Thing[];
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

export function BulkRetire({ sort, things, onDone, onCancel }: BulkRetireProps) {
  const { t } = useLingui();
  const step = useStep();
  const requests = retireRequests(sort, things);
  const { mutate } = step.look;
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at once, as it is opened
  useEffect(() => {
    if (requests.length > 0) mutate(requests);
  }, []);
  const retire = () =>
    step.make.mutate(requests, {
      onSuccess: () => {
        notifications.show({ message: t`Retired.` });
        onDone();
      },
    });
  return (
    <Stack gap="md">
      <div>
        <Plural
          value={requests.length}
          one="# goes out of use. It keeps its history and can be brought back."
          other="# go out of use. They keep their history and can be brought back."
        />
      </div>
      {step.error && <StepProblems error={step.error} places={step.places} requests={requests} things={things} />}
      <div className={classes.foot}>
        <Button variant="default" onClick={onCancel}>
          <Trans>Cancel</Trans>
        </Button>
        <Button
          color="red"
          disabled={requests.length === 0 || step.look.data === undefined || step.error !== null}
          loading={step.look.isPending || step.make.isPending}
          onClick={retire}
        >
          <Trans>Retire</Trans>
        </Button>
      </div>
    </Stack>
  );
}
