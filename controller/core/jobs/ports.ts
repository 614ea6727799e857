/** What jobs ask of the world. */
import type { CommandWord } from "#protocol/wire/vocabulary.ts";
import type { Job, LampWord } from "./job.ts";

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
  /** Newest first, older than the job `before` where it is given. */
  list(query: { limit: number; before?: string }): Promise<Job[]>;
  /** Writes state, deadline and end. */
  update(job: Job): Promise<void>;
  words(jobId: string): Promise<StoredWord[]>;
  /** How often each word was given in each of these jobs; jobs without a word are absent. */
  countWords(jobIds: readonly string[]): Promise<Map<string, Partial<Record<CommandWord, number>>>>;
  saveWords(jobId: string, words: readonly StoredWord[]): Promise<void>;
  /** Takes back the words of these lamps: they are asked again. */
  clearWords(jobId: string, lampIds: readonly string[]): Promise<void>;
}
