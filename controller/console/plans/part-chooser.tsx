/** The parts of one list of a plan, one of them open. */
import { useLingui } from "@lingui/react/macro";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./part-chooser.module.css";

interface ChoosablePart {
  readonly id: string;
  readonly name: string;
  readonly hasError?: boolean;
  readonly detail?: ReactNode;
  readonly picture?: ReactNode;
}

interface PartChooserProps {
  readonly label: string;
  readonly parts: readonly ChoosablePart[];
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}

export function PartChooser({ label, parts, chosen, onChoose }: PartChooserProps) {
  const { t } = useLingui();
  return (
    <ul className={classes.parts} aria-label={label}>
      {parts.map(({ id, name, hasError = false, detail, picture }) => (
        <li key={id}>
          <button
            type="button"
            className={classes.part}
            aria-current={id === chosen || undefined}
            onClick={() => onChoose(id)}
          >
            <span className={classes.name}>
              {name || "–"}
              {hasError && <IconAlertTriangle size={16} role="img" aria-label={t`has an error`} />}
            </span>
            {detail && <span className={classes.detail}>{detail}</span>}
            {picture}
          </button>
        </li>
      ))}
    </ul>
  );
}
