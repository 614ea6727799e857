/** A new account: name, sign-in name, rights. Its first password is drawn and shown once. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api } from "../api-client/api-client.ts";
import { type MadeWithSecret, SecretFormDialog } from "../parts/secret-form-dialog.tsx";
import { idFor } from "../text/id-for.ts";
import { problemText } from "../text/problem-text.ts";
import { type Account, type Grant, peopleQuery } from "./account.ts";
import { GrantsEditor } from "./grants-editor.tsx";

interface NewPersonDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function NewPersonDialog({ opened, onClose }: NewPersonDialogProps) {
  const { t } = useLingui();
  return (
    <SecretFormDialog
      opened={opened}
      onClose={onClose}
      title={t`Add a person`}
      form={(onMade) => <NewPersonForm onCancel={onClose} onMade={onMade} />}
      secretTitle={t`First password`}
    >
      {(name) => (
        <Trans>Give this to {name}, in person or by a sealed letter; it should be changed at the first sign-in.</Trans>
      )}
    </SecretFormDialog>
  );
}

interface NewPersonFormProps {
  readonly onCancel: () => void;
  readonly onMade: (made: MadeWithSecret) => void;
}

function NewPersonForm({ onCancel, onMade }: NewPersonFormProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [typedId, setTypedId] = useState<string>();
  const [grants, setGrants] = useState<Grant[]>([{ role: "viewer" }]);
  const id = typedId ?? idFor(name);
  const add = useMutation({
    mutationFn: () => api.post<Account & { password: string }>("/people", { id, name: name.trim(), grants }),
    onSuccess: async (account) => {
      await client.invalidateQueries({ queryKey: peopleQuery.queryKey });
      onMade({ name: account.name, secret: account.password });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={t`Full name`}
          description={t`As shown in every why and in the audit.`}
          required
          data-autofocus
          maxLength={100}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <TextInput
          label={t`Signs in as`}
          description={t`Small letters, digits and hyphens; cannot be changed later.`}
          required
          pattern="[a-z0-9][a-z0-9\-]{0,39}"
          autoComplete="off"
          value={id}
          onChange={({ currentTarget }) => setTypedId(currentTarget.value)}
        />
        <GrantsEditor value={grants} onChange={setGrants} />
        {add.error && (
          <Text role="alert" c="error">
            {problemText(add.error)}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={add.isPending}>
            <Trans>Add</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
