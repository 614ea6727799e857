/** The verdict in one line, and what is behind it: what is wrong, and what to do. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { IconAlertTriangle, IconCircleCheck, IconCircleMinus, IconCircleX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useFormat } from "../text/use-format.ts";
import { partNames, textOf } from "./finding-text.tsx";
import type { Finding, PartState } from "./findings.ts";
import classes from "./health.module.css";

const icons = { good: IconCircleCheck, warn: IconAlertTriangle, bad: IconCircleX, off: IconCircleMinus } as const;

export function StateIcon({ state }: { readonly state: PartState }) {
  const Icon = icons[state];
  return <Icon size={20} className={classes.icon} data-state={state} aria-hidden="true" />;
}

export function Verdict({ findings }: { readonly findings: readonly Finding[] }) {
  const bad = findings.filter(({ severity }) => severity === "bad").length;
  const state = bad > 0 ? "bad" : findings.length > 0 ? "warn" : "good";
  return (
    <p className={classes.verdict} data-state={state} role="status">
      <StateIcon state={state} />
      <span>
        {state === "bad" && <Plural value={bad} one="# thing does not work." other="# things do not work." />}
        {state === "warn" && (
          <>
            <Trans>Everything works.</Trans>{" "}
            <Plural value={findings.length} one="# thing needs a look." other="# things need a look." />
          </>
        )}
        {state === "good" && <Trans>Everything works, and nothing needs a look.</Trans>}
      </span>
    </p>
  );
}

export function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  const { t } = useLingui();
  const format = useFormat();
  if (findings.length === 0) return null;
  return (
    <ul className={classes.findings}>
      {findings.map((finding) => {
        const { what, advice, path } = textOf(finding, format);
        return (
          <li key={finding.code} data-finding={finding.code}>
            <StateIcon state={finding.severity} />
            <div>
              <div className={classes.what}>
                <span className={classes.part}>{t(partNames[finding.part])}</span> {what}
              </div>
              <div className={classes.advice}>
                {advice}{" "}
                {path && (
                  <Link to={path as never} className={classes.link}>
                    <Trans>Look there</Trans>
                  </Link>
                )}
              </div>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
