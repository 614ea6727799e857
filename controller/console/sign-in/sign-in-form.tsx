/** Name and password, and what the controller says to them. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { api } from "../api-client/api-client.ts";
import type { Me } from "../api-client/me.ts";
import { languageNames, languages, speak } from "../text/language.ts";
import { problemText } from "../text/problem-text.ts";
import { enter } from "./session.ts";
import classes from "./sign-in-form.module.css";

interface SignInFormProps {
  /** Name that is filled in already; the password is what one begins with then. */
  readonly known?: string;
  /** Heading of the form. */
  readonly children: ReactNode;
}

/** A press of Escape here closes no dialog that waits underneath. */
const keepsEscape = { "data-mantine-stop-propagation": true } as const;

export function SignInForm({ known = "", children }: SignInFormProps) {
  const { t, i18n } = useLingui();
  const client = useQueryClient();
  const [id, setId] = useState(known);
  const [password, setPassword] = useState("");
  const signIn = useMutation({
    mutationFn: () => api.post<Me>("/sessions", { id: id.trim(), password }),
    onSuccess: (me) => enter(client, me),
    onError: () => setPassword(""),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  const other = languages.find((language) => language !== i18n.locale) ?? "vi";
  return (
    <form className={classes.form} onSubmit={submit}>
      {children}
      <TextInput
        {...keepsEscape}
        label={t`Name`}
        name="id"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        withAsterisk={false}
        // a page that asks for nothing else begins where one types
        autoFocus
        value={id}
        onChange={({ currentTarget }) => setId(currentTarget.value)}
      />
      <PasswordInput
        {...keepsEscape}
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
        {signIn.error && problemText(signIn.error)}
      </p>
      <Button {...keepsEscape} type="submit" fullWidth loading={signIn.isPending}>
        <Trans>Sign in</Trans>
      </Button>
      <Button {...keepsEscape} variant="subtle" size="compact-sm" lang={other} onClick={() => void speak(other)}>
        {languageNames[other]}
      </Button>
    </form>
  );
}
