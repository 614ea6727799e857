/** Wide actions that are not finished: how many lamps have answered what. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Answer } from "../parts/answer.tsx";
import { useFormat } from "../text/use-format.ts";
import { type Job, jobsQuery } from "./queries.ts";
import classes from "./tonight.module.css";

const words: readonly [keyof Job["counts"], MessageDescriptor][] = [
  ["proven", msg`proven`],
  ["followed", msg`followed`],
  ["held", msg`held`],
  ["refused", msg`refused`],
  ["silent", msg`silent`],
  ["pending", msg`pending`],
];

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
  const { t } = useLingui();
  const { number, time } = useFormat();
  const spoken = words.filter(([word]) => counts[word] > 0);
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
      <span className={classes.words} aria-hidden="true">
        {spoken.map(([word]) => (
          <span key={word} data-word={word} style={{ flexGrow: counts[word] }} />
        ))}
      </span>
      <span className={classes.calm}>
        {spoken.map(([word, title]) => `${number(counts[word])} ${t(title)}`).join(" · ")} · {personName}
      </span>
    </li>
  );
}
