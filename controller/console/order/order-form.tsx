/** What can be done to lamps now: on, off, dim or colour, until …; asked about by its risk, followed to its job. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import {
  Alert,
  Button,
  Checkbox,
  Collapse,
  Group,
  Select,
  Stack,
  Text,
  TextInput,
  UnstyledButton,
} from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import { levelOf } from "#protocol/behavior/light.ts";
import type { OrderView } from "../../api/order-schemas.ts";
import { api } from "../api-client/api-client.ts";
import { useMay } from "../api-client/me.ts";
import { useSite } from "../api-client/site.ts";
import { JobProgress } from "../jobs/job-progress.tsx";
import { TimeField } from "../parts/time-field.tsx";
import { problemText } from "../text/problem-text.ts";
import { useFormat } from "../text/use-format.ts";
import { Consent } from "./consent.tsx";
import { LightField } from "./light-field.tsx";
import { type LightTarget, lightOf, targetOf } from "./light-wish.ts";
import classes from "./order-form.module.css";
import { type UntilChoice, untilOf } from "./until.ts";
import { type OrderEffects, type OrderSelection, useOrder } from "./use-order.ts";

type Order = z.infer<typeof OrderView>;

interface OrderFormProps {
  readonly selection: OrderSelection;
  /** Said where a person gives no reason. */
  readonly usualWhy: string;
  readonly usualEnd?: UntilChoice;
  /** The override this one takes the place of: the form begins with what it says, and it ends once the new one stands. */
  readonly replaces?: Order;
  readonly onPlaced?: () => void;
}

export function OrderForm({ selection, usualWhy, usualEnd = "60", replaces, onPlaced }: OrderFormProps) {
  const { t } = useLingui();
  const site = useSite();
  const format = useFormat();
  const order = useOrder(async () => {
    // the new one stands by now, so the lamps never fall back to their plan in between
    if (replaces !== undefined) await api.post(`/overrides/${replaces.id}/end`, {});
    onPlaced?.();
  });
  const now = () => Date.now() + site.ahead;
  const [light, setLight] = useState(() => lightOf(replaces?.target));
  const [choice, setChoice] = useState<UntilChoice>(replaces === undefined ? usualEnd : "typed");
  const [typed, setTyped] = useState(replaces?.until);
  const [why, setWhy] = useState(replaces?.why ?? "");
  const [documentNumber, setDocumentNumber] = useState(replaces?.documentNumber ?? "");
  const [darken, setDarken] = useState(replaces?.darken ?? false);
  const mayDarken = useMay("darken");
  const [hasMore, setMore] = useState(documentNumber !== "");
  const look = useLook(selection, usualWhy, untilOf("60", undefined, now(), site)!);
  const until = untilOf(choice, typed, now(), site);

  const begin = (target: LightTarget) => {
    const end = untilOf(choice, typed, now(), site);
    if (end === undefined) return;
    const document = documentNumber.trim();
    order.begin({
      selection,
      target,
      until: Math.round(end),
      why: why.trim() || usualWhy,
      ...(darken && levelOf(target) < 100 ? { darken: true as const } : {}),
      ...(document === "" ? {} : { documentNumber: document }),
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
      {look && <Present look={look} />}
      <Group gap="xs" grow align="start">
        <Select
          label={t`For how long`}
          data={choices}
          value={choice}
          allowDeselect={false}
          onChange={(value) => {
            setChoice(value as UntilChoice);
            if (value === "typed" && typed === undefined) setTyped(now() + 3_600_000);
          }}
        />
        {choice === "typed" && (
          <TimeField
            label={t`Until`}
            value={typed}
            onChange={setTyped}
            error={typed !== undefined && until === undefined ? t`At most 7 days ahead` : undefined}
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
      <LightField light={light} onChange={setLight} hasColours={(look?.colours ?? 0) > 0} />
      {mayDarken && (
        <Checkbox
          size="sm"
          label={t`May go below the road’s floor`}
          checked={darken}
          onChange={({ currentTarget }) => setDarken(currentTarget.checked)}
        />
      )}
      <Group gap="xs" grow preventGrowOverflow={false} wrap="nowrap">
        <Button onClick={() => begin({ level: 100 })} disabled={!isReady}>
          <Trans>On</Trans>
        </Button>
        <Button variant="light" onClick={() => begin(targetOf(light))} disabled={!isReady}>
          <Trans>Dim to {format.percent(light.level / 100, 1)}</Trans>
        </Button>
        <Button variant="default" onClick={() => begin({ level: 0 })} disabled={!isReady}>
          <Trans>Off</Trans>
        </Button>
      </Group>
      {order.asked && (
        <Consent key={order.asked.clientKey} asked={order.asked} onConfirm={order.confirm} onGiveUp={order.giveUp} />
      )}
      {order.error && !order.asked && <Alert color="red">{problemText(order.error)}</Alert>}
      {order.isWaiting && (
        <Alert color="yellow">
          <Trans>It waits for somebody else to give it; whoever may finds it among the overrides.</Trans>
        </Alert>
      )}
      {order.jobId && <JobProgress key={order.jobId} jobId={order.jobId} />}
    </Stack>
  );
}

/** How many lamps are meant and what they follow, before anything is asked for. Full light: it closes what could close. */
function useLook(selection: OrderSelection, why: string, until: number): OrderEffects | undefined {
  const body = { selection, target: { level: 100 }, why, until: Math.round(until) };
  const { data } = useQuery({
    queryKey: ["orders", "look", selection],
    queryFn: ({ signal }) => api.post<OrderEffects>("/overrides/effects", body, { signal }),
    // what stands in the way is said when something is asked for
    retry: false,
  });
  return data;
}

function Present({ look: { lamps, presentSentence } }: { readonly look: OrderEffects }) {
  const { i18n } = useLingui();
  const text = presentSentence[i18n.locale === "vi" ? "vi" : "en"];
  return (
    <Text size="sm" c="dimmed" data-look={lamps}>
      <Plural value={lamps} one="# lamp." other="# lamps." /> {text}
    </Text>
  );
}
