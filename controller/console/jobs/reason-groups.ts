/** Why lamps have not done what was wanted, told once for all lamps of which it is true: most lamps first. */
import type { Result } from "./job.ts";
import { words } from "./word-order.ts";

export interface ReasonGroup {
  /** Names the group in the address. */
  readonly id: string;
  readonly word: Result["word"];
  /** One of its lamps, for its sentences; of lamps not heard the one that was heard longest ago. */
  readonly example: Result;
  readonly lamps: number;
}

/** @returns the same text for lamps that have the same word for the same reason; undefined where they have none. */
export function groupIdOf({ word, reason }: Pick<Result, "word" | "reason">): string | undefined {
  if (reason === undefined) return undefined;
  // sentences differ by instants and watts: their code and what can be done say what is the same
  const isOwn = reason.code === "noAnswer" || reason.code === "notProven";
  return [word, reason.code, isOwn ? reason.advice?.en : reason.en].join(" ");
}

/** @returns reasons of lamps that have not followed, and of those whose power contradicts them. */
export function groupReasons(results: readonly Result[]): readonly ReasonGroup[] {
  const groups = new Map<string, ReasonGroup>();
  for (const result of results) {
    const id = groupIdOf(result);
    if (id === undefined || result.reason?.code === "notMeasured") continue;
    const before = groups.get(id);
    const example = before === undefined || sinceOf(result) < sinceOf(before.example) ? result : before.example;
    groups.set(id, { id, word: result.word, example, lamps: (before?.lamps ?? 0) + 1 });
  }
  return [...groups.values()].sort((a, b) => b.lamps - a.lamps || words.indexOf(b.word) - words.indexOf(a.word));
}

const sinceOf = ({ reason }: Result) => Number(reason?.since ?? 0);

/** @returns those that need somebody first: silent, refused, held, then the others by name as they came. */
export function worstFirst(results: readonly Result[]): readonly Result[] {
  return [...results].sort((a, b) => words.indexOf(b.word) - words.indexOf(a.word));
}
