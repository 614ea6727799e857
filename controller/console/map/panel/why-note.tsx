/** Why a lamp does what it does: the one sentence, the facts behind it, and the order that can be taken back. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { WhyView } from "../../../api/fleet-schemas.ts";
import { api } from "../../api-client/api-client.ts";
import { EndOrder } from "../../overrides/end-order.tsx";
import { useOpenOrders } from "../../overrides/open-orders.ts";
import { Answer } from "../../parts/answer.tsx";
import { useFormat } from "../../text/use-format.ts";
import classes from "./panel.module.css";

type Why = z.infer<typeof WhyView>;

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
          {answer.expected.order && <DecidingOrder id={answer.expected.order.id} />}
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

/** An order is ended for all its lamps, so they are counted before anybody does it from one of them. */
function DecidingOrder({ id }: { readonly id: string }) {
  const order = useOpenOrders().data?.find((one) => one.id === id);
  if (order === undefined) return null;
  return (
    <div className={classes.deciding}>
      <p className={classes.quiet}>
        {order.why} · {order.personName} ·{" "}
        <Plural value={order.lamps} one="for this lamp alone" other="for # lamps together" />
      </p>
      <EndOrder order={order} />
    </div>
  );
}
