/** A report before it is a file: what it says, in order, in one language. Who writes it (PDF, CSV) decides how it looks. */
import type { Language } from "../plans/preview/words.ts";

export interface ReportDocument {
  readonly language: Language;
  readonly title: string;
  /** What it is about: "Phường Phú Lợi · tháng 10/2026". */
  readonly subject: string;
  /** When and by whom it was made, and from what: the line at the foot of each page. */
  readonly origin: string;
  readonly sections: readonly ReportSection[];
}

export interface ReportSection {
  readonly heading: string;
  readonly blocks: readonly ReportBlock[];
}

export type ReportBlock =
  | { readonly kind: "text"; readonly text: string }
  /** What must not be overlooked: estimates, holes, a figure without a source. */
  | { readonly kind: "notice"; readonly text: string }
  | { readonly kind: "figures"; readonly items: readonly KeyFigure[] }
  | BarChart
  | ReportTable;

/** One of the few numbers that the reader came for. */
export interface KeyFigure {
  readonly label: string;
  readonly value: Cell;
  readonly unit?: string;
  /** What it is held against: "−38,2 % so với nền". */
  readonly note?: string;
}

/** Bars side by side for each label; values are never negative, and absent where nothing is known. */
export interface BarChart {
  readonly kind: "bars";
  readonly title: string;
  readonly unit: string;
  readonly series: readonly string[];
  readonly items: readonly { readonly label: string; readonly values: readonly (number | undefined)[] }[];
}

export interface ReportTable {
  readonly kind: "table";
  /** A name of its own: the part of a CSV file is found by it. */
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** Sums below; as many as columns. */
  readonly total?: readonly Cell[];
}

export interface Column {
  readonly label: string;
  readonly unit?: string;
  /** Places after the comma, for all its numbers; absent: it holds words. */
  readonly digits?: number;
  /** Share of the width against the others; absent: 1 for numbers, 2 for words. */
  readonly width?: number;
}

/** A number is written in the language's form; absent is written as a dash, which is not a zero. */
export type Cell = string | number | undefined;

export const absentCell = "–";

/** @param digits places after the comma, always all of them; absent: 0. */
export function cellText(cell: Cell, language: Language, digits = 0): string {
  if (cell === undefined) return absentCell;
  if (typeof cell === "string") return cell;
  return numberFormat(language, digits).format(cell).replace("-", "−");
}

const formats = new Map<string, Intl.NumberFormat>();

/** Making one takes longer than writing a thousand numbers with it. */
function numberFormat(language: Language, digits: number): Intl.NumberFormat {
  const key = `${language} ${digits}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(language, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      // what is rounded to nothing has no sign
      signDisplay: "negative",
    });
    formats.set(key, format);
  }
  return format;
}
