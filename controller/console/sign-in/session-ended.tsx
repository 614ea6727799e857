/** The door over the work of somebody whose session ended: it hides what he sees, and keeps what he typed. */
import { Trans } from "@lingui/react/macro";
import { Title } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { Me } from "../api-client/me.ts";
import classes from "./session-ended.module.css";
import { SignInForm } from "./sign-in-form.tsx";

export function SessionEnded({ person: { id, name } }: { readonly person: Me }) {
  const dialog = useRef<HTMLDialogElement>(null);
  // in the browser's top layer nothing under it is seen, read out, or reached by keys, open dialogs included
  useEffect(() => cover(dialog.current), []);
  return (
    <dialog
      ref={dialog}
      className={classes.cover}
      aria-labelledby="session-ended"
      onCancel={(event) => event.preventDefault()}
      // browsers close it at the second Escape whatever one says
      onClose={({ currentTarget }) => cover(currentTarget)}
      // keys pressed here are no shortcuts of what lies underneath
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div className={classes.form}>
        <SignInForm known={id}>
          <Title order={2} id="session-ended">
            <Trans>Your session has ended</Trans>
          </Title>
          <p className={classes.lead}>
            <Trans>{name}, sign in to go on where you were. What you typed is still there.</Trans>
          </p>
        </SignInForm>
      </div>
    </dialog>
  );
}

function cover(dialog: HTMLDialogElement | null): void {
  dialog?.showModal();
  // the name is known
  dialog?.querySelector<HTMLInputElement>("[name=password]")?.focus();
}
