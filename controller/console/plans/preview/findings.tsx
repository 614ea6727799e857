/** What a preview found, worst first; each leads to its night, its program and its place. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { SegmentedControl } from "@mantine/core";
import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useUrlValues } from "../../app/url-values.ts";
import { dateText, dayOf, isoOf } from "../../text/civil-day.ts";
import { useFormat } from "../../text/use-format.ts";
import { useEditing } from "../draft/editing.ts";
import classes from "./preview.module.css";
import type { Finding } from "./previews.ts";

const icons = { error: IconAlertTriangle, warning: IconAlertCircle, note: IconInfoCircle } as const;
const severities = ["error", "warning", "note"] as const;
type Severity = (typeof severities)[number];

/** More than this many are looked at by severity. */
const readAtOnce = 8;

interface FindingsProps {
  readonly findings: readonly Finding[];
  readonly onJump: (finding: Finding) => void;
}

export function Findings({ findings, onJump }: FindingsProps) {
  const { t } = useLingui();
  const format = useFormat();
  const [severity, setSeverity] = useState<Severity>();
  const names: Readonly<Record<Severity, string>> = { error: t`Error`, warning: t`Warning`, note: t`Note` };
  const countOf = (each: Severity) => findings.filter((finding) => finding.severity === each).length;
  if (findings.length === 0) {
    return (
      <p className={classes.good}>
        <Trans>Nothing: no dark gap, no light by day, no level below a floor.</Trans>
      </p>
    );
  }
  return (
    <>
      {findings.length > readAtOnce && (
        <SegmentedControl
          mb="sm"
          aria-label={t`Which findings are shown`}
          value={severity ?? "all"}
          onChange={(value) => setSeverity(severities.find((each) => each === value))}
          data={[
            { value: "all", label: t`All: ${format.number(findings.length)}` },
            ...severities
              .filter((each) => countOf(each) > 0)
              .map((each) => ({ value: each, label: `${names[each]}: ${format.number(countOf(each))}` })),
          ]}
        />
      )}
      <ul className={classes.findings}>
        {findings.map((finding, n) =>
          severity !== undefined && finding.severity !== severity ? null : (
            // biome-ignore lint/suspicious/noArrayIndexKey: a finding has no name; the list stands still
            <FindingLine key={n} finding={finding} name={names[finding.severity]} onJump={() => onJump(finding)} />
          ),
        )}
      </ul>
    </>
  );
}

interface FindingLineProps {
  readonly finding: Finding;
  /** Of its severity. */
  readonly name: string;
  readonly onJump: () => void;
}

function FindingLine({ finding, name, onJump }: FindingLineProps) {
  const { i18n } = useLingui();
  const { plan } = useEditing();
  const [, set] = useUrlValues<"part" | "program" | "night">();
  const { severity, sentence, nights, planId, programId, programName, roadId, lampIds = [] } = finding;
  const Icon = icons[severity];
  const [lamp] = lampIds;
  const isOurs = programId !== undefined && (planId === undefined || planId === plan.id);
  const edit = () =>
    set({ part: "programs", program: programId, ...(nights && { night: isoOf(dayOf(nights.worst)) }) });
  return (
    <li data-severity={severity}>
      <Icon size={18} role="img" aria-label={name} />
      <div>
        {i18n.locale === "vi" ? sentence.vi : sentence.en}
        <div className={classes.leads}>
          {nights && (
            <button type="button" className={classes.jump} onClick={onJump}>
              <Plural value={nights.count} one="# night" other="# nights" />,{" "}
              <Trans>see {dateText(nights.worst)}</Trans>
            </button>
          )}
          {isOurs && (
            <button type="button" className={classes.jump} onClick={edit}>
              <Trans>Mend the program {programName ?? programId}</Trans>
            </button>
          )}
          {(roadId ?? lamp) !== undefined && (
            <Link
              to="/map"
              search={{ ...(roadId && { road: roadId }), ...(lamp && { lamp }) } as never}
              className={classes.jump}
            >
              <Trans>Show on the map</Trans>
            </Link>
          )}
        </div>
      </div>
    </li>
  );
}
