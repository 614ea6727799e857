/** What protects people: a work lock, an isolation, emergency light. What it does is read beforehand; the last two are held. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Collapse, Group, Stack, TextInput, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import type { Where } from "../api-client/held-power.ts";
import { useMayIn } from "../api-client/use-may-in.ts";
import { ConsentForm } from "../consent/consent-form.tsx";
import { HoldButton } from "../consent/hold-button.tsx";
import { JobProgress } from "../jobs/job-progress.tsx";
import { problemText } from "../text/problem-text.ts";
import classes from "./order-form.module.css";
import { ProtectLook } from "./protect-look.tsx";
import { type ProtectKind, type Things, useLook, usePlace } from "./use-protection.ts";

/** @param where its things lie; absent: not known here, and what is offered may be refused. */
export function Protect({ where, ...things }: Things & { readonly where?: Where }) {
  const { t } = useLingui();
  const [isOpen, setOpen] = useState(false);
  const [why, setWhy] = useState("");
  const [documentNumber, setDocumentNumber] = useState("");
  /** A lock that opens segments waits for a person's word. */
  const [isAsking, setAsking] = useState(false);
  const [mayLock, mayIsolate, mayLight] = [
    useMayIn("workLock", where),
    useMayIn("isolate", where),
    useMayIn("emergency", where),
  ];
  const offersLight = mayLight && things.selection !== undefined;
  const lock = useLook("workLock", things, isOpen && mayLock);
  const isolation = useLook("isolate", things, isOpen && mayIsolate);
  const emergency = useLook("emergency", things, isOpen && offersLight);
  const place = usePlace();
  if (!mayLock && !mayIsolate && !mayLight) return null;

  const hasReason = why.trim() !== "";
  const begin = (kind: ProtectKind, paper = documentNumber.trim()) =>
    place.begin(kind, things, { why: why.trim(), ...(paper !== "" && { documentNumber: paper }) });
  /** What fails is told below the buttons. */
  const beginOrTell = (kind: ProtectKind) => void begin(kind).catch(() => undefined);
  const darkens = things.segments !== undefined || (lock.data?.goDark ?? 0) > 0;
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
          <TextInput
            label={t`Document number (optional)`}
            value={documentNumber}
            maxLength={100}
            onChange={({ currentTarget }) => setDocumentNumber(currentTarget.value)}
          />
          <Group gap="xs">
            {mayLock && (
              <Button
                variant="default"
                disabled={!hasReason || place.isBusy || isAsking}
                loading={lock.isLoading}
                onClick={() => (darkens ? setAsking(true) : beginOrTell("workLock"))}
              >
                <Trans>Work lock</Trans>
              </Button>
            )}
            {mayIsolate && (
              <HoldButton
                label={t`Isolate`}
                isReady={hasReason}
                isBusy={place.isBusy}
                onHeld={() => beginOrTell("isolate")}
              />
            )}
            {offersLight && (
              <HoldButton
                label={t`Emergency light`}
                isReady={hasReason}
                isBusy={place.isBusy}
                onHeld={() => beginOrTell("emergency")}
              />
            )}
          </Group>
          {isAsking && (
            <fieldset className={classes.consent} aria-label={t`Confirm`}>
              <ConsentForm
                consent="summary"
                label={t`Lock it`}
                word=""
                isReady={lock.data !== undefined && hasReason}
                documentNumber={documentNumber}
                summary={<ProtectLook kind="workLock" look={lock} />}
                onConsent={({ documentNumber: paper = "" }) => begin("workLock", paper)}
                onDone={() => setAsking(false)}
              />
            </fieldset>
          )}
          {/* below what is held: a text that comes late must not move a button from under a hand */}
          {isOpen && mayLock && !isAsking && <ProtectLook kind="workLock" look={lock} />}
          {isOpen && mayIsolate && <ProtectLook kind="isolate" look={isolation} />}
          {isOpen && offersLight && <ProtectLook kind="emergency" look={emergency} />}
        </Stack>
      </Collapse>
      {place.error && <Alert color="red">{problemText(place.error)}</Alert>}
      {place.jobId && <JobProgress key={place.jobId} jobId={place.jobId} />}
    </Stack>
  );
}
