/** What is read, typed or held before a wide action begins. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { fold } from "../search/fold.ts";
import { problemText } from "../text/problem-text.ts";
import type { Consent } from "./consent-button.tsx";
import { HoldButton } from "./hold-button.tsx";

interface ConsentFormProps {
  readonly consent: "summary" | "typed" | "hold";
  readonly label: string;
  readonly summary: ReactNode;
  readonly word: string;
  readonly isReady: boolean;
  /** As it was named before; absent: none yet. */
  readonly documentNumber?: string;
  /** False where no document can be written down with it. */
  readonly asksDocument?: boolean;
  readonly onConsent: (consent: Consent) => Promise<unknown>;
  readonly onDone: () => void;
  readonly children?: ReactNode;
}

export function ConsentForm(props: ConsentFormProps) {
  const { consent, label, summary, word, isReady, asksDocument = true, onConsent, onDone, children } = props;
  const { t } = useLingui();
  const [typed, setTyped] = useState("");
  const [documentNumber, setDocumentNumber] = useState(props.documentNumber ?? "");
  const wish = useMutation({
    mutationFn: () => onConsent(documentNumber.trim() === "" ? {} : { documentNumber: documentNumber.trim() }),
    onSuccess: onDone,
  });
  // marks and capitals are no part of the question
  const isTyped = consent !== "typed" || fold(typed.trim()) === fold(word.trim());
  const mayGo = isReady && isTyped && !wish.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (mayGo && consent !== "hold") wish.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <div>{summary}</div>
        {children}
        {consent === "typed" && (
          <TextInput
            label={t`Type “${word}” to go on`}
            autoComplete="off"
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        )}
        {asksDocument && (
          <TextInput
            label={t`Document number (optional)`}
            description={t`Shown wherever somebody asks why.`}
            value={documentNumber}
            maxLength={100}
            onChange={({ currentTarget }) => setDocumentNumber(currentTarget.value)}
          />
        )}
        {wish.error && (
          <Text role="alert" c="error">
            {problemText(wish.error)}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            <Trans>Cancel</Trans>
          </Button>
          {consent === "hold" ? (
            <HoldButton label={label} isReady={mayGo} isBusy={wish.isPending} onHeld={() => wish.mutate()} />
          ) : (
            <Button type="submit" disabled={!mayGo} loading={wish.isPending}>
              {label}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
