/** A button that has to be held: by finger, mouse, Space or Enter. Letting go early takes it back. */
import { useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { type KeyboardEvent, useEffect, useEffectEvent, useState } from "react";
import classes from "./hold-button.module.css";
import { holdFor } from "./risk.ts";

interface HoldButtonProps {
  readonly label: string;
  readonly isReady: boolean;
  readonly isBusy: boolean;
  readonly onHeld: () => void;
}

export function HoldButton({ label, isReady, isBusy, onHeld }: HoldButtonProps) {
  const { t } = useLingui();
  const [isHeld, setHeld] = useState(false);
  const held = useEffectEvent(() => {
    setHeld(false);
    onHeld();
  });
  useEffect(() => {
    if (!isHeld) return;
    const timer = setTimeout(held, holdFor);
    return () => clearTimeout(timer);
  }, [isHeld]);
  const letGo = () => setHeld(false);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    if (!event.repeat) setHeld(event.type === "keydown");
  };
  return (
    <Button
      className={classes.hold}
      color="red"
      data-held={isHeld || undefined}
      disabled={!isReady}
      loading={isBusy}
      onPointerDown={() => setHeld(true)}
      onPointerUp={letGo}
      onPointerLeave={letGo}
      onPointerCancel={letGo}
      onKeyDown={onKey}
      onKeyUp={onKey}
      onBlur={letGo}
    >
      {/* both words take their room always: a button that shrinks under the finger is left by it */}
      <span className={classes.words}>
        <span data-shown={!isHeld}>{t`Hold for 2 seconds: ${label}`}</span>
        <span data-shown={isHeld}>{t`Keep holding…`}</span>
      </span>
    </Button>
  );
}
