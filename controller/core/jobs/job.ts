/** A job: one wide action followed to an honest word for every lamp. */
import {
  type CommandWord,
  commandWords,
  type Filter,
  type RefusalCode,
  type Source,
} from "#protocol/wire/vocabulary.ts";
import type { OrderKind } from "../orders/order.ts";

/** Why a lamp has the word it has. Names behind refs are filled in where the reason is shown. */
export type Reason =
  | { readonly code: "neverHeard" }
  /** EpochMs anything was last heard. */
  | { readonly code: "noAnswer"; readonly since: number }
  | { readonly code: "refused"; readonly refusal: RefusalCode }
  /** The lamp has no electronics of its own and cannot do this alone. */
  | { readonly code: "noElectronics" }
  | { readonly code: "outranked"; readonly source: Source; readonly ref?: number }
  | { readonly code: "limited"; readonly filter: Filter }
  | {
      readonly code: "unpowered";
      readonly cabinetId: string;
      readonly output: number;
      readonly source: Source;
      readonly ref?: number;
    }
  | { readonly code: "ramping" }
  /** Its start lies ahead, or the device's clock is not good enough to know. */
  | { readonly code: "waiting" }
  /** The order was ended before the lamp said anything. */
  | { readonly code: "ended" }
  /** W measured outside the band. */
  | { readonly code: "notProven"; readonly measured: number; readonly low: number; readonly high: number }
  | { readonly code: "notMeasured" };

export interface LampWord {
  readonly word: CommandWord;
  readonly reason?: Reason;
}

export function hasFollowed(word: LampWord | undefined): boolean {
  return word?.word === "followed" || word?.word === "proven";
}

/** `paused`: nothing more is sent to lamps that have not followed, until somebody lets it go on. */
export const jobStates = ["running", "paused", "done", "cancelled"] as const;
export type JobState = (typeof jobStates)[number];

/** @returns whether it goes on, or will once somebody lets it. */
export const isUnderWay = ({ state }: { readonly state: JobState }) => state === "running" || state === "paused";

export interface Pause {
  readonly at: number;
  readonly personId: string;
  readonly personName: string;
  /** ms it had left until its deadline; 0 where it had ended. */
  readonly left: number;
}

export interface Job {
  readonly id: string;
  /** Chosen by the client: the same key again is the same job, not a second one. */
  readonly key: string;
  /** Fingerprint of what was asked for: the same key with another wish is a mistake. */
  readonly wish: string;
  readonly orderId: string;
  readonly orderKind: OrderKind;
  readonly createdAt: number;
  readonly personId: string;
  readonly personName: string;
  readonly state: JobState;
  /** EpochMs at which a lamp without an answer is silent. */
  readonly deadline: number;
  /** EpochMs; stays where lamps that did not follow are kept back after the end. */
  readonly endedAt?: number;
  /** Present while it is paused. */
  readonly paused?: Pause;
  readonly lampIds: readonly string[];
}

/**
 * Whether a word takes the place of the one before. What a lamp did stays done: once the job has ended, words improve
 * and do not get worse, or every later order to the same lamps would rewrite what became of this one.
 */
export function isNews({ endedAt }: Pick<Job, "endedAt">, before: LampWord, word: LampWord): boolean {
  const better = commandWords.indexOf(word.word) - commandWords.indexOf(before.word);
  if (better === 0) return JSON.stringify(before.reason) !== JSON.stringify(word.reason);
  return endedAt === undefined || better > 0;
}

/** Lamps by word; `pending` have none yet. */
export type JobCounts = Record<CommandWord | "pending", number>;

const noWords: JobCounts = { pending: 0, silent: 0, refused: 0, held: 0, followed: 0, proven: 0 };

export function countWords({ lampIds }: Pick<Job, "lampIds">, words: ReadonlyMap<string, LampWord>): JobCounts {
  const counts = { ...noWords };
  for (const lampId of lampIds) counts[words.get(lampId)?.word ?? "pending"]++;
  return counts;
}

/** The same of several parts together. */
export function sumCounts(parts: readonly JobCounts[]): JobCounts {
  const sum = { ...noWords };
  for (const part of parts) for (const word of Object.keys(sum) as (keyof JobCounts)[]) sum[word] += part[word];
  return sum;
}

/** The same from how often each word was given. */
export function withPending(job: Job, given: Partial<Record<CommandWord, number>>): JobCounts {
  const words = Object.values(given).reduce((sum, count) => sum + count, 0);
  return { ...noWords, ...given, pending: job.lampIds.length - words };
}

/**
 * What people see of a job: how many lamps, not which; nothing of its key.
 * @param counts of the lamps that are theirs to see.
 */
export function showJob(job: Job, counts: JobCounts) {
  const { lampIds: _lampIds, key: _key, wish: _wish, ...shown } = job;
  return { ...shown, lamps: Object.values(counts).reduce((sum, count) => sum + count, 0), counts };
}
