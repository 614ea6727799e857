/** Reports about one's areas: those that are made, those under way, and a form for another. */
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Anchor, Button, Progress } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { IconFileTypePdf, IconPlus, IconTable, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api-client/api-client.ts";
import { useAreas } from "../api-client/areas.ts";
import { useMay, useMe } from "../api-client/me.ts";
import { useAreaScope } from "../app/area-scope.tsx";
import { Answer } from "../parts/answer.tsx";
import { Page as Frame } from "../parts/page.tsx";
import { EmptyState } from "../parts/state-note.tsx";
import { languageNames } from "../text/language.ts";
import { problemText } from "../text/problem-text.ts";
import { useFormat } from "../text/use-format.ts";
import { NewReportDialog } from "./new-report-dialog.tsx";
import { isUnderWay, kindNames, periodText, type Report, reportsQuery } from "./report.ts";
import classes from "./reports-page.module.css";

export function Page() {
  const reports = useQuery(reportsQuery);
  const { within } = useAreaScope();
  const [isAsking, { open, close }] = useDisclosure(false);
  return (
    <Frame
      title={<Trans>Reports</Trans>}
      lead={<Trans>Made while you do something else; kept for everybody who may read the area.</Trans>}
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={open}>
          <Trans>Make a report</Trans>
        </Button>
      }
    >
      <Answer of={reports}>
        {(all) => {
          const shown = all.filter(({ areaId }) => within === undefined || within.has(areaId));
          if (shown.length === 0) {
            return (
              <EmptyState title={<Trans>No reports yet</Trans>}>
                <Trans>A report tells a month of energy or of operation, as a PDF and as a table.</Trans>
              </EmptyState>
            );
          }
          return (
            <ul className={classes.reports}>
              {shown.map((report) => (
                <ReportRow key={report.id} report={report} />
              ))}
            </ul>
          );
        }}
      </Answer>
      <NewReportDialog opened={isAsking} onClose={close} />
    </Frame>
  );
}

function ReportRow({ report }: { readonly report: Report }) {
  const { i18n } = useLingui();
  const format = useFormat();
  const { data } = useAreas();
  const { id, kind, areaId, language, personId, personName, askedAt } = report;
  const area = data?.areas.find((one) => one.areaId === areaId)?.name ?? areaId;
  const asked = format.dateTime(askedAt);
  const period = periodText(report);
  return (
    <li className={classes.report}>
      <div className={classes.what}>
        <strong>
          {area} · {period}
        </strong>
        <div>{i18n._(kindNames[kind])}</div>
        <div className={classes.quiet}>
          {languageNames[language]} · {personName}, {asked}
        </div>
      </div>
      <Outcome report={report} />
      <Remove id={id} name={`${area} · ${period}`} personId={personId} />
    </li>
  );
}

function Outcome({ report }: { readonly report: Report }) {
  const { t } = useLingui();
  const format = useFormat();
  const { id, share, state, language } = report;
  if (isUnderWay(report)) {
    return (
      <div className={classes.progress}>
        <Progress value={share * 100} aria-label={t`How far it is`} />
        <span className={classes.quiet} role="status">
          {state === "waiting" ? <Trans>waiting</Trans> : format.percent(share)}
        </span>
      </div>
    );
  }
  if (state === "failed") {
    return (
      <span className={classes.failed}>
        <Trans>It could not be made. Ask for it again; if it fails again, tell your administrator.</Trans>
      </span>
    );
  }
  const file = (kind: "pdf" | "csv") => `/api/v1/reports/${encodeURIComponent(id)}/file?format=${kind}`;
  return (
    <div className={classes.files}>
      <Anchor href={file("pdf")} download hrefLang={language} className={classes.file}>
        <IconFileTypePdf size={18} aria-hidden="true" /> PDF
      </Anchor>
      <Anchor href={file("csv")} download hrefLang={language} className={classes.file}>
        <IconTable size={18} aria-hidden="true" /> CSV
      </Anchor>
    </div>
  );
}

interface RemoveProps {
  readonly id: string;
  readonly name: string;
  /** Who asked for it, and may take it away. */
  readonly personId: string;
}

function Remove({ id, name, personId }: RemoveProps) {
  const { t } = useLingui();
  const me = useMe();
  const isAdministrator = useMay("inventory");
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => api.delete(`/reports/${encodeURIComponent(id)}`),
    onSuccess: () => client.invalidateQueries({ queryKey: reportsQuery.queryKey }),
    onError: (error) => notifications.show({ color: "red", message: problemText(error) }),
  });
  if (personId !== me.id && !isAdministrator) return null;
  return (
    <ActionIcon
      variant="subtle"
      size={34}
      aria-label={t`Remove ${name}`}
      loading={remove.isPending}
      onClick={() => remove.mutate()}
    >
      <IconTrash size={18} />
    </ActionIcon>
  );
}
