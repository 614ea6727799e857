/** How wide the columns of a table are: as wide as most of what stands in them. No components here. */
import type { Column } from "./columns.ts";

/** Rows that are looked at, spread over the whole list: reading all texts of 100,000 rows would be felt. */
const sampled = 200;
/** Of them, the share that has to fit; the rest is cut and told on hover. */
const fitting = 0.85;
/** px, mean width of a small letter and of a capital or digit in the table's type. */
const small = 8;
const large = 9;
/** px, both paddings of a cell together. */
const padding = 20;
/** px, the arrow of a sorted column and its gap. */
const arrow = 18;

const narrowest = 64;
const widest = 180;

/** @returns px for each column, the least it needs. */
export function columnWidths<R>(columns: readonly Column<R>[], rows: readonly R[]): number[] {
  const step = Math.max(1, Math.floor(rows.length / sampled));
  const sample = rows.filter((_, n) => n % step === 0);
  return columns.map(({ title, text }) => {
    const lengths = sample.map((row) => lengthOf(text(row))).sort((a, b) => a - b);
    const longest = lengths[Math.ceil(lengths.length * fitting) - 1] ?? 0;
    const needed = Math.max(longest, lineOfHeading(title) + arrow) + padding;
    return Math.round(Math.min(Math.max(needed, narrowest), widest));
  });
}

/** px */
function lengthOf(text: string): number {
  const wide = text.match(/[\p{Lu}\d]/gu)?.length ?? 0;
  return wide * large + (text.length - wide) * small;
}

/** px, the longer line of a heading that is broken into at most two. */
function lineOfHeading(title: string): number {
  const words = title.split(" ");
  const breaks = words.map((_, n) =>
    Math.max(lengthOf(words.slice(0, n).join(" ")), lengthOf(words.slice(n).join(" "))),
  );
  return Math.min(...breaks);
}
