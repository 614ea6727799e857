/** Tables in Markdown, and what the lists of words are called in them. */
import * as vocabulary from "../wire/vocabulary.ts";

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Name of a list of the vocabulary with these words. @throws Error if there is none */
export function listNameOf(words: readonly unknown[]): string {
  const found = Object.entries(vocabulary).find(([, list]) => sameWords(list, words));
  if (found === undefined) throw new Error(`a list of words without a name: ${words.join()}`);
  return `\`${found[0]}\``;
}

function sameWords(list: readonly string[], words: readonly unknown[]): boolean {
  return list.length === words.length && list.every((word, n) => word === words[n]);
}
