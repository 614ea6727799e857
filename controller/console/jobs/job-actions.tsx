/** What can be done with a job: send again to the lamps that did not follow, or take it all back. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../api-client/api-client.ts";
import { useMay } from "../api-client/me.ts";
import { ConsentButton } from "../consent/consent-button.tsx";
import { riskOf } from "../consent/risk.ts";
import { protects } from "../order/kinds.ts";
import { problemText } from "../text/problem-text.ts";
import { type Job, refreshOrders, restOf } from "./job.ts";

interface JobActionsProps {
  readonly job: Job;
  readonly isCompact?: boolean;
}

export function JobActions({ job, isCompact = false }: JobActionsProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const mayAct = useMay("override");
  const rest = restOf(job);
  const retry = useMutation({
    mutationFn: () => api.post(`/jobs/${job.id}/retry`),
    onSuccess: () => refreshOrders(client),
    onError: (error) => notifications.show({ color: "red", message: problemText(error) }),
  });
  const cancel = async () => {
    await api.post(`/jobs/${job.id}/cancel`);
    await refreshOrders(client);
  };
  // what protects people is ended with a reason, among the orders in force
  const mayCancel = job.state === "running" && !protects(job.orderKind);
  if (!mayAct || (rest === 0 && !mayCancel)) return null;
  const size = isCompact ? "compact-sm" : "sm";
  return (
    <Group gap="xs">
      {rest > 0 && (
        <Button size={size} variant="default" onClick={() => retry.mutate()} loading={retry.isPending}>
          <Trans>Try the rest again</Trans>
        </Button>
      )}
      {mayCancel && (
        <ConsentButton
          consent={riskOf("backToPlan").consent}
          label={t`Cancel`}
          summary=""
          size={size}
          variant="subtle"
          onConsent={cancel}
        />
      )}
    </Group>
  );
}
