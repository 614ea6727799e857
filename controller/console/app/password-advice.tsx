/** A password that somebody else chose is known to somebody else: said until it is changed. */
import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMe } from "../api-client/me.ts";
import { PasswordDialog } from "../sign-in/password-dialog.tsx";
import classes from "./password-advice.module.css";

export function PasswordAdvice() {
  const { passwordIsInitial } = useMe();
  const [isOpen, { open, close }] = useDisclosure(false);
  if (!passwordIsInitial) return null;
  return (
    <div className={classes.advice}>
      <span>
        <Trans>Your password was set by somebody else.</Trans>
      </span>
      <Button size="compact-sm" variant="default" onClick={open}>
        <Trans>Choose your own</Trans>
      </Button>
      <PasswordDialog opened={isOpen} onClose={close} />
    </div>
  );
}
