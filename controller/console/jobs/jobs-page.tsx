/** Wide actions, newest first: what was wanted, by whom, and what the lamps answered, as it comes. */
import { Trans, useLingui } from "@lingui/react/macro";
import { SegmentedControl, TextInput } from "@mantine/core";
import { IconListCheck, IconSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useUrlValues } from "../app/url-values.ts";
import { kindNames } from "../order/kinds.ts";
import { Where } from "../overrides/where.tsx";
import { Answer } from "../parts/answer.tsx";
import { Page as Frame } from "../parts/page.tsx";
import { ShowOlder } from "../parts/show-older.tsx";
import { EmptyState } from "../parts/state-note.tsx";
import { useTypedWords } from "../parts/use-typed-words.ts";
import { chooseRows } from "../table/columns.ts";
import { ExportButton } from "../table/export-button.tsx";
import { useFormat } from "../text/use-format.ts";
import { type Job, type Order, restOf, useJobs, useOrdersOf } from "./job.ts";
import { type JobLine, useJobColumns } from "./job-columns.ts";
import { JobState } from "./job-state.tsx";
import classes from "./jobs-page.module.css";
import { useOrderText } from "./order-text.ts";
import { WordBar, WordFigures } from "./word-bar.tsx";

const shows = ["all", "running", "paused", "rest"] as const;
type Shown = (typeof shows)[number];

const matches: Readonly<Record<Shown, (job: Job) => boolean>> = {
  all: () => true,
  running: ({ state }) => state === "running",
  paused: ({ state }) => state === "paused",
  rest: (job) => restOf(job) > 0,
};

export function Page() {
  const { t } = useLingui();
  const jobs = useJobs();
  const orders = useOrdersOf(jobs.data ?? []);
  const [values, set] = useUrlValues<"show" | "q">();
  const [text, type] = useTypedWords(values.q ?? "", (q) => set({ q }), 150);
  const columns = useJobColumns();
  const format = useFormat();
  const show = shows.find((one) => one === values.show) ?? "all";
  const lines = chooseRows<JobLine>(
    (jobs.data ?? []).filter(matches[show]).map((job) => ({ job, order: orders.get(job.orderId) })),
    { columns, words: values.q ?? "", compare: format.compare },
  );
  return (
    <Frame
      title={<Trans>Jobs</Trans>}
      lead={<Trans>They run on the controller: closing this page changes nothing.</Trans>}
      actions={
        <>
          <TextInput
            aria-label={t`Search in the jobs`}
            placeholder={t`Search`}
            leftSection={<IconSearch size={16} />}
            value={text}
            onChange={({ currentTarget }) => type(currentTarget.value)}
            w={170}
          />
          <SegmentedControl
            aria-label={t`Which jobs`}
            data={[
              { value: "all", label: t`All` },
              { value: "running", label: t`Under way` },
              { value: "paused", label: t`Paused` },
              { value: "rest", label: t`Not all followed` },
            ]}
            value={show}
            onChange={(value) => set({ show: value === "all" ? undefined : value })}
          />
          <ExportButton name="jobs" columns={columns} rows={() => lines} disabled={lines.length === 0} />
        </>
      }
    >
      <Answer of={jobs}>
        {() =>
          lines.length === 0 ? (
            <EmptyState icon={IconListCheck} title={<Trans>No such jobs</Trans>}>
              <Trans>Whatever is ordered for lamps is followed here, lamp by lamp.</Trans>
            </EmptyState>
          ) : (
            <ul className={classes.jobs}>
              {lines.map(({ job, order }) => (
                <JobRow key={job.id} job={job} order={order} />
              ))}
            </ul>
          )
        }
      </Answer>
      <ShowOlder of={jobs} />
    </Frame>
  );
}

function JobRow({ job, order }: { readonly job: Job; readonly order: Order | undefined }) {
  const { t } = useLingui();
  const format = useFormat();
  const orderText = useOrderText();
  const title = order === undefined ? t(kindNames[job.orderKind]) : orderText(order);
  return (
    <li className={classes.row} data-job={job.id}>
      <div>
        <Link to={`/jobs/${job.id}` as never} className={classes.title}>
          {title}
        </Link>
        {order && (
          <>
            <div>
              <Where order={order} />
            </div>
            <div className={classes.why}>{order.why}</div>
          </>
        )}
        <div className={classes.quiet}>
          {job.personName}, {format.dateTime(job.createdAt)}
        </div>
      </div>
      <div className={classes.words}>
        {job.lamps > 0 && (
          <>
            <WordBar counts={job.counts} />
            <WordFigures counts={job.counts} />
          </>
        )}
      </div>
      <JobState job={job} />
    </li>
  );
}
