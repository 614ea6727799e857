/** What a chooser offers of its options: found without marks, in the order of the person's language. No components here. */
import { fold, foldedWords } from "../search/fold.ts";

export interface FoldedOption {
  readonly value: string;
  readonly label: string;
  /** How far it lies below the first of a tree; set in by that much. */
  readonly depth?: number;
}

/** @returns the options by label; those of a tree or of a row of numbers are given as they come. */
export function sortOptions<O extends FoldedOption>(
  options: readonly O[],
  compare: (a: string, b: string) => number,
): readonly O[] {
  return options.toSorted((a, b) => compare(a.label, b.label));
}

export interface OfferedOptions<O> {
  readonly offered: readonly O[];
  /** How many more match and are not offered. */
  readonly more: number;
}

/**
 * @param typed words in any order, each of which the label holds; marks and capitals do not count.
 * @returns at most `limit` options; those whose label begins with what was typed come first.
 */
export function findOptions<O extends { readonly label: string }>(
  options: readonly O[],
  typed: string,
  limit: number,
): OfferedOptions<O> {
  const wanted = foldedWords(typed);
  const start = wanted.join(" ");
  const found = options
    .map((option) => ({ option, label: fold(option.label).trim() }))
    .filter(({ label }) => wanted.every((word) => label.includes(word)));
  const [first, rest] = [true, false].map((begins) => found.filter(({ label }) => label.startsWith(start) === begins));
  const ordered = [...(first ?? []), ...(rest ?? [])].map(({ option }) => option);
  return { offered: ordered.slice(0, limit), more: Math.max(0, ordered.length - limit) };
}
