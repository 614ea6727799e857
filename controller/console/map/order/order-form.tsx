/** What can be done to lamps now: on, off, dim to …, until …; asked about by its risk, followed to its job. */
import { Trans, useLingui } from "@lingui/react/macro";
import {
  Alert,
  Button,
  Collapse,
  Group,
  NumberInput,
  Select,
  Slider,
  Stack,
  TextInput,
  UnstyledButton,
} from "@mantine/core";
import { useState } from "react";
import { useSite } from "../../api-client/site.ts";
import { problemText } from "../../text/problem-text.ts";
import { useFormat } from "../../text/use-format.ts";
import { Consent } from "./consent.tsx";
import { JobProgress } from "./job-progress.tsx";
import classes from "./order-form.module.css";
import type { LampToChange } from "./risk.ts";
import { localOf, type UntilChoice, untilOf } from "./until.ts";
import { type OrderSelection, useOrder } from "./use-order.ts";

interface OrderFormProps {
  readonly selection: OrderSelection;
  /** As they are at the moment of the press. */
  readonly lamps: () => readonly LampToChange[];
}

export function OrderForm({ selection, lamps }: OrderFormProps) {
  const { t } = useLingui();
  const site = useSite();
  const format = useFormat();
  const order = useOrder(lamps);
  const [level, setLevel] = useState(30);
  const [choice, setChoice] = useState<UntilChoice>("60");
  const [typed, setTyped] = useState("");
  const [why, setWhy] = useState("");
  const [documentNumber, setDocumentNumber] = useState("");
  const [hasMore, setMore] = useState(false);
  const now = () => Date.now() + site.ahead;
  const until = untilOf(choice, typed, now(), site);

  const begin = (wanted: number) => {
    const end = untilOf(choice, typed, now(), site);
    if (end === undefined) return;
    order.begin({
      selection,
      level: wanted,
      until: end,
      why: why.trim() || t`From the map`,
      documentNumber: documentNumber.trim(),
    });
  };
  const choices: readonly { value: UntilChoice; label: string }[] = [
    { value: "15", label: t`15 minutes` },
    { value: "30", label: t`30 minutes` },
    { value: "60", label: t`1 hour` },
    { value: "120", label: t`2 hours` },
    { value: "240", label: t`4 hours` },
    { value: "sunrise", label: t`Until sunrise` },
    { value: "typed", label: t`Another time…` },
  ];
  const isReady = until !== undefined && !order.isBusy && order.asked === undefined;
  return (
    <Stack gap="xs">
      <Group gap="xs" grow align="end">
        <Select
          label={t`For how long`}
          data={choices}
          value={choice}
          allowDeselect={false}
          onChange={(value) => {
            setChoice(value as UntilChoice);
            if (value === "typed" && typed === "") setTyped(localOf(now() + 3_600_000, site.timeZone));
          }}
        />
        {choice === "typed" && (
          <TextInput
            type="datetime-local"
            label={t`Until`}
            value={typed}
            error={until === undefined ? t`At most 7 days ahead` : undefined}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        )}
      </Group>
      <TextInput
        label={t`Why`}
        placeholder={t`Festival, accident, complaint…`}
        value={why}
        maxLength={500}
        onChange={({ currentTarget }) => setWhy(currentTarget.value)}
      />
      <UnstyledButton className={classes.more} aria-expanded={hasMore} onClick={() => setMore(!hasMore)}>
        <Trans>Document number</Trans>
      </UnstyledButton>
      <Collapse expanded={hasMore}>
        <TextInput
          aria-label={t`Document number`}
          value={documentNumber}
          maxLength={100}
          onChange={({ currentTarget }) => setDocumentNumber(currentTarget.value)}
        />
      </Collapse>
      <div className={classes.dim}>
        <Slider
          min={5}
          max={95}
          step={5}
          value={level}
          onChange={setLevel}
          label={null}
          thumbLabel={t`Level in percent`}
          className={classes.slider}
        />
        <NumberInput
          aria-label={t`Level in percent`}
          value={level}
          onChange={(value) => typeof value === "number" && setLevel(value)}
          min={0.5}
          max={100}
          step={5}
          clampBehavior="strict"
          suffix=" %"
          hideControls
          w={76}
        />
      </div>
      <Group gap="xs" grow preventGrowOverflow={false} wrap="nowrap">
        <Button onClick={() => begin(100)} disabled={!isReady}>
          <Trans>On</Trans>
        </Button>
        <Button variant="light" onClick={() => begin(level)} disabled={!isReady}>
          <Trans>Dim to {format.percent(level / 100, 1)}</Trans>
        </Button>
        <Button variant="default" onClick={() => begin(0)} disabled={!isReady}>
          <Trans>Off</Trans>
        </Button>
      </Group>
      {order.asked && <Consent asked={order.asked} onConfirm={order.confirm} onGiveUp={order.giveUp} />}
      {order.error && <Alert color="red">{problemText(order.error)}</Alert>}
      {order.jobId && <JobProgress key={order.jobId} jobId={order.jobId} />}
    </Stack>
  );
}
