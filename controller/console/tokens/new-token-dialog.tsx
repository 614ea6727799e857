/** A new token: for which program, with which of one's rights, until when. Its secret is shown once. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api } from "../api-client/api-client.ts";
import { useMe } from "../api-client/me.ts";
import { useSite } from "../api-client/site.ts";
import { DayField } from "../parts/day-field.tsx";
import { type MadeWithSecret, SecretFormDialog } from "../parts/secret-form-dialog.tsx";
import type { Grant } from "../people/account.ts";
import { GrantsEditor } from "../people/grants-editor.tsx";
import { dateAfter, dateBegin } from "../text/civil-date.ts";
import { idFor } from "../text/id-for.ts";
import { problemText } from "../text/problem-text.ts";
import { type Token, tokensQuery } from "./token.ts";

interface NewTokenDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function NewTokenDialog({ opened, onClose }: NewTokenDialogProps) {
  const { t } = useLingui();
  return (
    <SecretFormDialog
      opened={opened}
      onClose={onClose}
      title={t`Make a token`}
      form={(onMade) => <NewTokenForm onCancel={onClose} onMade={onMade} />}
      secretTitle={t`The token`}
    >
      {(name) => (
        <Trans>
          {name} sends this as “Authorization: Bearer …” with every request. Keep it as you keep a password.
        </Trans>
      )}
    </SecretFormDialog>
  );
}

interface NewTokenFormProps {
  readonly onCancel: () => void;
  readonly onMade: (made: MadeWithSecret) => void;
}

function NewTokenForm({ onCancel, onMade }: NewTokenFormProps) {
  const { t } = useLingui();
  const me = useMe();
  const { timeZone } = useSite();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [typedId, setTypedId] = useState<string>();
  const id = typedId ?? idFor(name);
  const [lastDay, setLastDay] = useState<string>();
  const [grants, setGrants] = useState<Grant[]>(me.grants);
  const make = useMutation({
    mutationFn: () => {
      // the whole last day counts
      const expiresAt = lastDay === undefined ? undefined : dateBegin(dateAfter(lastDay, 1) ?? "", timeZone);
      const body = { id, name: name.trim(), grants, ...(expiresAt !== undefined && { expiresAt }) };
      return api.post<Token & { secret: string }>("/me/tokens", body);
    },
    onSuccess: async (token) => {
      await client.invalidateQueries({ queryKey: tokensQuery.queryKey });
      onMade(token);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={t`Which program`}
          description={t`Shown beside your name in every why and in the audit.`}
          required
          data-autofocus
          maxLength={100}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <TextInput
          label={t`Short name`}
          description={t`Small letters, digits and hyphens.`}
          required
          pattern="[a-z0-9][a-z0-9\-]{0,39}"
          autoComplete="off"
          value={id}
          onChange={({ currentTarget }) => setTypedId(currentTarget.value)}
        />
        <GrantsEditor value={grants} onChange={setGrants} />
        <DayField
          label={t`Last day (optional)`}
          description={t`Without one it holds until it is revoked.`}
          value={lastDay}
          onChange={setLastDay}
          w="100%"
        />
        {make.error && (
          <Text role="alert" c="error">
            {problemText(make.error)}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={make.isPending} disabled={grants.length === 0}>
            <Trans>Make it</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
