/** Holding: what has been held for long enough is done once, what is let go early is taken back. No components here. */
import { holdFor } from "./risk.ts";

export interface HoldDeps {
  /** @returns what takes it back. */
  readonly wait: (ms: number, run: () => void) => () => void;
  readonly onChange: (isHeld: boolean) => void;
  readonly onHeld: () => void;
}

/** As keyboards tell it. */
export interface HoldKey {
  readonly type: string;
  readonly key: string;
  readonly repeat: boolean;
}

export interface Hold {
  press(): void;
  letGo(): void;
  /** Space and Enter hold for as long as they are down. @returns whether it was one of them. */
  key(event: HoldKey): boolean;
}

export function createHold({ wait, onChange, onHeld }: HoldDeps): Hold {
  let takeBack: (() => void) | undefined;
  function letGo() {
    if (takeBack === undefined) return;
    takeBack();
    takeBack = undefined;
    onChange(false);
  }
  function press() {
    if (takeBack !== undefined) return;
    takeBack = wait(holdFor, () => {
      takeBack = undefined;
      onChange(false);
      onHeld();
    });
    onChange(true);
  }
  return {
    press,
    letGo,
    key({ type, key, repeat }) {
      if (key !== " " && key !== "Enter") return false;
      // a key that is kept down speaks again and again
      if (type === "keyup") letGo();
      else if (!repeat) press();
      return true;
    },
  };
}
