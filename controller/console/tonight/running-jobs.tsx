/** Wide actions that are not finished: how many lamps have answered what. */
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type Job, jobsQuery } from "../jobs/job.ts";
import { WordBar, WordFigures } from "../jobs/word-bar.tsx";
import { Answer } from "../parts/answer.tsx";
import { useFormat } from "../text/use-format.ts";
import classes from "./tonight.module.css";

export function RunningJobs() {
  const jobs = useQuery(jobsQuery);
  return (
    <Answer of={jobs}>
      {({ items }) => {
        const running = items.filter(({ state }) => state === "running");
        if (running.length === 0)
          return (
            <p className={classes.calm}>
              <Trans>Nothing is under way.</Trans>
            </p>
          );
        return (
          <ul className={classes.list}>
            {running.map((job) => (
              <RunningJob key={job.id} job={job} />
            ))}
          </ul>
        );
      }}
    </Answer>
  );
}

function RunningJob({ job: { lamps, counts, personName, createdAt } }: { readonly job: Job }) {
  const { number, time } = useFormat();
  return (
    <li>
      <span className={classes.lineHead}>
        <b>
          <Trans>
            {number(lamps - counts.pending)} of {number(lamps)} lamps have answered
          </Trans>
        </b>
        <span>{time(createdAt)}</span>
      </span>
      <WordBar counts={counts} />
      <WordFigures counts={counts} />
      <span className={classes.calm}>{personName}</span>
    </li>
  );
}
