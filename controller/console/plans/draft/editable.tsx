/** A part of a plan's form: one piece to readers, and dead where the plan may not be changed. */
import type { ReactNode } from "react";
import classes from "./draft.module.css";
import { useEditing } from "./editing.ts";

export function Editable({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const { isReadOnly } = useEditing();
  return (
    <fieldset className={classes.editable} disabled={isReadOnly} aria-label={label}>
      {children}
    </fieldset>
  );
}
