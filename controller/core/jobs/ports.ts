/** What jobs ask of the world. */
import type { CommandWord } from "#protocol/wire/vocabulary.ts";
import type { Order } from "../orders/order.ts";
import type { Deployment } from "../plans/deployment.ts";
import type { Job, LampWord } from "./job.ts";

/** Ends nobody was there for and of which the audit log has no line, oldest first. */
export interface EndStore {
  /** Jobs that ended by themselves after `since` (EpochMs). */
  jobs(since: number): Promise<Job[]>;
  /** Orders nobody ended whose own end lies after `since` and not after `now`. */
  orders(since: number, now: number): Promise<Order[]>;
  /** Deployments that ended, or stopped because too many devices cannot use them, after `since`. */
  deployments(since: number): Promise<Deployment[]>;
}

export interface StoredWord extends LampWord {
  readonly lampId: string;
  /** EpochMs of the report that gave the word. */
  readonly at: number;
}

export interface JobStore {
  /** Jobs under way, paused ones too, and ended ones whose words may still improve because their order stands at `now`; oldest first. */
  unfinished(now: number): Promise<Job[]>;
  find(id: string): Promise<Job | undefined>;
  findByKey(personId: string, key: string): Promise<Job | undefined>;
  /** Newest first, older than the job `before` where it is given; with `areaIds` those whose order is of these areas. */
  list(query: { limit: number; before?: string; areaIds?: readonly string[] }): Promise<Job[]>;
  /** Writes state, deadline and end. */
  update(job: Job): Promise<void>;
  words(jobId: string): Promise<StoredWord[]>;
  /** How often each word was given in each of these jobs; jobs without a word are absent. */
  countWords(jobIds: readonly string[]): Promise<Map<string, Partial<Record<CommandWord, number>>>>;
  saveWords(jobId: string, words: readonly StoredWord[]): Promise<void>;
  /** Takes back the words of these lamps: they are asked again. */
  clearWords(jobId: string, lampIds: readonly string[]): Promise<void>;
}
