/** What became of a wide action, in the five words of the protocol, as it happens; the reasons of those that did not follow. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { JobCounts, JobView, LampResult } from "../../../api/order-schemas.ts";
import { api } from "../../api-client/api-client.ts";
import { liveQuery } from "../../live/live-query.ts";
import { useFormat } from "../../text/use-format.ts";
import classes from "./order-form.module.css";

type Job = z.infer<typeof JobView>;
type Word = keyof z.infer<typeof JobCounts>;

/** Best first, as the bar fills. */
const order: readonly Word[] = ["proven", "followed", "held", "refused", "silent", "pending"];
const names: Readonly<Record<Word, MessageDescriptor>> = {
  proven: msg`proven`,
  followed: msg`followed`,
  held: msg`held`,
  refused: msg`refused`,
  silent: msg`silent`,
  pending: msg`no answer yet`,
};
const colours: Readonly<Record<Word, string>> = {
  proven: "var(--den-good)",
  followed: "var(--den-info)",
  held: "var(--den-warn)",
  refused: "var(--den-bad)",
  silent: "var(--den-quiet)",
  pending: "var(--den-line)",
};

export function JobProgress({ jobId }: { readonly jobId: string }) {
  const { t } = useLingui();
  const format = useFormat();
  const { data: job } = useQuery(jobQuery(jobId));
  const retry = useMutation({ mutationFn: () => api.post(`/jobs/${jobId}/retry`) });
  const cancel = useMutation({ mutationFn: () => api.post(`/jobs/${jobId}/cancel`) });
  if (job === undefined) return null;
  const given = order.filter((word) => job.counts[word] > 0);
  const rest = job.counts.silent + job.counts.refused + job.counts.held;
  return (
    <section className={classes.job} aria-label={t`What became of it`} data-job={jobId}>
      <div className={classes.bar} aria-hidden="true">
        {given.map((word) => (
          <span key={word} style={{ flex: job.counts[word], background: colours[word] }} />
        ))}
      </div>
      <dl className={classes.words} aria-live="polite">
        {given.map((word) => (
          <div key={word} style={{ "--word": colours[word] } as React.CSSProperties}>
            <dt>{t(names[word])}</dt>
            <dd data-word={word}>{format.number(job.counts[word])}</dd>
          </div>
        ))}
      </dl>
      {rest > 0 && <Reasons jobId={jobId} words={`${job.counts.silent} ${job.counts.refused} ${job.counts.held}`} />}
      <Group gap="xs">
        {rest > 0 && (
          <Button size="compact-sm" variant="default" onClick={() => retry.mutate()} loading={retry.isPending}>
            <Trans>Try the rest again</Trans>
          </Button>
        )}
        {job.state === "running" && (
          <Button size="compact-sm" variant="subtle" onClick={() => cancel.mutate()} loading={cancel.isPending}>
            <Trans>Cancel</Trans>
          </Button>
        )}
      </Group>
    </section>
  );
}

const jobQuery = (jobId: string) =>
  liveQuery<Job, "job">({
    queryKey: ["jobs", jobId],
    path: `/jobs/${jobId}`,
    kinds: ["job"],
    apply: (known, { data }) => (data.id === jobId ? data : known),
  });

/** The first ones; the job's own page lists all. */
const shownAtMost = 20;

function Reasons({ jobId, words }: { readonly jobId: string; readonly words: string }) {
  const { t, i18n } = useLingui();
  const { data = [] } = useQuery({
    queryKey: ["jobs", jobId, "results", words],
    queryFn: async ({ signal }) => {
      const pages = await Promise.all(
        (["refused", "held", "silent"] as const).map((word) =>
          api.get<{ items: z.infer<typeof LampResult>[] }>(`/jobs/${jobId}/results`, {
            query: { word, limit: shownAtMost },
            signal,
          }),
        ),
      );
      return pages.flatMap(({ items }) => items).slice(0, shownAtMost);
    },
    placeholderData: (before) => before,
  });
  return (
    <ul className={classes.reasons}>
      {data.map(({ lampId, name, word, reason }) => (
        <li key={lampId}>
          <b>{name}</b>: {t(names[word])}
          {reason && ` – ${i18n.locale === "vi" ? reason.vi : reason.en}`}
        </li>
      ))}
    </ul>
  );
}
