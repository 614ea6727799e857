/** What a preview found, worst first; a press leads to the night it is worst in. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import { dateText } from "../../text/civil-day.ts";
import classes from "./preview.module.css";
import type { Finding } from "./previews.ts";

const icons = { error: IconAlertTriangle, warning: IconAlertCircle, note: IconInfoCircle } as const;

interface FindingsProps {
  readonly findings: readonly Finding[];
  readonly onJump: (finding: Finding) => void;
}

export function Findings({ findings, onJump }: FindingsProps) {
  const { t, i18n } = useLingui();
  const names = { error: t`Error`, warning: t`Warning`, note: t`Note` };
  if (findings.length === 0) {
    return (
      <p className={classes.good}>
        <Trans>Nothing: no dark gap, no light by day, no level below a floor.</Trans>
      </p>
    );
  }
  return (
    <ul className={classes.findings}>
      {findings.map((finding, n) => {
        const { severity, sentence, nights } = finding;
        const Icon = icons[severity];
        const text = i18n.locale === "vi" ? sentence.vi : sentence.en;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a finding has no name; the list stands still
          <li key={n} data-severity={severity}>
            <Icon size={18} role="img" aria-label={names[severity]} />
            <div>
              {text}
              {nights && (
                <button type="button" className={classes.jump} onClick={() => onJump(finding)}>
                  <Plural value={nights.count} one="# night" other="# nights" />,{" "}
                  <Trans>see {dateText(nights.worst)}</Trans>
                </button>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
