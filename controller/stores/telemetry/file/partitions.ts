/**
 * Which table a row lies in: there is one for each stretch of time, so that forgetting drops a table and never searches
 * for rows. Dropping reads what it drops, and commits wait meanwhile: raw rows, of which a day has millions, lie in
 * tables of a day, the others in tables of a month. Names carry the stretch they hold, in UTC.
 */
import type { DatabaseSync } from "node:sqlite";
import { quantityNames } from "#protocol/wire/samples.ts";

/** Width of a slot, ms. Rows of one slot lie together, lamp after lamp: what is written together is read together. */
export const slotWidth = 1_800_000;

export function slotOf(at: number): number {
  return Math.floor(at / slotWidth);
}

/** Columns of a sampled row beyond its key; quantities in the units of their name. */
export const sampleColumns: ReadonlySet<string> = new Set([
  ...quantityNames,
  "closed",
  "selector",
  "cabinetDoorOpen",
  "circuitBreakerTripped",
]);

const columnsOfSamples = [...sampleColumns].map((name) => `${name} ${name === "selector" ? "TEXT" : "REAL"}`).join();
/** Rows outside any log have epoch 0 and a number made of their arrival's as sequence. */
const place = `device INTEGER NOT NULL, output INTEGER NOT NULL, at INTEGER NOT NULL,
  epoch INTEGER NOT NULL, sequence INTEGER NOT NULL`;
const samples = `slot INTEGER NOT NULL, ${place}, ${columnsOfSamples},
  PRIMARY KEY (slot, device, output, at, epoch, sequence)`;
/** energy in kWh, measured and interpolated in ms; tally as `rolled-rows.ts` writes it. */
const rolled = `at INTEGER NOT NULL, device INTEGER NOT NULL, output INTEGER NOT NULL,
  rows INTEGER NOT NULL, absurd INTEGER NOT NULL, energy REAL NOT NULL, measured INTEGER NOT NULL,
  interpolated INTEGER NOT NULL, resets INTEGER NOT NULL, excluded INTEGER NOT NULL, tally BLOB NOT NULL,
  PRIMARY KEY (at, device, output)`;

const kinds = {
  raw: { prefix: "raw", digits: 8, columns: samples },
  halfHours: { prefix: "half_hours", digits: 6, columns: samples },
  events: {
    prefix: "events",
    digits: 6,
    columns: `${place}, type TEXT NOT NULL, state TEXT NOT NULL, value REAL,
      PRIMARY KEY (device, output, at, epoch, sequence)`,
  },
  rolledHalfHours: { prefix: "rolled_half_hours", digits: 6, columns: rolled },
  rolledHours: { prefix: "rolled_hours", digits: 6, columns: rolled },
  rolledDays: { prefix: "rolled_days", digits: 4, columns: rolled },
} as const;

export type Kind = keyof typeof kinds;
/** Tables of rows as devices sampled them. */
export const sampleKinds = ["raw", "halfHours"] as const satisfies readonly Kind[];

export interface Partition {
  readonly name: string;
  /** EpochMs; rows are from ≤ at < to. */
  readonly from: number;
  readonly to: number;
}

export interface Partitions {
  /** Sees tables made or dropped by another connection, and those that went with a transaction. */
  refresh(): void;
  /** Name of the table that holds rows of this time; undefined where there is none. */
  find(kind: Kind, at: number): string | undefined;
  /** The same, made where there is none; in its caller's transaction. */
  make(kind: Kind, at: number): string;
  /** Tables with rows of this period, ascending. */
  between(kind: Kind, from: number, to: number): Partition[];
  drop(partition: Partition): void;
}

export function createPartitions(db: DatabaseSync): Partitions {
  const version = db.prepare("PRAGMA schema_version");
  const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'");
  let seen: number | undefined;
  let made = false;
  let present = new Set<string>();

  const refresh = () => {
    const now = version.get()!.schema_version as number;
    if (now === seen && !made) return;
    seen = now;
    made = false;
    present = new Set(names.all().map(({ name }) => name as string));
  };
  refresh();

  return {
    refresh,
    find(kind, at) {
      const name = nameOf(kind, at);
      return present.has(name) ? name : undefined;
    },
    make(kind, at) {
      const name = nameOf(kind, at);
      if (!present.has(name)) {
        db.exec(`CREATE TABLE ${name} (${kinds[kind].columns}) WITHOUT ROWID`);
        present.add(name);
        made = true;
      }
      return name;
    },
    between(kind, from, to) {
      const { prefix, digits } = kinds[kind];
      const pattern = new RegExp(`^${prefix}_(\\d{${digits}})$`);
      return [...present]
        .flatMap((name) => {
          const stretch = pattern.exec(name)?.[1];
          return stretch === undefined ? [] : [{ name, ...limitsOf(stretch) }];
        })
        .filter((partition) => partition.from < to && partition.to > from)
        .sort((a, b) => a.from - b.from);
    },
    drop({ name }) {
      db.exec(`DROP TABLE ${name}`);
      present.delete(name);
      made = true;
    },
  };
}

/** A quantity the protocol gained is a column the tables gain. */
export function addColumns(db: DatabaseSync): void {
  const partitions = createPartitions(db);
  for (const kind of sampleKinds) {
    for (const { name } of partitions.between(kind, 0, Number.POSITIVE_INFINITY)) {
      const present = new Set(
        db
          .prepare(`PRAGMA table_info(${name})`)
          .all()
          .map((column) => column.name),
      );
      for (const column of sampleColumns) {
        if (present.has(column)) continue;
        db.exec(`ALTER TABLE ${name} ADD COLUMN ${column} ${column === "selector" ? "TEXT" : "REAL"}`);
      }
    }
  }
}

/** The last stretch asked for is mostly asked for again: making a date of every row would cost as much as writing it. */
const lastOf: Partial<Record<Kind, Partition>> = {};

function nameOf(kind: Kind, at: number): string {
  const last = lastOf[kind];
  if (last !== undefined && last.from <= at && at < last.to) return last.name;
  const { prefix, digits } = kinds[kind];
  const stretch = new Date(at).toISOString().slice(0, 10).replaceAll("-", "").slice(0, digits);
  const partition = { name: `${prefix}_${stretch}`, ...limitsOf(stretch) };
  lastOf[kind] = partition;
  return partition.name;
}

/** @param stretch YYYY, YYYYMM or YYYYMMDD. */
function limitsOf(stretch: string): { from: number; to: number } {
  const year = Number(stretch.slice(0, 4));
  const month = stretch.length > 4 ? Number(stretch.slice(4, 6)) - 1 : undefined;
  const day = stretch.length > 6 ? Number(stretch.slice(6, 8)) : undefined;
  const from = Date.UTC(year, month ?? 0, day ?? 1);
  if (month === undefined) return { from, to: Date.UTC(year + 1, 0, 1) };
  if (day === undefined) return { from, to: Date.UTC(year, month + 1, 1) };
  return { from, to: Date.UTC(year, month, day + 1) };
}
