/** One account: its rights, its password, and what the person did lately. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api } from "../api-client/api-client.ts";
import { useMay } from "../api-client/me.ts";
import { AuditList } from "../audit/audit-list.tsx";
import { ConsentButton } from "../consent/consent-button.tsx";
import { Answer } from "../parts/answer.tsx";
import { Page as Frame, Section } from "../parts/page.tsx";
import { ShownOnce } from "../parts/shown-once.tsx";
import { problemText } from "../text/problem-text.ts";
import { useFormat } from "../text/use-format.ts";
import { type Account, accountQuery, type Grant, peopleQuery } from "./account.ts";
import { GrantsEditor } from "./grants-editor.tsx";

export function Page() {
  const { personId } = useParams({ strict: false }) as { personId: string };
  const account = useQuery(accountQuery(personId));
  // a change by somebody else makes another version, and the form begins anew with it
  return <Answer of={account}>{(data) => <PersonView key={data.version} account={data} />}</Answer>;
}

function PersonView({ account }: { readonly account: Account }) {
  const { t } = useLingui();
  const format = useFormat();
  const mayAudit = useMay("audit");
  const { id, createdAt, disabledAt } = account;
  const since = format.date(createdAt);
  const until = disabledAt === undefined ? "" : format.dateTime(disabledAt);
  return (
    <Frame
      title={account.name}
      lead={disabledAt === undefined ? t`Signs in as ${id} since ${since}` : t`Closed since ${until}`}
      actions={<AccountActions account={account} />}
    >
      <AccountForm account={account} />
      {mayAudit && (
        <Section title={<Trans>Lately done</Trans>}>
          <AuditList query={{ personId: id }} />
        </Section>
      )}
    </Frame>
  );
}

/** Sends a change of the version that was read, and shows the account as it then is. */
function useChange({ id, version }: Account) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: { name?: string; grants?: Grant[]; disabled?: boolean }) =>
      api.patch<Account>(`/people/${encodeURIComponent(id)}`, { version, ...change }),
    onSuccess: async (changed) => {
      client.setQueryData(accountQuery(id).queryKey, changed);
      await client.invalidateQueries({ queryKey: peopleQuery.queryKey, exact: true });
    },
  });
}

function AccountForm({ account }: { readonly account: Account }) {
  const { t } = useLingui();
  const [name, setName] = useState(account.name);
  const [grants, setGrants] = useState<Grant[]>(account.grants);
  const change = useChange(account);
  const isChanged = name !== account.name || JSON.stringify(grants) !== JSON.stringify(account.grants);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ name: name.trim(), grants }, { onSuccess: () => notifications.show({ message: t`Saved.` }) });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={t`Full name`}
          required
          maxLength={100}
          maw={420}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <GrantsEditor value={grants} onChange={setGrants} />
        {change.error && (
          <Text role="alert" c="error">
            {problemText(change.error)}
          </Text>
        )}
        <Group>
          <Button type="submit" disabled={!isChanged} loading={change.isPending}>
            <Trans>Save</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function AccountActions({ account }: { readonly account: Account }) {
  const { t } = useLingui();
  const { id, name, disabledAt } = account;
  const change = useChange(account);
  const [password, setPassword] = useState<string>();
  const reset = async () => {
    const answer = await api.post<{ password: string }>(`/people/${encodeURIComponent(id)}/password`);
    setPassword(answer.password);
  };
  if (disabledAt !== undefined) {
    return (
      <ConsentButton
        variant="default"
        consent="press"
        label={t`Open the account again`}
        summary=""
        onConsent={() => change.mutateAsync({ disabled: false })}
      />
    );
  }
  return (
    <>
      <ConsentButton
        variant="default"
        consent="summary"
        label={t`New password`}
        summary={<Trans>The present password of {name} ends, and every open session with it.</Trans>}
        onConsent={reset}
      />
      <ConsentButton
        variant="default"
        consent="typed"
        word={id}
        label={t`Close the account`}
        summary={
          <Trans>{name} is signed out everywhere at once, and the tokens end. Nothing of what was done is lost.</Trans>
        }
        onConsent={() => change.mutateAsync({ disabled: true })}
      />
      <ShownOnce title={t`New password`} secret={password} onClose={() => setPassword(undefined)}>
        <Trans>Give this to {name}, in person or by a sealed letter; it should be changed at the first sign-in.</Trans>
      </ShownOnce>
    </>
  );
}
