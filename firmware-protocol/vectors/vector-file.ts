/** One file of golden inputs and outputs: what it is called, what it is about, and how it is spelled. */

export interface VectorFile {
  /** `topics.json`; stands in this folder. */
  readonly name: string;
  /** For the person who writes a C test: what a case says and what must hold. */
  readonly about: string;
  /** Plain JSON values; the order never changes by itself. */
  cases(): readonly object[];
}

/** @returns the file's text: one case a line, so that a change shows as the cases it changed. */
export function spellVectors({ about, cases }: VectorFile): string {
  const lines = cases().map((entry) => `    ${JSON.stringify(entry)}`);
  return `{\n  "about": ${JSON.stringify(about)},\n  "cases": [\n${lines.join(",\n")}\n  ]\n}\n`;
}
