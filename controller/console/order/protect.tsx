/** What protects people: a work lock, an isolation, emergency light. The last two are held for two seconds. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Collapse, Group, Stack, TextInput, UnstyledButton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import type { PlacedView, SegmentName } from "../../api/order-schemas.ts";
import { api, newClientKey } from "../api-client/api-client.ts";
import { useMay } from "../api-client/me.ts";
import { useSite } from "../api-client/site.ts";
import { HoldButton } from "../consent/hold-button.tsx";
import { JobProgress } from "../jobs/job-progress.tsx";
import { problemText } from "../text/problem-text.ts";
import { useFormat } from "../text/use-format.ts";
import classes from "./order-form.module.css";
import type { OrderEffects, OrderSelection } from "./use-order.ts";

interface ProtectProps {
  readonly selection?: OrderSelection;
  /** Segments that open and stay open; without them lamps hold their light. */
  readonly segments?: readonly z.input<typeof SegmentName>[];
}

/** ms that emergency light lasts unless it is ordered again. */
const emergencySpan = 4 * 3_600_000;

export function Protect({ selection, segments }: ProtectProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { ahead } = useSite();
  const [isOpen, setOpen] = useState(false);
  const [why, setWhy] = useState("");
  const [mayLock, mayIsolate, mayLight] = [useMay("workLock"), useMay("isolate"), useMay("emergency")];
  const things = { ...(selection && { selection }), ...(segments && { segments }), why: why.trim() };
  const place = useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) =>
      api.post<z.infer<typeof PlacedView>>(path, body, { clientKey: newClientKey() }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["orders"] }),
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
                label={t`Isolate`}
                isReady={hasReason}
                isBusy={place.isPending}
                onHeld={() => place.mutate({ path: "/isolations", body: things })}
              />
            )}
            {mayLight && selection && (
              <HoldButton
                label={t`Emergency light`}
                isReady={hasReason}
                isBusy={place.isPending}
                onHeld={() =>
                  place.mutate({
                    path: "/emergencies",
                    body: { selection, why: why.trim(), until: Math.round(Date.now() + ahead + emergencySpan) },
                  })
                }
              />
            )}
          </Group>
          {/* below what is held: a text that comes late must not move a button from under a hand */}
          {isOpen && mayLight && selection && (
            <EmergencyEffects selection={selection} until={Date.now() + ahead + emergencySpan} />
          )}
        </Stack>
      </Collapse>
      {place.error && <Alert color="red">{problemText(place.error)}</Alert>}
      {place.data && <JobProgress key={place.data.jobId} jobId={place.data.jobId} />}
    </Stack>
  );
}

interface EmergencyEffectsProps {
  readonly selection: OrderSelection;
  /** EpochMs */
  readonly until: number;
}

/** What emergency light would do besides, read before its button is held. */
function EmergencyEffects({ selection, until }: EmergencyEffectsProps) {
  const { i18n } = useLingui();
  const format = useFormat();
  const { data } = useQuery({
    queryKey: ["orders", "emergency-look", selection],
    queryFn: ({ signal }) =>
      api.post<OrderEffects>("/emergencies/effects", { selection, why: "?", until: Math.round(until) }, { signal }),
    retry: false,
  });
  if (data === undefined) return null;
  const besides = data.sentence[i18n.locale === "vi" ? "vi" : "en"];
  const end = format.dateTime(until);
  return (
    <p className={classes.quiet}>
      <Plural
        value={data.lamps}
        one={`Emergency light: # lamp to full white until ${end}.`}
        other={`Emergency light: # lamps to full white until ${end}.`}
      />{" "}
      {besides}
    </p>
  );
}
