/** What a file of bills would bring: bills that are new, and everything that is wrong with it, each at its cell. */
import type { ImportProblem, ImportRow, ImportTable, TableReason } from "../../inventory/import/table.ts";
import type { SupplyPoint } from "../../inventory/model.ts";
import { fold } from "../../inventory/search.ts";
import { type Bill, daysOf } from "./bill.ts";
import { billDate, billNumber, type NumberStyle, numberStyleOf } from "./cells.ts";
import { type BillColumn, namesOfBillColumn } from "./columns.ts";

export type BillReason =
  | TableReason
  | "missingColumn"
  | "emptyCell"
  | "notANumber"
  | "ambiguousNumber"
  | "notADate"
  | "unknownSupplyPoint"
  | "severalSupplyPoints"
  | "endsBeforeBegin"
  | "tooLong"
  | "inFuture"
  | "readingFalls"
  | "noEnergy"
  | "absurdEnergy"
  | "overlaps";

export type BillTable = ImportTable<BillColumn>;
export type BillProblem = ImportProblem<BillColumn, BillReason>;

export interface BillPlan {
  readonly bills: readonly Bill[];
  readonly problems: readonly BillProblem[];
  /** Rows that are known exactly as they stand. */
  readonly unchanged: number;
}

/** Days of a billing period: a month as a rule, a quarter for the smallest. */
const longestPeriod = 100;
/** kWh of one day no supply point of lighting can use: 630 kVA for a day. */
const mostPerDay = 15_000;

/**
 * @param supplyPoints that may be billed: those in use the person may write to. @param known their bills.
 * @param today local date, ISO 8601.
 */
export function planBillImport(
  table: BillTable,
  supplyPoints: readonly SupplyPoint[],
  known: readonly Bill[],
  today: string,
): BillPlan {
  const missing = missingColumns(table);
  const problems: BillProblem[] = [...table.problems, ...missing];
  if (missing.length > 0) return { bills: [], problems, unchanged: 0 };
  const style = numberStyleOf(
    table.rows.flatMap(({ cells }) => numberColumns.flatMap((column) => cells[column] ?? [])),
  );
  const find = finderOf(supplyPoints);
  const byPoint = Map.groupBy(
    known.map((bill) => ({ bill, at: undefined as number | undefined })),
    ({ bill }) => bill.supplyPointId,
  );
  const bills: Bill[] = [];
  let unchanged = 0;
  for (const row of table.rows) {
    const reader = readerOf(row, style);
    const bill = readBill(reader, find, today);
    problems.push(...reader.problems);
    if (bill === undefined || reader.problems.length > 0) continue;
    const others = byPoint.get(bill.supplyPointId) ?? [];
    byPoint.set(bill.supplyPointId, others);
    const other = others.find((one) => one.bill.from < bill.until && bill.from < one.bill.until);
    if (other !== undefined && isSame(other.bill, bill)) unchanged++;
    else if (other !== undefined) {
      const { from, until } = other.bill;
      const line = other.at === undefined ? {} : { line: other.at };
      problems.push({ at: row.at, column: "from", reason: "overlaps", params: { from, until, ...line } });
    } else {
      others.push({ bill, at: row.at });
      bills.push(bill);
    }
  }
  return { bills, problems, unchanged };
}

const numberColumns = ["previousReading", "reading", "factor", "energy", "amount"] as const satisfies BillColumn[];

function missingColumns({ headers }: BillTable): BillProblem[] {
  const needed: BillColumn[] = ["supplyPoint", "from", "to"];
  if (!headers.has("energy")) needed.push("previousReading", "reading");
  return needed
    .filter((column) => !headers.has(column))
    .map((column) => ({ at: 1, reason: "missingColumn", params: { column, names: namesOfBillColumn(column) } }));
}

type Finder = (text: string) => readonly SupplyPoint[];

/** By id, by the utility's code, or by name; marks and capitals do not count. */
function finderOf(supplyPoints: readonly SupplyPoint[]): Finder {
  const by = (key: (point: SupplyPoint) => string | undefined) =>
    Map.groupBy(supplyPoints, (point) => fold(key(point) ?? ""));
  const tables = [by(({ id }) => id), by(({ utilityCode }) => utilityCode), by(({ name }) => name)];
  return (text) => tables.map((table) => table.get(fold(text))).find((found) => found !== undefined) ?? [];
}

interface Reader {
  readonly problems: BillProblem[];
  text(column: BillColumn): string | undefined;
  date(column: BillColumn): string | undefined;
  number(column: BillColumn): number | undefined;
  refuse(column: BillColumn, reason: BillReason, params?: BillProblem["params"]): undefined;
}

function readerOf({ at, cells }: ImportRow<BillColumn>, style: NumberStyle | undefined): Reader {
  const problems: BillProblem[] = [];
  const refuse: Reader["refuse"] = (column, reason, params = {}) => {
    problems.push({ at, column, reason, params });
  };
  return {
    problems,
    refuse,
    text: (column) => cells[column],
    date(column) {
      const cell = cells[column];
      if (cell === undefined) return refuse(column, "emptyCell");
      return billDate(cell) ?? refuse(column, "notADate", { value: cell });
    },
    number(column) {
      const cell = cells[column];
      if (cell === undefined) return undefined;
      const value = billNumber(cell, style);
      if (typeof value === "number") return value;
      return refuse(column, value === "ambiguous" ? "ambiguousNumber" : "notANumber", { value: cell });
    },
  };
}

function readBill(reader: Reader, find: Finder, today: string): Bill | undefined {
  const point = pointOf(reader, find);
  const from = reader.date("from");
  const to = reader.date("to");
  const [previousReading, reading, factor, stated, amount] = numberColumns.map((column) => reader.number(column));
  if (reader.problems.length > 0 || point === undefined || from === undefined || to === undefined) return undefined;
  const until = Temporal.PlainDate.from(to).add({ days: 1 }).toString();
  const days = daysOf({ from, until });
  if (days <= 0) return reader.refuse("to", "endsBeforeBegin");
  if (days > longestPeriod) return reader.refuse("to", "tooLong", { days, max: longestPeriod });
  if (to > today) return reader.refuse("to", "inFuture");
  const bothRead = previousReading !== undefined && reading !== undefined;
  if (stated === undefined && bothRead && reading < previousReading) return reader.refuse("reading", "readingFalls");
  const energy = stated ?? (bothRead ? (reading - previousReading) * (factor ?? point.factor ?? 1) : undefined);
  if (energy === undefined) return reader.refuse("energy", "noEnergy");
  if (energy > mostPerDay * days) return reader.refuse("energy", "absurdEnergy", { value: energy, days });
  const number = reader.text("number");
  return {
    supplyPointId: point.id,
    from,
    until,
    ...(previousReading === undefined ? {} : { previousReading }),
    ...(reading === undefined ? {} : { reading }),
    ...(factor === undefined ? {} : { factor }),
    energy,
    ...(number === undefined ? {} : { number }),
    ...(amount === undefined ? {} : { amount }),
  };
}

function pointOf(reader: Reader, find: Finder): SupplyPoint | undefined {
  const value = reader.text("supplyPoint");
  if (value === undefined) return reader.refuse("supplyPoint", "emptyCell");
  const found = find(value);
  if (found.length === 1) return found[0];
  if (found.length === 0) return reader.refuse("supplyPoint", "unknownSupplyPoint", { value });
  const ids = found.slice(0, 5).map(({ id }) => id);
  return reader.refuse("supplyPoint", "severalSupplyPoints", { value, ids: ids.join(", ") });
}

const compared = ["from", "until", "previousReading", "reading", "factor", "energy", "number", "amount"] as const;

function isSame(a: Bill, b: Bill): boolean {
  return compared.every((field) => a[field] === b[field]);
}
