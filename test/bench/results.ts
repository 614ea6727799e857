/** From the figures of all runs to medians, a table people read and a document programs read. */
import type { Figure, Row } from "./row.ts";

export interface Summary {
  readonly subject: string;
  readonly measure: string;
  readonly unit: string;
  readonly median: number;
  /** Every run's figure, in order. */
  readonly samples: readonly number[];
}

export interface Result {
  readonly name: string;
  readonly title: string;
  readonly figures: readonly Summary[];
  readonly aims: readonly { readonly text: string; readonly isMet: boolean | undefined }[];
}

export function resultOf(row: Row, figures: readonly Figure[]): Result {
  const summaries: Summary[] = [];
  for (const { subject, measure, unit } of figures) {
    if (summaries.some((summary) => summary.subject === subject && summary.measure === measure)) continue;
    const samples = figures
      .filter((other) => other.subject === subject && other.measure === measure)
      .map(({ value }) => value);
    summaries.push({ subject, measure, unit, median: medianOf(samples), samples });
  }
  const median = (subject: string, measure: string) =>
    summaries.find((summary) => summary.subject === subject && summary.measure === measure)?.median;
  const aims = row.aims.map(({ text, isMet }) => ({ text, isMet: isMet(median) }));
  return { name: row.name, title: row.title, figures: summaries, aims };
}

/** @param samples at least one. */
export function medianOf(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** A row as lines of text; figures beside each other in one column. */
export function tableOf({ title, figures, aims }: Result): string {
  const cells = figures.map(({ subject, measure, unit, median, samples }) => [
    subject,
    measure,
    `${written(median)}${unit === "" ? "" : ` ${unit}`}`,
    samples.length > 1 ? `${written(Math.min(...samples))} … ${written(Math.max(...samples))}` : "",
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...cells.map((cell) => cell[column]!.length)));
  const lines = cells.map((cell) =>
    `  ${cell.map((text, column) => text.padEnd(widths[column]!)).join("  ")}`.trimEnd(),
  );
  const words = { true: "met   ", false: "MISSED", undefined: "–     " };
  return [title, ...lines, ...aims.map(({ text, isMet }) => `  ${words[`${isMet}`]}  ${text}`), ""].join("\n");
}

function written(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString("en", { maximumFractionDigits: digits });
}
