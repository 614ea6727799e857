/** A button that has to be held for two seconds: for what must not happen by a slip of the hand. Keys hold it as well. */
import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import classes from "./hold-button.module.css";

interface HoldButtonProps {
  readonly children: ReactNode;
  readonly onHeld: () => void;
  readonly disabled?: boolean;
}

/** ms */
const holdSpan = 2_000;

export function HoldButton({ children, onHeld, disabled = false }: HoldButtonProps) {
  const [isHeld, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const begin = () => {
    if (disabled || timer.current !== undefined) return;
    setHeld(true);
    timer.current = setTimeout(() => {
      end();
      onHeld();
    }, holdSpan);
  };
  const end = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    setHeld(false);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  const isPress = (key: string) => key === " " || key === "Enter";
  return (
    <Button
      color="red"
      variant="outline"
      className={classes.hold}
      data-held={isHeld}
      disabled={disabled}
      onPointerDown={begin}
      onPointerUp={end}
      onPointerLeave={end}
      onBlur={end}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={({ key }) => isPress(key) && begin()}
      onKeyUp={({ key }) => isPress(key) && end()}
    >
      <span className={classes.words}>
        {children} <small>{isHeld ? <Trans>keep holding…</Trans> : <Trans>hold for 2 s</Trans>}</small>
      </span>
    </Button>
  );
}
