/** The door: name, password, language. What was asked for before is shown after it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api } from "../api-client/api-client.ts";
import { type Me, meQuery } from "../api-client/me.ts";
import { Mark } from "../parts/mark.tsx";
import { languageNames, languages, speak } from "../text/language.ts";
import { problemText } from "../text/problem-text.ts";
import classes from "./sign-in-page.module.css";
import { Street } from "./street.tsx";

export function SignInPage() {
  const { t, i18n } = useLingui();
  const client = useQueryClient();
  const [id, setId] = useState("");
  const [password, setPassword] = useState("");
  const enter = useMutation({
    mutationFn: () => api.post<Me>("/sessions", { id: id.trim(), password }),
    onSuccess: (me) => client.setQueryData(meQuery.queryKey, me),
    onError: () => setPassword(""),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.mutate();
  };
  const other = languages.find((language) => language !== i18n.locale) ?? "vi";
  return (
    <main className={classes.door}>
      <div className={classes.street} aria-hidden="true">
        <Street />
      </div>
      <form className={classes.form} onSubmit={submit}>
        <h1 className={classes.brand}>
          <Mark size={40} />
          <Trans>Den</Trans>
        </h1>
        <p className={classes.lead}>
          <Trans>Street lighting control</Trans>
        </p>
        <TextInput
          label={t`Name`}
          name="id"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          data-autofocus
          value={id}
          onChange={({ currentTarget }) => setId(currentTarget.value)}
        />
        <PasswordInput
          label={t`Password`}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
          visibilityToggleButtonProps={{ "aria-label": t`Show the password`, tabIndex: 0 }}
        />
        <p className={classes.error} role="alert">
          {enter.error && problemText(enter.error)}
        </p>
        <Button type="submit" fullWidth loading={enter.isPending}>
          <Trans>Sign in</Trans>
        </Button>
        <Button variant="subtle" size="compact-sm" lang={other} onClick={() => void speak(other)}>
          {languageNames[other]}
        </Button>
      </form>
    </main>
  );
}
