/** A button that asks as much as its risk deserves before it does anything. */
import { Button, type ButtonProps, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { type ReactNode, useState } from "react";
import { problemText } from "../text/problem-text.ts";
import { ConsentForm } from "./consent-form.tsx";
import type { Risk } from "./risk.ts";

export interface Consent {
  /** Official document (số văn bản), where one was named. */
  readonly documentNumber?: string;
}

export interface ConsentButtonProps extends ButtonProps {
  readonly consent: Risk["consent"];
  /** On the button, and as heading of what is asked. */
  readonly label: string;
  /** One line: how many lamps, until when, what else it does. */
  readonly summary: ReactNode;
  /** What has to be typed for `typed`: the name of the place or the number of lamps, not "yes". */
  readonly word?: string;
  /** Further questions, for example the second person's sign-in. */
  readonly children?: ReactNode;
  /** False while those are not answered. */
  readonly isReady?: boolean;
  /** False where no document can be written down with it. */
  readonly asksDocument?: boolean;
  readonly onConsent: (consent: Consent) => Promise<unknown>;
}

export function ConsentButton(props: ConsentButtonProps) {
  const {
    consent,
    label,
    summary,
    word = "",
    children,
    isReady = true,
    asksDocument = true,
    onConsent,
    ...button
  } = props;
  const [isOpen, { open, close }] = useDisclosure(false);
  const [isBusy, setBusy] = useState(false);
  const press = async () => {
    setBusy(true);
    try {
      await onConsent({});
    } catch (error) {
      notifications.show({ color: "red", message: problemText(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button {...button} loading={isBusy} onClick={consent === "press" ? () => void press() : open}>
        {label}
      </Button>
      {consent !== "press" && (
        <Modal opened={isOpen} onClose={close} title={label}>
          <ConsentForm
            consent={consent}
            label={label}
            summary={summary}
            word={word}
            isReady={isReady}
            asksDocument={asksDocument}
            onConsent={onConsent}
            onDone={close}
          >
            {children}
          </ConsentForm>
        </Modal>
      )}
    </>
  );
}
