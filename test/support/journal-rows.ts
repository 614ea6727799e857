/** What the journal on the disk holds, row by row, beside what the simulator says really happened. */
import { DatabaseSync } from "node:sqlite";
import { forwardableTables } from "../../controller/stores/telemetry/file/schema.ts";
import type { TrueFact, TrueRow } from "../../simulator/truth.ts";

/** One row of the journal: its place in the device's log, and what it says. */
export interface JournalRow {
  readonly key: string;
  /** EpochMs; undefined while the row's time is not known. */
  readonly at: number | undefined;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Place of a row in the log of its device: no two rows share one. */
export const keyOf = ({ deviceId, stream, epoch, sequence }: Omit<TrueRow, "kind" | "row">) =>
  `${deviceId} ${stream} ${epoch} ${sequence}`;

export function trueRows(facts: readonly TrueFact[]): Map<string, TrueRow> {
  const rows = facts.filter((fact) => fact.kind === "row");
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** Reads every numbered row; also beside a controller that is writing. Rows still among the arrivals are not seen. */
export function readJournal(file: string): JournalRow[] {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  try {
    const series = forwardableTables(db).flatMap(({ name, stream }) =>
      db
        .prepare(`SELECT id, ${name}.* FROM ${name} JOIN devices ON number = device WHERE epoch > 0`)
        .all()
        .map((row) => fromSeries(stream, row)),
    );
    const aside = db.prepare("SELECT id, aside.* FROM aside JOIN devices ON number = device WHERE epoch > 0").all();
    return [...series, ...aside.map(fromAside)];
  } finally {
    db.close();
  }
}

type Columns = Record<string, unknown>;

function fromSeries(stream: string, row: Columns): JournalRow {
  const { id, device: _, slot: __, output, at, epoch, sequence, ...columns } = row;
  const values = Object.entries(columns).filter(([, value]) => value !== null);
  return {
    key: `${id} ${stream} ${epoch} ${sequence}`,
    at: at as number,
    values: { ...Object.fromEntries(values), ...(output === -1 ? {} : { output }) },
  };
}

function fromAside({ id, stream, epoch, sequence, row }: Columns): JournalRow {
  const { at, bootCount: _, uptime: __, ...values } = JSON.parse(row as string);
  return { key: `${id} ${stream} ${epoch} ${sequence}`, at: undefined, values: asColumns(values) };
}

/** What a device logged, as the journal should say it. */
export function asJournalRow(row: TrueRow): JournalRow {
  const { at, bootCount: _, uptime: __, ...values } = row.row;
  return { key: keyOf(row), at, values: asColumns(values) };
}

/** SQLite knows no booleans. */
function asColumns(values: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, typeof value === "boolean" ? Number(value) : value]),
  );
}
