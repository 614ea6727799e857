/** Choosing one's own password. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Modal, PasswordInput, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api } from "../api-client/api-client.ts";
import { meQuery, useMe } from "../api-client/me.ts";
import { problemText } from "../text/problem-text.ts";

interface PasswordDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function PasswordDialog({ opened, onClose }: PasswordDialogProps) {
  const { t } = useLingui();
  return (
    <Modal opened={opened} onClose={onClose} title={t`Change password`}>
      <PasswordForm onDone={onClose} />
    </Modal>
  );
}

function PasswordForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { id } = useMe();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const change = useMutation({
    mutationFn: () => api.post("/me/password", { current, next }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: meQuery.queryKey });
      notifications.show({ message: t`Your password is changed. Your other sessions have ended.` });
      onDone();
    },
  });
  const differs = again !== "" && again !== next;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (next === again) change.mutate();
  };
  const eye = { visibilityToggleButtonProps: { "aria-label": t`Show the password`, tabIndex: 0 } } as const;
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <input hidden readOnly name="username" autoComplete="username" value={id} />
        <PasswordInput
          {...eye}
          label={t`Present password`}
          autoComplete="current-password"
          required
          value={current}
          onChange={({ currentTarget }) => setCurrent(currentTarget.value)}
        />
        <PasswordInput
          {...eye}
          label={t`New password`}
          description={t`At least 12 characters; a sentence is easier to remember than signs.`}
          autoComplete="new-password"
          required
          value={next}
          onChange={({ currentTarget }) => setNext(currentTarget.value)}
        />
        <PasswordInput
          {...eye}
          label={t`New password again`}
          autoComplete="new-password"
          required
          value={again}
          error={differs && t`The two are not the same`}
          onChange={({ currentTarget }) => setAgain(currentTarget.value)}
        />
        {change.error && (
          <Text role="alert" c="error">
            {problemText(change.error)}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={change.isPending} disabled={differs}>
            <Trans>Change password</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
