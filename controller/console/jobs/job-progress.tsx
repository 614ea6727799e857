/** What became of a wide action, beside the form it was given with: its words as they come, and the first reasons. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api } from "../api-client/api-client.ts";
import { jobQuery, orderQuery, type Result, restOf } from "./job.ts";
import { JobActions } from "./job-actions.tsx";
import classes from "./job-progress.module.css";
import { JobState } from "./job-state.tsx";
import { useReasonTexts } from "./reason-text.ts";
import { WordBar, WordFigures } from "./word-bar.tsx";
import { wordNames } from "./words.ts";

export function JobProgress({ jobId }: { readonly jobId: string }) {
  const { t } = useLingui();
  const { data: job } = useQuery(jobQuery(jobId));
  const { data: order } = useQuery({
    ...orderQuery(job ?? { orderId: "", orderKind: "override" }),
    enabled: job !== undefined,
  });
  if (job === undefined) return null;
  const { silent, refused, held } = job.counts;
  return (
    <section className={classes.job} aria-label={t`What became of it`} data-job={jobId}>
      <WordBar counts={job.counts} />
      <WordFigures counts={job.counts} />
      {job.paused && <JobState job={job} />}
      {restOf(job) > 0 && <Reasons jobId={jobId} stamp={`${silent} ${refused} ${held}`} />}
      <div className={classes.foot}>
        <JobActions job={job} order={order} isCompact />
        <Link to={`/jobs/${jobId}` as never} className={classes.link}>
          <Trans>Every lamp</Trans>
        </Link>
      </div>
    </section>
  );
}

/** The first ones; the job's own page lists all. */
const shownAtMost = 20;

function Reasons({ jobId, stamp }: { readonly jobId: string; readonly stamp: string }) {
  const { t } = useLingui();
  const { reasonOf } = useReasonTexts();
  const { data = [] } = useQuery({
    queryKey: ["jobs", jobId, "first-results", stamp],
    queryFn: async ({ signal }) => {
      const pages = await Promise.all(
        (["refused", "held", "silent"] as const).map((word) =>
          api.get<{ items: Result[] }>(`/jobs/${jobId}/results`, { query: { word, limit: shownAtMost }, signal }),
        ),
      );
      return pages.flatMap(({ items }) => items).slice(0, shownAtMost);
    },
    placeholderData: (before) => before,
  });
  return (
    <ul className={classes.reasons}>
      {data.map((result) => (
        <li key={result.lampId}>
          <b>{result.name}</b>: {t(wordNames[result.word])}
          {result.reason && ` – ${reasonOf(result)}`}
        </li>
      ))}
    </ul>
  );
}
