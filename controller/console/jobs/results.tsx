/** Every lamp of a job with its word and why: first the reasons, then the lamps, those that need somebody first. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { Answer } from "../parts/answer.tsx";
import type { Column, Filter } from "../table/columns.ts";
import { DataTable } from "../table/data-table.tsx";
import { hasFollowed, type Job, type Order, type Result, resultsQuery } from "./job.ts";
import classes from "./jobs-page.module.css";
import { groupIdOf, groupReasons, worstFirst } from "./reason-groups.ts";
import { ReasonList } from "./reason-list.tsx";
import { useReasonTexts } from "./reason-text.ts";
import { useJobVerb, useMayRetry } from "./use-job-verb.ts";
import { WordLetter } from "./word-bar.tsx";
import { words } from "./word-order.ts";
import { wordNames } from "./words.ts";

interface ResultsProps {
  readonly of: Job;
  readonly order: Order | undefined;
}

export function Results({ of: job, order }: ResultsProps) {
  const results = useQuery(resultsQuery(job.id, JSON.stringify(job.counts)));
  return (
    <Answer of={results}>{(found) => found.length > 0 && <Lamps results={found} job={job} order={order} />}</Answer>
  );
}

function Lamps({ results, job, order }: Omit<ResultsProps, "of"> & { results: readonly Result[]; job: Job }) {
  const { t } = useLingui();
  const { mayRetry } = useMayRetry(job, order);
  const { reasonOf, adviceOf, groupText } = useReasonTexts();
  const navigate = useNavigate();
  const groups = useMemo(() => groupReasons(results), [results]);
  const rows = useMemo(() => worstFirst(results), [results]);
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
        grow: 1.5,
      },
      { id: "reason", title: t`Reason`, text: reasonOf, grow: 3 },
      { id: "advice", title: t`What to do`, text: adviceOf, grow: 3 },
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
      {
        id: "reason",
        title: t`Reason`,
        options: groups.map((group) => ({ value: group.id, label: groupText(group) })),
        matches: (result, value) => groupIdOf(result) === value,
      },
    ],
    [t, groups, groupText],
  );
  return (
    <>
      <ReasonList groups={groups} />
      <div className={classes.lamps}>
        <DataTable<Result>
          id="job-lamps"
          label={t`Lamps of the job`}
          rows={rows}
          rowId={({ lampId }) => lampId}
          columns={columns}
          filters={filters}
          {...(mayRetry && {
            actions: (selected: readonly Result[], clear: () => void) => (
              <RetryThese jobId={job.id} lamps={selected} onDone={clear} />
            ),
          })}
          onOpen={({ lampId }) => void navigate({ to: "/map", search: { lamp: lampId } } as never)}
        />
      </div>
    </>
  );
}

interface RetryTheseProps {
  readonly jobId: string;
  readonly lamps: readonly Result[];
  readonly onDone: () => void;
}

/** Those of the selected that have not followed: the others have nothing to be asked again. */
function RetryThese({ jobId, lamps, onDone }: RetryTheseProps) {
  const rest = lamps.filter(({ word }) => !hasFollowed(word));
  const act = useJobVerb(jobId);
  return (
    <Button
      size="sm"
      disabled={rest.length === 0}
      loading={act.isPending}
      onClick={() => act.mutate({ verb: "retry", lampIds: rest.map(({ lampId }) => lampId) }, { onSuccess: onDone })}
    >
      {rest.length === 0 ? (
        <Trans>All of these have followed</Trans>
      ) : (
        <Plural value={rest.length} one="Try # lamp again" other="Try # lamps again" />
      )}
    </Button>
  );
}
