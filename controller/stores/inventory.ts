/** The inventory in the database: what is stored is what was planned, step by step, each step whole. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Transaction } from "kysely";
import { type ThingChange, type ThingSort, thingSorts } from "../core/inventory/model.ts";
import type {
  Assignment,
  CabinetAssignment,
  DeviceSecret,
  ImportRecord,
  ImportSummary,
  InventoryStore,
} from "../core/inventory/ports.ts";
import { inventoryOf } from "../core/inventory/snapshot.ts";
import { ControllerError } from "../errors.ts";
import { type Db, isUniqueViolation } from "./database.ts";
import { writeAssignments } from "./inventory-assignments.ts";
import { type InventoryTables, type Row, tableOf, toRow, toThing } from "./inventory-tables.ts";

/** Parameters of one statement: SQLite takes 32,766. */
const maxParameters = 30_000;
/** Rows of one statement: some milliseconds, after which everybody else has a turn, though not in the database. */
const rowsAtOnce = 500;

export function createInventoryStore(anyDb: Db): InventoryStore {
  const db = anyDb.withTables<InventoryTables>();
  return {
    async load() {
      const rows = new Map<ThingSort, Row[]>();
      for (const sort of thingSorts) {
        rows.set(sort, (await db.selectFrom(tableOf[sort]).selectAll().execute()) as Row[]);
      }
      return inventoryOf((sort) => new Map((rows.get(sort) ?? []).map((row) => [row.id, toThing(row)])));
    },

    async apply({ changes, secrets, at, imported }) {
      await db.transaction().execute(async (step) => {
        for (const sort of thingSorts) {
          const ofSort = changes.filter((change) => change.sort === sort);
          await insertCreated(step, sort, ofSort);
          await updateChanged(step, sort, ofSort);
        }
        await writeAssignments(step, changes, at);
        await writeSecrets(step, changes, secrets);
        if (imported !== undefined) await writeImport(step, imported);
      });
    },

    async secrets() {
      const rows = await db.selectFrom("deviceSecrets").selectAll().execute();
      return rows.map(({ deviceId, current, next }) => ({
        deviceId,
        hashes: next === null ? [current] : [current, next],
      }));
    },

    async drawTopicNumbers(count) {
      const { next } = await db
        .updateTable("topicNumbers")
        .set((row) => ({ next: row("next", "+", count) }))
        .where("name", "=", "group")
        .returning("next")
        .executeTakeFirstOrThrow();
      return next - count;
    },

    async assignments(lampIds) {
      const found: Assignment[] = [];
      for (const ids of chunks(lampIds, maxParameters)) {
        const rows = await db
          .selectFrom("lampAssignments")
          .selectAll()
          .where("lampId", "in", ids)
          .orderBy("lampId")
          .orderBy("from")
          .execute();
        for (const { to, ...row } of rows) found.push(to === null ? row : { ...row, to });
      }
      return found;
    },

    async cabinetAssignments(cabinetIds) {
      const found: CabinetAssignment[] = [];
      for (const ids of chunks(cabinetIds, maxParameters)) {
        const rows = await db
          .selectFrom("cabinetAssignments")
          .selectAll()
          .where("cabinetId", "in", ids)
          .orderBy("cabinetId")
          .orderBy("from")
          .execute();
        for (const { to, ...row } of rows) found.push(to === null ? row : { ...row, to });
      }
      return found;
    },

    async imported(id) {
      const row = await db.selectFrom("inventoryImports").selectAll().where("id", "=", id).executeTakeFirst();
      if (row === undefined) return undefined;
      const { things, ...listed } = row;
      return { ...toSummary(listed), things: JSON.parse(things) };
    },

    async imports(limit, byId) {
      // not the things: they are megabytes for each
      const listed = db
        .selectFrom("inventoryImports")
        .select(["id", "at", "by", "byId", "file", "rows", "counts", "undoneAt"])
        .orderBy("at", "desc")
        .orderBy("id")
        .limit(limit);
      const rows = await (byId === undefined ? listed : listed.where("byId", "=", byId)).execute();
      return rows.map(toSummary);
    },
  };
}

type Step = Transaction<InventoryTables>;

async function insertCreated(step: Step, sort: ThingSort, changes: readonly ThingChange[]): Promise<void> {
  const created = changes.filter(({ before }) => before === undefined);
  try {
    for (const chunk of chunks(created, rowsAtOnce)) {
      const rows = chunk.map(({ after }) => toRow(sort, after));
      await step.insertInto(tableOf[sort]).values(rows).execute();
      await nextTurn();
    }
  } catch (cause) {
    if (!isUniqueViolation(cause)) throw cause;
    throw new ControllerError("inventory/taken", `One of the new ids of sort ${sort} exists already. Load again.`, {
      cause,
      params: { sort },
    });
  }
}

/** An update of many rows is an insert that finds them there: one statement for hundreds instead of one each. */
async function updateChanged(step: Step, sort: ThingSort, changes: readonly ThingChange[]): Promise<void> {
  const changed = changes.flatMap(({ before, after }) => (before === undefined ? [] : [{ before, after }]));
  const table = tableOf[sort];
  for (const chunk of chunks(changed, rowsAtOnce)) {
    await refuseOtherVersions(step, sort, chunk);
    const rows = chunk.map(({ after }) => toRow(sort, after));
    const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== "id");
    await step
      .insertInto(table)
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .column("id")
          .doUpdateSet((row) => Object.fromEntries(columns.map((column) => [column, row.ref(`excluded.${column}`)]))),
      )
      .execute();
    await nextTurn();
  }
}

/** What was judged must be what is stored. One program writes these tables: what is read here stays so until the step ends. */
async function refuseOtherVersions(
  step: Step,
  sort: ThingSort,
  changed: readonly { readonly before: { readonly id: string; readonly version: number } }[],
): Promise<void> {
  const ids = changed.map(({ before }) => before.id);
  const stored = await step.selectFrom(tableOf[sort]).select(["id", "version"]).where("id", "in", ids).execute();
  const versions = new Map(stored.map(({ id, version }) => [id, version]));
  const other = changed.find(({ before }) => versions.get(before.id) !== before.version);
  if (other === undefined) return;
  const { id } = other.before;
  throw new ControllerError(
    "inventory/changed-meanwhile",
    `${sort} ${id} was changed by someone else meanwhile. Load it again, then change it.`,
    { params: { sort, id } },
  );
}

async function writeSecrets(
  step: Step,
  changes: readonly ThingChange[],
  secrets: readonly DeviceSecret[],
): Promise<void> {
  const retired = changes.filter(({ sort, after }) => sort === "device" && after.retiredAt !== undefined);
  const shut = [
    ...retired.map(({ after }) => after.id),
    ...secrets.filter(({ hashes }) => hashes.length === 0).map(({ deviceId }) => deviceId),
  ];
  for (const ids of chunks(shut, maxParameters)) {
    await step.deleteFrom("deviceSecrets").where("deviceId", "in", ids).execute();
  }
  const rows = secrets.flatMap(({ deviceId, hashes: [current, next] }) =>
    current === undefined ? [] : [{ deviceId, current, next: next ?? null }],
  );
  for (const chunk of chunks(rows, rowsAtOnce)) {
    await step
      .insertInto("deviceSecrets")
      .values(chunk)
      .onConflict((conflict) =>
        conflict.column("deviceId").doUpdateSet((row) => ({
          current: row.ref("excluded.current"),
          next: row.ref("excluded.next"),
        })),
      )
      .execute();
    await nextTurn();
  }
}

async function writeImport(step: Step, imported: ImportRecord): Promise<void> {
  const { things, counts, file = null, undoneAt = null } = imported;
  const row = { ...imported, file, undoneAt, counts: JSON.stringify(counts), things: JSON.stringify(things) };
  await step
    .insertInto("inventoryImports")
    .values(row)
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ undoneAt }))
    .execute();
}

function toSummary({
  counts,
  file,
  undoneAt,
  ...row
}: Omit<InventoryTables["inventoryImports"], "things">): ImportSummary {
  return {
    ...row,
    counts: JSON.parse(counts),
    ...(file !== null && { file }),
    ...(undoneAt !== null && { undoneAt }),
  };
}

function* chunks<T>(list: readonly T[], size: number): Iterable<readonly T[]> {
  for (let from = 0; from < list.length; from += size) yield list.slice(from, from + size);
}
