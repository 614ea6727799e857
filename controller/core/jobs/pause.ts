/**
 * Pausing a wide action. What was published to a group cannot be called back; what goes on afterwards are the repairs
 * to lamps that have not followed. A paused job keeps those back, its deadline stands still, and lamps keep what they hold.
 */
import { ControllerError } from "../../errors.ts";
import type { DeviceOrder } from "../fleet/device-orders.ts";
import type { Person } from "../people/model.ts";
import { hasFollowed, type Job, type LampWord } from "./job.ts";

/** ms lamps get at least once the job goes on: those told then need their time to answer. */
export const leastAfterPause = 10_000;

/**
 * A job whose lamps have all had their time may be paused as well: those that come back later are kept back.
 * @returns the job itself where it is paused already. @throws ControllerError `jobs/cannot-pause`, `jobs/ended`.
 */
export function pauseJob(
  job: Job,
  words: ReadonlyMap<string, LampWord>,
  { id, name }: Pick<Person, "id" | "name">,
  now: number,
): Job {
  if (job.orderKind !== "override") {
    throw new ControllerError("jobs/cannot-pause", "What protects people is carried out without a pause.", {
      params: { id: job.id },
    });
  }
  if (job.state === "paused") return job;
  if (job.state === "cancelled" || job.lampIds.every((lampId) => hasFollowed(words.get(lampId))))
    throw jobEnded(job.id);
  const left = job.state === "running" ? Math.max(0, job.deadline - now) : 0;
  return { ...job, state: "paused", paused: { at: now, personId: id, personName: name, left } };
}

/** @returns the job itself where it runs. @throws ControllerError `jobs/ended`. */
export function resumeJob(job: Job, now: number): Job {
  if (job.state === "running") return job;
  const { paused, ...rest } = job;
  if (paused === undefined) throw jobEnded(job.id);
  if (job.endedAt !== undefined) return { ...rest, state: "done" };
  return { ...rest, state: "running", deadline: now + Math.max(paused.left, leastAfterPause) };
}

export const jobEnded = (id: string) =>
  new ControllerError("jobs/ended", "The job has ended already.", { params: { id } });

/** @returns names on the wire of those orders of a device that it is not told now. */
export function refsKeptBack(
  orders: readonly DeviceOrder[],
  isKeptBack: (orderId: string) => boolean,
): ReadonlySet<number> {
  const refs = orders
    .filter(({ order }) => isKeptBack(order.id))
    .flatMap(({ order: { ref, companionRef } }) => (companionRef === undefined ? [ref] : [ref, companionRef]));
  return new Set(refs);
}
