/** What of tonight's work waits for somebody: orders without their second person, jobs that lamps did not follow, plans stopped half-way. */
import { useQuery } from "@tanstack/react-query";
import { type Job, useJobs } from "../jobs/job.ts";
import { useWaiting } from "../overrides/waiting.ts";
import { type Deployment, deploymentsQuery } from "../plans/deploy/deployments.ts";

export interface Concerns {
  /** Orders that wait for a second person. */
  readonly waiting: number;
  /** Jobs of this night that are over, and some of whose lamps did not do it. Newest first. */
  readonly late: readonly Job[];
  readonly stopped: readonly Deployment[];
}

/** Lamps of a job that did not do it. */
export const missed = ({ counts: { refused, silent } }: Job): number => refused + silent;

/** @param since EpochMs from which on jobs count, the night's noon. */
export function useConcerns(since: number): Concerns {
  const waiting = useWaiting().length;
  const jobs = useJobs().data ?? [];
  const deployments = useQuery(deploymentsQuery).data?.items ?? [];
  return {
    waiting,
    late: jobs.filter((job) => job.state === "done" && job.createdAt >= since && missed(job) > 0),
    stopped: deployments.filter(({ state }) => state === "stopped"),
  };
}
