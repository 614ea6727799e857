/** A line above every screen that asks for something, and a button that does it. */
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./advice.module.css";

interface AdviceProps {
  readonly children: ReactNode;
  readonly action: ReactNode;
  readonly onAction: () => void;
}

export function Advice({ children, action, onAction }: AdviceProps) {
  return (
    <div className={classes.advice} role="status">
      <span>{children}</span>
      <Button size="compact-sm" variant="default" onClick={onAction}>
        {action}
      </Button>
    </div>
  );
}
