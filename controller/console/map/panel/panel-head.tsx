/** The head of a panel: what it is about, and how it is closed. */
import { useLingui } from "@lingui/react/macro";
import { CloseButton } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./panel.module.css";

interface PanelHeadProps {
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly onClose: () => void;
}

export function PanelHead({ title, children, onClose }: PanelHeadProps) {
  const { t } = useLingui();
  return (
    <div className={classes.head}>
      <div>
        <h2>{title}</h2>
        <p className={classes.quiet}>{children}</p>
      </div>
      <CloseButton aria-label={t`Close`} onClick={onClose} />
    </div>
  );
}
