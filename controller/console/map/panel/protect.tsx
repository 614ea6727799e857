/** What protects people, from the map: a work lock, an isolation, emergency light. The last two are held for two seconds. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Collapse, Group, Stack, TextInput, UnstyledButton } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import type { PlacedView, SegmentName } from "../../../api/order-schemas.ts";
import { api, newClientKey } from "../../api-client/api-client.ts";
import { useMay } from "../../api-client/me.ts";
import { useSite } from "../../api-client/site.ts";
import { problemText } from "../../text/problem-text.ts";
import { HoldButton } from "../order/hold-button.tsx";
import { JobProgress } from "../order/job-progress.tsx";
import classes from "../order/order-form.module.css";
import type { OrderSelection } from "../order/use-order.ts";

interface ProtectProps {
  readonly selection?: OrderSelection;
  /** Segments that open and stay open; without them lamps hold their light. */
  readonly segments?: readonly z.input<typeof SegmentName>[];
}

/** ms that emergency light lasts unless it is ordered again. */
const emergencySpan = 4 * 3_600_000;

export function Protect({ selection, segments }: ProtectProps) {
  const { t } = useLingui();
  const { ahead } = useSite();
  const [isOpen, setOpen] = useState(false);
  const [why, setWhy] = useState("");
  const [mayLock, mayIsolate, mayLight] = [useMay("workLock"), useMay("isolate"), useMay("emergency")];
  const things = { ...(selection && { selection }), ...(segments && { segments }), why: why.trim() };
  const place = useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) =>
      api.post<z.infer<typeof PlacedView>>(path, body, { clientKey: newClientKey() }),
  });
  if (!mayLock && !mayIsolate && !mayLight) return null;
  const hasReason = why.trim() !== "";
  return (
    <Stack gap="xs">
      <UnstyledButton className={classes.more} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Trans>Work lock, isolation, emergency</Trans>
      </UnstyledButton>
      <Collapse expanded={isOpen}>
        <Stack gap="xs">
          <TextInput
            label={t`Why`}
            description={t`A work lock is no isolation: open and padlock the breaker.`}
            value={why}
            maxLength={500}
            required
            onChange={({ currentTarget }) => setWhy(currentTarget.value)}
          />
          <Group gap="xs">
            {mayLock && (
              <Button
                variant="default"
                disabled={!hasReason || place.isPending}
                onClick={() => place.mutate({ path: "/work-locks", body: things })}
              >
                <Trans>Work lock</Trans>
              </Button>
            )}
            {mayIsolate && (
              <HoldButton
                disabled={!hasReason || place.isPending}
                onHeld={() => place.mutate({ path: "/isolations", body: things })}
              >
                <Trans>Isolate</Trans>
              </HoldButton>
            )}
            {mayLight && selection && (
              <HoldButton
                disabled={!hasReason || place.isPending}
                onHeld={() =>
                  place.mutate({
                    path: "/emergencies",
                    body: { selection, why: why.trim(), until: Math.round(Date.now() + ahead + emergencySpan) },
                  })
                }
              >
                <Trans>Emergency light</Trans>
              </HoldButton>
            )}
          </Group>
        </Stack>
      </Collapse>
      {place.error && <Alert color="red">{problemText(place.error)}</Alert>}
      {place.data && <JobProgress key={place.data.jobId} jobId={place.data.jobId} />}
    </Stack>
  );
}
