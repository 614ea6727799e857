/** Reads a CSV file: UTF-8 with or without BOM, separated by comma, semicolon or tab, quoted or not. */
import { Readable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { CsvError, parse } from "csv-parse";
import type { ImportProblem, ImportRow, ImportTable, TableReason } from "../../core/inventory/import/table.ts";
import type { ErrorCode } from "../../errors.ts";
import { fileRefusal, maxRows, textOf, tooManyRows } from "./file-refusal.ts";

/** Characters of one row: more is a quote that was never closed. */
const maxRowLength = 20_000;
/** Characters handed to the parser at a time, so that a file of 50 MB does not hold up everything else. */
const pieceLength = 64 * 1024;

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** What files of one sort are read by. */
export interface CsvSort<Column extends string> {
  /** @returns undefined for a header nobody reads. */
  readonly columnOf: (header: string) => Column | undefined;
  /** How a file that cannot be read is refused. */
  readonly refusal: ErrorCode;
}

type Problem<Column extends string> = ImportProblem<Column, TableReason>;

/** @throws ControllerError of the sort's code when the file as a whole cannot be read. */
export async function readCsv<Column extends string>(
  bytes: Uint8Array,
  { columnOf, refusal }: CsvSort<Column>,
): Promise<ImportTable<Column>> {
  const text = textOf(bytes, refusal);
  const parser = Readable.from(pieces(text)).pipe(
    parse({
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      max_record_size: maxRowLength,
      relax_column_count: true,
      skip_records_with_empty_values: true,
      trim: true,
    }),
  );
  let header: Header<Column> | undefined;
  const rows: ImportRow<Column>[] = [];
  const problems: Problem<Column>[] = [];
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      if (header === undefined) {
        header = readHeader(record, columnOf);
        problems.push(...header.problems);
      } else if (record.length !== header.width) {
        problems.push({
          at: info.lines,
          reason: "cellCount",
          params: { count: record.length, expected: header.width },
        });
      } else rows.push({ at: info.lines, cells: cellsOf(record, header) });
      if (rows.length + problems.length > maxRows) throw tooManyRows(refusal);
    }
  } catch (error) {
    throw error instanceof CsvError ? brokenAt(error, refusal) : error;
  }
  if (header === undefined) throw fileRefusal("file", "is empty", "tệp trống", refusal);
  return { unit: "line", headers: header.headers, ignored: header.ignored, rows, problems };
}

/**
 * @param bytes the beginning of a file is enough.
 * @throws ControllerError of that code when its first line cannot be read.
 */
export async function readCsvHeaders(bytes: Uint8Array, refusal: ErrorCode): Promise<readonly string[]> {
  const text = textOf(bytes, refusal);
  const parser = Readable.from([text]).pipe(
    parse({ bom: true, delimiter: delimiterOf(text), max_record_size: maxRowLength, to: 1, trim: true }),
  );
  try {
    for await (const record of parser as AsyncIterable<readonly string[]>) return record;
  } catch (error) {
    throw error instanceof CsvError ? brokenAt(error, refusal) : error;
  }
  throw fileRefusal("file", "is empty", "tệp trống", refusal);
}

interface Header<Column extends string> {
  readonly width: number;
  readonly headers: ReadonlyMap<Column, string>;
  /** Place of each column in a record. */
  readonly places: ReadonlyMap<Column, number>;
  readonly ignored: readonly string[];
  readonly problems: readonly Problem<Column>[];
}

function readHeader<Column extends string>(
  record: readonly string[],
  columnOf: CsvSort<Column>["columnOf"],
): Header<Column> {
  const headers = new Map<Column, string>();
  const places = new Map<Column, number>();
  const ignored: string[] = [];
  const problems: Problem<Column>[] = [];
  for (const [place, header] of record.entries()) {
    const column = columnOf(header);
    const first = column && headers.get(column);
    if (column === undefined) ignored.push(header);
    else if (first !== undefined) {
      problems.push({ at: 1, column, reason: "doubledColumn", params: { first, second: header } });
    } else {
      headers.set(column, header);
      places.set(column, place);
    }
  }
  return { width: record.length, headers, places, ignored, problems };
}

function cellsOf<Column extends string>(
  record: readonly string[],
  { places }: Header<Column>,
): ImportRow<Column>["cells"] {
  const cells: Partial<Record<Column, string>> = {};
  for (const [column, place] of places) {
    const cell = record[place];
    if (cell !== undefined && cell !== "") cells[column] = cell;
  }
  return cells;
}

/** Excel in Vietnamese separates by semicolon because the comma is the decimal sign: the header tells. */
function delimiterOf(text: string): string {
  const header = (text.match(/^[^\r\n]*/)?.[0] ?? "").replace(/"[^"]*"/g, "");
  const counts = [";", "\t", ","].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).delimiter;
}

/** Reading a piece takes some 10 ms, after which everybody else has a turn. */
async function* pieces(text: string): AsyncIterable<string> {
  for (let from = 0; from < text.length; from += pieceLength) {
    yield text.slice(from, from + pieceLength);
    await nextTurn();
  }
}

function brokenAt(error: CsvError, refusal: ErrorCode): Error {
  const line = Number((error as { lines?: unknown }).lines ?? 1);
  return fileRefusal(
    `line ${line}`,
    `cannot be read (${error.message}); check the quotes, which must be doubled inside a quoted cell`,
    "không đọc được; hãy kiểm tra dấu ngoặc kép, bên trong ô phải viết đôi",
    refusal,
  );
}
