/** Takes an order back before its time. Back to plan is one press; what protects people ends with the word of who looked. */
import { useLingui } from "@lingui/react/macro";
import { TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api-client/api-client.ts";
import { useMayIn } from "../api-client/use-may-in.ts";
import { type Consent, ConsentButton } from "../consent/consent-button.tsx";
import { riskOf } from "../consent/risk.ts";
import { refreshOrders } from "../jobs/job.ts";
import { collectionOf, powerOf, protects } from "../order/kinds.ts";
import { type Order, placesOf } from "./open-orders.ts";

export function EndOrder({ order }: { readonly order: Order }) {
  const { id, kind, lamps } = order;
  const { t } = useLingui();
  const client = useQueryClient();
  const mayEnd = useMayIn(powerOf[kind], placesOf(order));
  const [why, setWhy] = useState("");
  const isProtecting = protects(kind);
  if (!mayEnd) return null;
  const end = async ({ documentNumber }: Consent) => {
    const said = [why.trim(), documentNumber && `(${documentNumber})`].filter(Boolean).join(" ");
    await api.post(`/${collectionOf[kind]}/${id}/end`, said === "" ? {} : { why: said });
    await refreshOrders(client);
  };
  return (
    <ConsentButton
      consent={isProtecting ? "summary" : riskOf("backToPlan").consent}
      label={isProtecting ? t`Release` : t`Back to plan`}
      summary={t`Lamps that go back to what stands below: ${lamps}`}
      size="compact-sm"
      variant="light"
      isReady={kind !== "isolate" || why.trim() !== ""}
      onConsent={end}
    >
      <TextInput
        label={t`Who confirmed on site that it is safe`}
        value={why}
        maxLength={400}
        required={kind === "isolate"}
        onChange={({ currentTarget }) => setWhy(currentTarget.value)}
      />
    </ConsentButton>
  );
}
