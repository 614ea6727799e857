/** Overrides that take two people: what somebody asked for, and how another gives it or turns it down. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, newClientKey } from "../api-client/api-client.ts";
import { useMe } from "../api-client/me.ts";
import { ConsentButton } from "../consent/consent-button.tsx";
import { refreshOrders } from "../jobs/job.ts";
import { useOrderText } from "../jobs/order-text.ts";
import { placeOfSelection } from "../order/place.ts";
import { usePlaceName } from "../order/place-name.ts";
import { TwoPeople } from "../order/two-people.tsx";
import type { OrderEffects } from "../order/use-order.ts";
import { WhatItDoes } from "../order/what-it-does.tsx";
import { Answer } from "../parts/answer.tsx";
import { useFormat } from "../text/use-format.ts";
import classes from "./overrides-page.module.css";
import { useMayGive, useWaiting } from "./waiting.ts";
import type { Waiting } from "./wishes.ts";

export function WaitingOrders() {
  const { t } = useLingui();
  const waiting = useWaiting();
  if (waiting.length === 0) return null;
  return (
    <ul className={classes.orders} aria-label={t`Waiting for a second person`}>
      {waiting.map((one) => (
        <WaitingCard key={one.id} waiting={one} />
      ))}
    </ul>
  );
}

function WaitingCard({ waiting }: { readonly waiting: Waiting }) {
  const { id, request, requested, lamps, reasons } = waiting;
  const { t } = useLingui();
  const me = useMe();
  const client = useQueryClient();
  const format = useFormat();
  const orderText = useOrderText();
  const mayGive = useMayGive()(waiting);
  const place = usePlaceName(placeOfSelection(request.selection));
  // drawn once: giving it twice by a slow network gives it once
  const [clientKey] = useState(newClientKey);
  const isMine = requested.personId === me.id;
  const [what, until, since] = [
    orderText({ kind: "override", target: request.target }),
    format.dateTime(request.until),
    format.dateTime(requested.at),
  ];
  const answer = async (path: string, key?: string) => {
    await api.post(`/waiting-overrides/${id}/${path}`, {}, key === undefined ? {} : { clientKey: key });
    await refreshOrders(client);
  };
  return (
    <li className={classes.order} data-waiting={id} data-kind="waiting">
      <div className={classes.what}>
        <strong>{what}</strong>
        <div>
          {place !== undefined && `${place} · `}
          <Plural value={lamps} one="# lamp" other="# lamps" />
          {reasons.length > 0 && " · "}
          <TwoPeople reasons={reasons} />
        </div>
        <div className={classes.why}>
          {request.why}
          {request.documentNumber !== undefined && ` · ${request.documentNumber}`}
        </div>
        <div className={classes.quiet}>
          <Trans>
            {requested.personName} asked for it at {since}
          </Trans>
        </div>
      </div>
      <div className={classes.countdown}>
        <b>
          <Trans>waits for a second person</Trans>
        </b>
        <span className={classes.quiet}>
          <Trans>until {until}</Trans>
        </span>
      </div>
      {(mayGive || isMine) && (
        <div className={classes.buttons}>
          {mayGive && (
            <ConsentButton
              consent="typed"
              label={t`Give it`}
              word={String(lamps)}
              summary={<Look waiting={waiting} />}
              size="compact-sm"
              onConsent={() => answer("give", clientKey)}
            />
          )}
          <ConsentButton
            consent="press"
            label={isMine ? t`Take back` : t`Turn down`}
            summary=""
            size="compact-sm"
            variant="default"
            onConsent={() => answer("withdraw")}
          />
        </div>
      )}
    </li>
  );
}

/** What it would do if it were given now: who gives it reads no less than who asked. */
function Look({ waiting: { id, request } }: { readonly waiting: Waiting }) {
  const look = useQuery({
    queryKey: ["orders", "waiting-look", id],
    queryFn: ({ signal }) => api.post<OrderEffects>("/overrides/effects", request, { signal }),
    retry: false,
  });
  return <Answer of={look}>{(effects) => <WhatItDoes wish={request} effects={effects} />}</Answer>;
}
