/** CSV that a spreadsheet opens with a double click in either language: its separator, its decimal mark, its letters. */
import type { Language } from "../plans/preview/words.ts";
import type { Cell, Column, ReportBlock, ReportDocument, ReportTable } from "./document.ts";

/** Tells a spreadsheet that the file is UTF-8; without it Excel reads Vietnamese as another code page. */
export const byteOrderMark = "\uFEFF";

/** Excel takes the list separator of the region: where the comma parts decimals it is the semicolon. */
const separators: Record<Language, string> = { vi: ";", en: "," };

/**
 * One line with its end (RFC 4180). Numbers are written in full precision or with the digits given, without grouping,
 * because a grouped number is read as text; absent cells are empty.
 */
export function csvLine(
  cells: readonly Cell[],
  language: Language,
  digits: readonly (number | undefined)[] = [],
): string {
  const written = cells.map((cell, n) => {
    if (cell === undefined) return "";
    if (typeof cell === "number") return decimal(cell, language, digits[n]);
    return quoted(cell, separators[language]);
  });
  return `${written.join(separators[language])}\r\n`;
}

function decimal(value: number, language: Language, digits: number | undefined): string {
  const text = digits === undefined ? String(value) : value.toFixed(digits);
  return language === "vi" ? text.replace(".", ",") : text;
}

/**
 * A word that begins like a formula would be run by the spreadsheet of whoever opens the file, so it gets an apostrophe
 * before it (OWASP, CSV injection): names come from imports and are not ours.
 */
function quoted(text: string, separator: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return safe.includes(separator) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Head and rows of one table; the unit stands with the name of its column. */
export function* csvTable(
  { columns, rows, total }: Pick<ReportTable, "columns" | "rows" | "total">,
  language: Language,
): Generator<string> {
  const digits = columns.map((column) => column.digits);
  yield csvLine(columns.map(headOf), language);
  for (const row of rows) yield csvLine(row, language, digits);
  if (total !== undefined) yield csvLine(total, language, digits);
}

const headOf = ({ label, unit }: Pick<Column, "label" | "unit">) => (unit === undefined ? label : `${label} (${unit})`);

/** All numbers of a report, key figures and charts as tables too, each under its title and parted by an empty line. */
export function* reportCsv({ language, title, subject, origin, sections }: ReportDocument): Generator<string> {
  yield byteOrderMark;
  for (const line of [title, subject, origin]) yield csvLine([line], language);
  for (const { heading, blocks } of sections) {
    for (const block of blocks) {
      const table = tableOf(block, heading);
      if (table === undefined) continue;
      yield csvLine([], language);
      yield csvLine([table.title], language);
      yield* table.lines(language);
    }
  }
}

interface Lines {
  readonly title: string;
  lines(language: Language): Iterable<string>;
}

/** Notices and texts explain the page: a file is read by programs that want numbers. */
function tableOf(block: ReportBlock, heading: string): Lines | undefined {
  switch (block.kind) {
    case "table":
      return { title: block.title, lines: (language) => csvTable(block, language) };
    case "figures":
      return {
        title: heading,
        lines: (language) => block.items.map((item) => csvLine([headOf(item), item.value], language)),
      };
    case "bars": {
      const heads = block.series.map((label) => headOf({ label, unit: block.unit }));
      const rows = block.items.map(({ label, values }) => [label, ...values]);
      return {
        title: block.title,
        lines: (language) => [["", ...heads], ...rows].map((cells) => csvLine(cells, language)),
      };
    }
    case "text":
    case "notice":
      return undefined;
    default:
      return block satisfies never;
  }
}
