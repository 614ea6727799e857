/** What is wrong at a place of the draft, in the person's language: errors keep it from being deployed, notes do not. */
import { useLingui } from "@lingui/react/macro";
import { IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import type { PlacedProblem } from "./draft/problems.ts";
import classes from "./problem-lines.module.css";

export function ProblemLines({ problems }: { readonly problems: readonly PlacedProblem[] }) {
  const { i18n } = useLingui();
  if (problems.length === 0) return null;
  return (
    <ul className={classes.problems}>
      {problems.map(({ path, reason, severity, message, messageVi }) => {
        const Icon = severity === "error" ? IconAlertTriangle : IconInfoCircle;
        const text = i18n.locale === "vi" ? messageVi : message;
        return (
          <li key={`${path} ${reason} ${message}`} data-severity={severity}>
            <Icon size={16} aria-hidden="true" />
            <span>{text.charAt(0).toLocaleUpperCase(i18n.locale) + text.slice(1)}.</span>
          </li>
        );
      })}
    </ul>
  );
}
