/** What a preview found, worst first; each leads to its night, its program and its place. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { SegmentedControl } from "@mantine/core";
import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useUrlValues } from "../../app/url-values.ts";
import type { Column } from "../../table/columns.ts";
import { ExportButton } from "../../table/export-button.tsx";
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
/** More roads with dark rows than this are one line. */
const darkRoadsAtOnce = 3;
/** Of the table of dark rows within the page. */
export const darkRowsId = "dark-rows";

interface FindingsProps {
  readonly findings: readonly Finding[];
  readonly onJump: (finding: Finding) => void;
}

export function Findings({ findings, onJump }: FindingsProps) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const [severity, setSeverity] = useState<Severity>();
  const names: Readonly<Record<Severity, string>> = { error: t`Error`, warning: t`Warning`, note: t`Note` };
  // each stands in the table of dark rows, with more about it
  const darkRoads = findings.filter(({ code }) => code === "darkRun").length;
  const isFolded = darkRoads > darkRoadsAtOnce;
  const shown = isFolded ? findings.filter(({ code }) => code !== "darkRun") : findings;
  const countOf = (each: Severity) => shown.filter((finding) => finding.severity === each).length;
  const of = (each: Severity) =>
    severity !== undefined && severity !== each
      ? null
      : shown
          .filter((finding) => finding.severity === each)
          .map((finding, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a finding has no name; the list stands still
            <FindingLine key={`${each} ${n}`} finding={finding} name={names[each]} onJump={() => onJump(finding)} />
          ));
  const columns: readonly Column<Finding>[] = [
    { id: "severity", title: t`Severity`, text: (finding) => names[finding.severity] },
    { id: "sentence", title: t`Finding`, text: ({ sentence }) => (i18n.locale === "vi" ? sentence.vi : sentence.en) },
    { id: "nights", title: t`Nights`, text: ({ nights }) => (nights === undefined ? "" : String(nights.count)) },
    { id: "worst", title: t`Worst night`, text: ({ nights }) => (nights === undefined ? "" : dateText(nights.worst)) },
    { id: "program", title: t`Program`, text: ({ programName, programId }) => programName ?? programId ?? "" },
    { id: "lamps", title: t`Lamps`, text: ({ lampIds = [] }) => lampIds.join(" ") },
  ];
  if (findings.length === 0) {
    return (
      <p className={classes.good}>
        <Trans>Nothing: no dark gap, no light by day, no level below a floor.</Trans>
      </p>
    );
  }
  return (
    <>
      {shown.length > readAtOnce && (
        <SegmentedControl
          mb="sm"
          aria-label={t`Which findings are shown`}
          value={severity ?? "all"}
          onChange={(value) => setSeverity(severities.find((each) => each === value))}
          data={[
            { value: "all", label: t`All: ${format.number(shown.length)}` },
            ...severities
              .filter((each) => countOf(each) > 0)
              .map((each) => ({ value: each, label: `${names[each]}: ${format.number(countOf(each))}` })),
          ]}
        />
      )}
      <ExportButton name="findings" columns={columns} rows={() => findings} />
      <ul className={classes.findings}>
        {of("error")}
        {isFolded && (severity === undefined || severity === "warning") && (
          <li data-severity="warning">
            <IconAlertCircle size={18} role="img" aria-label={names.warning} />
            <div>
              <Plural
                value={darkRoads}
                one="On # road neighbouring poles are dark together."
                other="On # roads neighbouring poles are dark together."
              />
              <div className={classes.leads}>
                <a className={classes.jump} href={`#${darkRowsId}`}>
                  <Trans>see the rows below</Trans>
                </a>
              </div>
            </div>
          </li>
        )}
        {of("warning")}
        {of("note")}
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
