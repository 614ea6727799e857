/** The answer to what waits for a second person: given by another after reading what it does, turned down with a reason, or taken back. */
import { Trans, useLingui } from "@lingui/react/macro";
import { TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, newClientKey } from "../api-client/api-client.ts";
import { useMe } from "../api-client/me.ts";
import { ConsentButton } from "../consent/consent-button.tsx";
import { refreshOrders } from "../jobs/job.ts";
import type { OrderEffects } from "../order/use-order.ts";
import { WhatItDoes } from "../order/what-it-does.tsx";
import { Answer } from "../parts/answer.tsx";
import classes from "./overrides-page.module.css";
import { useMayGive } from "./waiting.ts";
import type { Waiting } from "./wishes.ts";

export function WaitingAnswer({ waiting }: { readonly waiting: Waiting }) {
  const { id, requested, lamps } = waiting;
  const { t } = useLingui();
  const me = useMe();
  const client = useQueryClient();
  const mayGive = useMayGive()(waiting);
  // drawn once: giving it twice by a slow network gives it once
  const [clientKey] = useState(newClientKey);
  const [why, setWhy] = useState("");
  const answer = async (path: "give" | "withdraw", body: object, key?: string) => {
    await api.post(`/waiting-overrides/${id}/${path}`, body, key === undefined ? {} : { clientKey: key });
    await refreshOrders(client);
  };
  if (requested.personId === me.id) {
    return (
      <div className={classes.buttons}>
        <ConsentButton
          consent="press"
          label={t`Take back`}
          summary=""
          size="compact-sm"
          variant="default"
          onConsent={() => answer("withdraw", {})}
        />
      </div>
    );
  }
  if (!mayGive) return null;
  return (
    <div className={classes.buttons}>
      <ConsentButton
        consent="typed"
        label={t`Give it`}
        word={String(lamps)}
        summary={<Look waiting={waiting} />}
        asksDocument={false}
        size="compact-sm"
        onConsent={() => answer("give", {}, clientKey)}
      />
      <ConsentButton
        consent="summary"
        label={t`Turn down`}
        summary={<Trans>{requested.personName} is told, and the lamps stay with their plan.</Trans>}
        asksDocument={false}
        size="compact-sm"
        variant="default"
        onConsent={() => answer("withdraw", why.trim() === "" ? {} : { why: why.trim() })}
      >
        <TextInput
          label={t`Why`}
          value={why}
          maxLength={400}
          onChange={({ currentTarget }) => setWhy(currentTarget.value)}
        />
      </ConsentButton>
    </div>
  );
}

/** What it would do if it were given now: who gives it reads no less than who asked. */
function Look({ waiting: { id, request, requested } }: { readonly waiting: Waiting }) {
  const look = useQuery({
    queryKey: ["orders", "waiting-look", id],
    queryFn: ({ signal }) => api.post<OrderEffects>("/overrides/effects", request, { signal }),
    retry: false,
  });
  return (
    <div className={classes.look}>
      <p>
        <strong>{requested.personName}</strong>: {request.why}
        {request.documentNumber !== undefined && ` · ${request.documentNumber}`}
      </p>
      <Answer of={look}>{(effects) => <WhatItDoes wish={request} effects={effects} />}</Answer>
    </div>
  );
}
