/** One job: what was wanted, how far it is, and every lamp's word with its reason. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import { kindNames } from "../order/kinds.ts";
import { placeOfSelection } from "../order/place.ts";
import { usePlaceName } from "../order/place-name.ts";
import { Answer } from "../parts/answer.tsx";
import { Page as Frame } from "../parts/page.tsx";
import type { Column, Filter } from "../table/columns.ts";
import { DataTable } from "../table/data-table.tsx";
import { useFormat } from "../text/use-format.ts";
import { type Job, jobQuery, type Order, orderQuery, type Result, resultsQuery } from "./job.ts";
import { JobActions } from "./job-actions.tsx";
import { JobState } from "./job-state.tsx";
import classes from "./jobs-page.module.css";
import { useOrderText } from "./order-text.ts";
import { useReasonTexts } from "./reason-text.ts";
import { WordBar, WordFigures, WordLetter } from "./word-bar.tsx";
import { wordNames, words } from "./words.ts";

export function Page() {
  const { jobId = "" } = useParams({ strict: false }) as { jobId?: string };
  const job = useQuery(jobQuery(jobId));
  if (job.data !== undefined) return <JobBody job={job.data} />;
  // loading, or refused: a page has its heading all the same
  return (
    <Frame title={<Trans>Job</Trans>}>
      <Answer of={job}>{() => null}</Answer>
    </Frame>
  );
}

function JobBody({ job }: { readonly job: Job }) {
  const { t } = useLingui();
  const orderText = useOrderText();
  const { data: order } = useQuery(orderQuery(job));
  return (
    <Frame
      wide
      title={order === undefined ? t(kindNames[job.orderKind]) : orderText(order)}
      lead={<JobState job={job} />}
      actions={<JobActions job={job} />}
    >
      {order && <Facts job={job} order={order} />}
      <div className={classes.progress}>
        <WordBar counts={job.counts} />
        <WordFigures counts={job.counts} />
      </div>
      <Results job={job} />
    </Frame>
  );
}

function Facts({ job, order }: { readonly job: Job; readonly order: Order }) {
  const format = useFormat();
  const place = usePlaceName(placeOfSelection(order.selection));
  const { until, documentNumber, why, ended } = order;
  return (
    <dl className={classes.facts}>
      <dt>
        <Trans>Where</Trans>
      </dt>
      <dd>
        {place && `${place} · `}
        <Plural value={job.lamps} one="# lamp" other="# lamps" />
      </dd>
      <dt>
        <Trans>Why</Trans>
      </dt>
      <dd>{documentNumber === undefined ? why : `${why} (${documentNumber})`}</dd>
      <dt>
        <Trans>Who</Trans>
      </dt>
      <dd>
        {job.personName}, {format.dateTime(job.createdAt)}
      </dd>
      {ended ? (
        <>
          <dt>
            <Trans>Ended</Trans>
          </dt>
          <dd>
            {format.dateTime(ended.at)}, {ended.personName}
            {ended.why && ` – ${ended.why}`}
          </dd>
        </>
      ) : (
        until !== undefined && (
          <>
            <dt>
              <Trans>Until</Trans>
            </dt>
            <dd>{format.dateTime(until)}</dd>
          </>
        )
      )}
    </dl>
  );
}

function Results({ job }: { readonly job: Job }) {
  const { t } = useLingui();
  const { reasonOf, adviceOf } = useReasonTexts();
  const navigate = useNavigate();
  const results = useQuery(resultsQuery(job.id, JSON.stringify(job.counts)));
  const columns = useMemo<Column<Result>[]>(
    () => [
      { id: "lamp", title: t`Lamp`, text: ({ name }) => name, grow: 2 },
      { id: "id", title: t`Number`, text: ({ lampId }) => lampId },
      {
        id: "word",
        title: t`Answer`,
        text: ({ word }) => t(wordNames[word]),
        sortBy: ({ word }) => words.indexOf(word),
        show: ({ word }) => (
          <>
            <WordLetter word={word} /> {t(wordNames[word])}
          </>
        ),
      },
      { id: "reason", title: t`Reason`, text: reasonOf, grow: 4 },
      { id: "advice", title: t`What to do`, text: adviceOf, grow: 4 },
    ],
    [t, reasonOf, adviceOf],
  );
  const filters = useMemo<Filter<Result>[]>(
    () => [
      {
        id: "word",
        title: t`Answer`,
        options: words.map((word) => ({ value: word, label: t(wordNames[word]) })),
        matches: ({ word }, value) => word === value,
      },
    ],
    [t],
  );
  return (
    <Answer of={results}>
      {(rows) => (
        <DataTable
          id="job-lamps"
          label={t`Lamps of the job`}
          rows={rows}
          rowId={({ lampId }) => lampId}
          columns={columns}
          filters={filters}
          onOpen={({ lampId }) => void navigate({ to: "/map", search: { lamp: lampId } } as never)}
        />
      )}
    </Answer>
  );
}
