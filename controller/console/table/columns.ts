/** What a table shows of its rows, and how they are narrowed, sorted and written to a file. No components here. */
import type { ReactNode } from "react";
import { fold, foldedWords } from "../search/fold.ts";

export interface Column<R> {
  readonly id: string;
  readonly title: string;
  /** As it is read, searched and exported. */
  readonly text: (row: R) => string;
  /** As it is shown, where that is more than its text. */
  readonly show?: (row: R) => ReactNode;
  /** What it is sorted by, where that is not its text; undefined comes last. */
  readonly sortBy?: (row: R) => number | undefined;
  /** Of the free width, in relation to the other columns. */
  readonly grow?: number;
  /** Its values tell by themselves what they are: on a phone they stand without the title. */
  readonly plain?: boolean;
  /** Figures stand at the end of their column. */
  readonly figures?: boolean;
}

export interface Filter<R> {
  /** Its name in the address. */
  readonly id: string;
  readonly title: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly matches: (row: R, value: string) => boolean;
}

/** Sorting as it stands in the address: a column's id, with a minus for descending. */
export interface Sorting {
  readonly column: string;
  readonly descending: boolean;
}

export function readSorting(text: string | undefined): Sorting | undefined {
  if (text === undefined) return undefined;
  return text.startsWith("-") ? { column: text.slice(1), descending: true } : { column: text, descending: false };
}

export function writeSorting(sorting: Sorting | undefined): string | undefined {
  return sorting && `${sorting.descending ? "-" : ""}${sorting.column}`;
}

/** A press on a heading: ascending, descending, as it came. */
export function nextSorting(present: Sorting | undefined, column: string): Sorting | undefined {
  if (present?.column !== column) return { column, descending: false };
  return present.descending ? undefined : { column, descending: true };
}

export interface Choice<R> {
  readonly columns: readonly Column<R>[];
  readonly filters?: readonly Filter<R>[];
  /** Values of the filters by id, as the address has them. */
  readonly values?: Readonly<Partial<Record<string, string>>>;
  /** Words in any order, each found in some column; marks and capitals do not count. */
  readonly words?: string;
  readonly sorting?: Sorting | undefined;
  readonly compare: (a: string, b: string) => number;
}

/** @returns the rows that match, in the order asked for. */
export function chooseRows<R>(rows: readonly R[], choice: Choice<R>): readonly R[] {
  const { columns, filters = [], values = {}, words = "", sorting } = choice;
  const wanted = foldedWords(words);
  const active = filters.flatMap(({ id, matches }) => {
    const value = values[id];
    return value === undefined ? [] : [(row: R) => matches(row, value)];
  });
  const matching = rows.filter((row) => {
    if (!active.every((matches) => matches(row))) return false;
    if (wanted.length === 0) return true;
    const text = foldedText(row, columns);
    return wanted.every((word) => text.includes(word));
  });
  const column = columns.find(({ id }) => id === sorting?.column);
  return column === undefined ? matching : sortRows(matching, column, sorting?.descending ?? false, choice.compare);
}

/** Folding 100,000 rows takes a good part of a second, so it is done once for as long as rows and columns are the same. */
const foldedRows = new WeakMap<object, WeakMap<object, string>>();

function foldedText<R>(row: R, columns: readonly Column<R>[]): string {
  const write = () => fold(columns.map((column) => column.text(row)).join(" "));
  if (typeof row !== "object" || row === null) return write();
  const ofColumns = foldedRows.get(columns) ?? new WeakMap<object, string>();
  foldedRows.set(columns, ofColumns);
  const known = ofColumns.get(row);
  if (known !== undefined) return known;
  const text = write();
  ofColumns.set(row, text);
  return text;
}

function sortRows<R>(
  rows: readonly R[],
  { text, sortBy }: Column<R>,
  descending: boolean,
  compare: Choice<R>["compare"],
): readonly R[] {
  const sign = descending ? -1 : 1;
  if (sortBy === undefined) {
    const keyed = rows.map((row) => ({ row, key: text(row) }));
    return keyed.sort((a, b) => sign * compare(a.key, b.key)).map(({ row }) => row);
  }
  const keyed = rows.map((row) => ({ row, key: sortBy(row) }));
  return keyed.sort((a, b) => byFigure(a.key, b.key, sign)).map(({ row }) => row);
}

/** What is not known comes last in both directions: nobody looks for it first. */
function byFigure(a: number | undefined, b: number | undefined, sign: number): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return sign * (a - b);
}
