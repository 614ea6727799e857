/** Takes many things out of use in one step, after looking at what stands in the way. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useEffect } from "react";
import type { Thing, ThingSort } from "../thing.ts";
import classes from "./bulk.module.css";
import { retireStep } from "./bulk-step.ts";
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
  const wanted = retireStep(sort, things);
  const count = wanted.ids.length;
  const { mutate } = step.look;
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at once, as it is opened
  useEffect(() => {
    if (count > 0) mutate(wanted);
  }, []);
  const retire = () =>
    step.make.mutate(wanted, {
      onSuccess: () => {
        notifications.show({ message: t`Retired.` });
        onDone();
      },
    });
  return (
    <Stack gap="md">
      <div>
        <Plural
          value={count}
          one="# goes out of use. It keeps its history and can be brought back."
          other="# go out of use. They keep their history and can be brought back."
        />
      </div>
      {step.error && <StepProblems error={step.error} places={step.places} step={wanted} things={things} />}
      <div className={classes.foot}>
        <Button variant="default" onClick={onCancel}>
          <Trans>Cancel</Trans>
        </Button>
        <Button
          color="red"
          disabled={count === 0 || step.look.data === undefined || step.error !== null}
          loading={step.look.isPending || step.make.isPending}
          onClick={retire}
        >
          <Trans>Retire</Trans>
        </Button>
      </div>
    </Stack>
  );
}
