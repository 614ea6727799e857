/** Wide actions that are not finished: how many lamps have answered what. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { type Job, type Order, useJobs, useOrdersOf } from "../jobs/job.ts";
import { useOrderText } from "../jobs/order-text.ts";
import { WordBar, WordFigures } from "../jobs/word-bar.tsx";
import { kindNames } from "../order/kinds.ts";
import { Answer } from "../parts/answer.tsx";
import { useFormat } from "../text/use-format.ts";
import classes from "./tonight.module.css";

export function RunningJobs() {
  const jobs = useJobs();
  return (
    <Answer of={jobs}>
      {(items) => {
        const underWay = items.filter(({ state }) => state === "running" || state === "paused");
        return underWay.length === 0 ? (
          <p className={classes.calm}>
            <Trans>Nothing is under way.</Trans>
          </p>
        ) : (
          <UnderWay jobs={underWay} />
        );
      }}
    </Answer>
  );
}

function UnderWay({ jobs }: { readonly jobs: readonly Job[] }) {
  const orders = useOrdersOf(jobs);
  return (
    <ul className={classes.list}>
      {jobs.map((job) => (
        <RunningJob key={job.id} job={job} order={orders.get(job.orderId)} />
      ))}
    </ul>
  );
}

interface RunningJobProps {
  readonly job: Job;
  /** Absent until it is known. */
  readonly order: Order | undefined;
}

function RunningJob({ job: { id, state, orderKind, lamps, counts, personName, createdAt }, order }: RunningJobProps) {
  const { t } = useLingui();
  const { number, time } = useFormat();
  const orderText = useOrderText();
  return (
    <li>
      <span className={classes.lineHead}>
        <Link to={`/jobs/${id}` as never} className={classes.more}>
          {order === undefined ? t(kindNames[orderKind]) : orderText(order)}
        </Link>
        <span>{state === "paused" ? <Trans>paused</Trans> : time(createdAt)}</span>
      </span>
      <span>
        <Trans>
          {number(lamps - counts.pending)} of {number(lamps)} lamps have answered
        </Trans>
      </span>
      <WordBar counts={counts} />
      <WordFigures counts={counts} />
      <span className={classes.calm}>{personName}</span>
    </li>
  );
}
