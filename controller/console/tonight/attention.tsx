/** What does not agree with what should be, in sentences that begin with how many. */
import { Plural, Trans } from "@lingui/react/macro";
import { IconCircleCheck, IconMoonOff, IconPlugConnectedX, IconSun } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./attention.module.css";
import type { Sum } from "./sum.ts";

export function Attention({ sum: { controlled, online, light } }: { readonly sum: Sum }) {
  const silent = controlled - online;
  const dark = light?.dark ?? 0;
  const burning = light?.burning ?? 0;
  if (silent + dark + burning === 0)
    return (
      <p className={classes.fine}>
        <IconCircleCheck size={18} aria-hidden="true" />
        <Trans>Every lamp that speaks does what it should.</Trans>
      </p>
    );
  return (
    <ul className={classes.list}>
      {dark > 0 && (
        <Line icon={<IconMoonOff size={18} />} kind="bad">
          <Plural value={dark} one="# lamp is dark and should be lit" other="# lamps are dark and should be lit" />
        </Line>
      )}
      {burning > 0 && (
        <Line icon={<IconSun size={18} />} kind="warn">
          <Plural value={burning} one="# lamp burns and should be dark" other="# lamps burn and should be dark" />
        </Line>
      )}
      {silent > 0 && (
        <Line icon={<IconPlugConnectedX size={18} />} kind="quiet">
          <Plural
            value={silent}
            one="# lamp is silent: what it shows is not known"
            other="# lamps are silent: what they show is not known"
          />
        </Line>
      )}
    </ul>
  );
}

interface LineProps {
  readonly icon: ReactNode;
  readonly kind: "bad" | "warn" | "quiet";
  readonly children: ReactNode;
}

function Line({ icon, kind, children }: LineProps) {
  return (
    <li data-kind={kind}>
      <span aria-hidden="true">{icon}</span>
      <span>{children}</span>
    </li>
  );
}
