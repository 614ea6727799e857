/** One job: what was wanted, how far it is, and every lamp's word with its reason. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { levelOf } from "#protocol/behavior/light.ts";
import { kindNames } from "../order/kinds.ts";
import { Where } from "../overrides/where.tsx";
import { Answer } from "../parts/answer.tsx";
import { Page as Frame } from "../parts/page.tsx";
import { useFormat } from "../text/use-format.ts";
import { type Job, jobQuery, type Order, orderQuery, restOf } from "./job.ts";
import { JobActions } from "./job-actions.tsx";
import { JobState } from "./job-state.tsx";
import classes from "./jobs-page.module.css";
import { useOrderText } from "./order-text.ts";
import { Results } from "./results.tsx";
import { WordBar, WordFigures } from "./word-bar.tsx";

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
      actions={<JobActions job={job} order={order} />}
    >
      {job.paused && <PauseNote job={job} order={order} />}
      {order && <Facts job={job} order={order} />}
      {job.lamps > 0 && (
        <div className={classes.progress}>
          <WordBar counts={job.counts} />
          <WordFigures counts={job.counts} />
        </div>
      )}
      <Results of={job} order={order} />
    </Frame>
  );
}

/** What the pause means, and what going on will do: it is read before the button is pressed. */
function PauseNote({ job, order }: { readonly job: Job; readonly order: Order | undefined }) {
  const format = useFormat();
  const rest = restOf(job) + job.counts.pending;
  return (
    <p className={classes.pause} role="status">
      <Trans>
        Nothing more is sent to lamps that have not followed, also when they come back. Lamps keep what they hold, and
        the time of the job stands still.
      </Trans>{" "}
      {order?.target && order.until !== undefined && (
        <b>
          <Trans>
            Going on: <Plural value={rest} one="# lamp is" other="# lamps are" /> told{" "}
            {format.percent(levelOf(order.target) / 100, 1)} until {format.dateTime(order.until)}.
          </Trans>
        </b>
      )}
    </p>
  );
}

function Facts({ job, order }: { readonly job: Job; readonly order: Order }) {
  const format = useFormat();
  const { until, documentNumber, why, ended } = order;
  return (
    <dl className={classes.facts}>
      <dt>
        <Trans>Where</Trans>
      </dt>
      <dd>
        <Where order={order} />
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
