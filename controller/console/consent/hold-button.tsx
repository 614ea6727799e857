/** A button that has to be held: by finger, mouse, Space or Enter. Letting go early takes it back. */
import { useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { type KeyboardEvent, type PointerEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { createHold, type Hold } from "./hold.ts";
import classes from "./hold-button.module.css";

interface HoldButtonProps {
  readonly label: string;
  readonly isReady: boolean;
  readonly isBusy: boolean;
  readonly onHeld: () => void;
}

function wait(ms: number, run: () => void) {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

export function HoldButton({ label, isReady, isBusy, onHeld }: HoldButtonProps) {
  const { t } = useLingui();
  const [isHeld, setHeld] = useState(false);
  const hold = useRef<Hold>(undefined);
  /** Where it stood when it was pressed. */
  const place = useRef({ left: 0, right: 0, top: 0, bottom: 0 });
  const held = useEffectEvent(onHeld);
  useEffect(() => {
    const own = createHold({ wait, onChange: setHeld, onHeld: () => held() });
    hold.current = own;
    return own.letGo;
  }, []);
  const letGo = () => hold.current?.letGo();
  // what becomes unsaid or busy under the hand is not done
  const isOpen = isReady && !isBusy;
  useEffect(() => {
    if (!isOpen) hold.current?.letGo();
  }, [isOpen]);
  const onDown = ({ button, currentTarget, pointerId }: PointerEvent) => {
    if (button !== 0) return;
    // what moves on the page meanwhile does not take the button from under the finger; a finger that moves off lets go
    currentTarget.setPointerCapture(pointerId);
    place.current = currentTarget.getBoundingClientRect();
    hold.current?.press();
  };
  const onMove = ({ clientX, clientY }: PointerEvent) => {
    const { left, right, top, bottom } = place.current;
    if (clientX < left || clientX > right || clientY < top || clientY > bottom) letGo();
  };
  const onKey = (event: KeyboardEvent) => {
    if (hold.current?.key(event)) event.preventDefault();
  };
  return (
    <Button
      className={classes.hold}
      color="red"
      data-held={isHeld || undefined}
      disabled={!isReady}
      loading={isBusy}
      onPointerDown={onDown}
      onPointerMove={onMove}
      onPointerUp={letGo}
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
