/** A dialog whose form makes something with a secret: the form goes, and the secret is shown this once. */
import { Modal } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { ShownOnce } from "./shown-once.tsx";

/** What a form has made. */
export interface MadeWithSecret {
  /** As people call it. */
  readonly name: string;
  readonly secret: string;
}

interface SecretFormDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** @param onMade to be called with what was made; the form is closed by it. */
  readonly form: (onMade: (made: MadeWithSecret) => void) => ReactNode;
  readonly secretTitle: string;
  /** What the secret is for and who has to get it. */
  readonly children: (name: string) => ReactNode;
}

export function SecretFormDialog({ opened, onClose, title, form, secretTitle, children }: SecretFormDialogProps) {
  const [made, setMade] = useState<MadeWithSecret>();
  return (
    <>
      <Modal opened={opened} onClose={onClose} title={title} size="lg">
        {form((one) => {
          onClose();
          setMade(one);
        })}
      </Modal>
      <ShownOnce title={secretTitle} secret={made?.secret} onClose={() => setMade(undefined)}>
        {children(made?.name ?? "")}
      </ShownOnce>
    </>
  );
}
