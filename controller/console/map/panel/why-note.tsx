/** Why a lamp does what it does: the one sentence, the facts behind it, and the order that can be taken back. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import type { WhyView } from "../../../api/fleet-schemas.ts";
import { api } from "../../api-client/api-client.ts";
import { useMay } from "../../api-client/me.ts";
import { Answer } from "../../parts/answer.tsx";
import { problemText } from "../../text/problem-text.ts";
import { useFormat } from "../../text/use-format.ts";
import classes from "./panel.module.css";

type Why = z.infer<typeof WhyView>;
type Order = NonNullable<Why["expected"]["order"]>;

/** @param stamp changes with the lamp's state, so that the answer is asked for again. */
export function WhyNote({ lampId, stamp }: { readonly lampId: string; readonly stamp: string }) {
  const { i18n } = useLingui();
  const why = useQuery({
    queryKey: ["lamps", lampId, "why", stamp],
    queryFn: ({ signal }) => api.get<Why>(`/lamps/${lampId}/why`, { signal }),
    // only the same lamp's answer may stand while a new one comes
    placeholderData: (before) => (before?.lampId === lampId ? before : undefined),
    refetchInterval: 30_000,
  });
  return (
    <Answer of={why}>
      {(answer) => (
        <>
          <p className={classes.why} data-agrees={answer.agrees ?? true}>
            {answer.sentence[i18n.locale === "vi" ? "vi" : "en"]}
          </p>
          <Facts why={answer} />
          {answer.expected.order && <EndOrder order={answer.expected.order} />}
        </>
      )}
    </Answer>
  );
}

function Facts({ why: { expected, reported } }: { readonly why: Why }) {
  const format = useFormat();
  const percent = (level: number) => format.percent(level / 100, 1);
  return (
    <dl className={classes.facts}>
      <dt>
        <Trans>Wanted</Trans>
      </dt>
      <dd>{percent(expected.level)}</dd>
      {reported && (
        <>
          <dt>
            <Trans>Reported</Trans>
          </dt>
          <dd>
            {percent(reported.level)} · {format.seconds(reported.at)}
          </dd>
        </>
      )}
      {reported?.activePower !== undefined && (
        <>
          <dt>
            <Trans>Power</Trans>
          </dt>
          <dd>{format.power(reported.activePower)}</dd>
        </>
      )}
      {expected.nextChangeAt !== undefined && (
        <>
          <dt>
            <Trans>Next change</Trans>
          </dt>
          <dd>{format.dateTime(expected.nextChangeAt)}</dd>
        </>
      )}
    </dl>
  );
}

const pathOf: Readonly<Record<string, string>> = {
  override: "overrides",
  workLock: "work-locks",
  isolate: "isolations",
  emergency: "emergencies",
};
const powerOf = { override: "override", workLock: "workLock", isolate: "isolate", emergency: "emergency" } as const;

/** Back to plan is one press; what protects people is ended with a reason. */
function EndOrder({ order: { id, kind } }: { readonly order: Order }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [why, setWhy] = useState("");
  const mayEnd = useMay(powerOf[kind as keyof typeof powerOf] ?? "override");
  const protects = kind === "workLock" || kind === "isolate";
  const end = useMutation({
    mutationFn: () => api.post(`/${pathOf[kind]}/${id}/end`, why.trim() === "" ? {} : { why: why.trim() }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["lamps"] }),
  });
  if (!mayEnd || pathOf[kind] === undefined) return null;
  return (
    <>
      {protects && (
        <TextInput
          label={t`Who confirmed on site that it is safe`}
          value={why}
          onChange={({ currentTarget }) => setWhy(currentTarget.value)}
        />
      )}
      <Button
        variant="light"
        onClick={() => end.mutate()}
        loading={end.isPending}
        disabled={kind === "isolate" && why.trim() === ""}
      >
        {protects ? <Trans>Release</Trans> : <Trans>Back to plan</Trans>}
      </Button>
      {end.error && <Alert color="red">{problemText(end.error)}</Alert>}
    </>
  );
}
