/** A password that somebody else chose is known to somebody else: said until it is changed. */
import { Trans } from "@lingui/react/macro";
import { useDisclosure } from "@mantine/hooks";
import { useMe } from "../api-client/me.ts";
import { PasswordDialog } from "../sign-in/password-dialog.tsx";
import { Advice } from "./advice.tsx";

export function PasswordAdvice() {
  const { passwordIsInitial } = useMe();
  const [isOpen, { open, close }] = useDisclosure(false);
  if (!passwordIsInitial) return null;
  return (
    <>
      <Advice action={<Trans>Choose your own</Trans>} onAction={open}>
        <Trans>Your password was set by somebody else.</Trans>
      </Advice>
      <PasswordDialog opened={isOpen} onClose={close} />
    </>
  );
}
