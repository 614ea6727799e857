/** Which output lit a lamp and which controller a cabinet had, and when: spans are closed and opened with each change. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { sql, type Transaction } from "kysely";
import type { ThingChange, ThingOf } from "../core/inventory/model.ts";
import type { InventoryTables } from "./inventory-tables.ts";

type Step = Transaction<InventoryTables>;

/** Ids of one statement: SQLite takes 32,766 parameters. */
const idsAtOnce = 30_000;
/** Rows of one statement: some milliseconds, after which everybody else has a turn, though not in the database. */
const rowsAtOnce = 500;

export async function writeAssignments(step: Step, changes: readonly ThingChange[], at: number): Promise<void> {
  const lamps = moved(changes.filter(isOf("lamp")), ({ deviceId: device, output }) =>
    device === undefined || output === undefined ? undefined : { device, output },
  );
  await close(step, "lampAssignments", "lampId", lamps.left, at);
  for (const chunk of chunks(lamps.taken, rowsAtOnce)) {
    const rows = chunk.map(({ id, holds }) => ({ lampId: id, ...holds, from: at, to: null }));
    await step.insertInto("lampAssignments").values(rows).execute();
    await nextTurn();
  }
  const cabinets = moved(changes.filter(isOf("cabinet")), ({ deviceId: device }) =>
    device === undefined ? undefined : { device },
  );
  await close(step, "cabinetAssignments", "cabinetId", cabinets.left, at);
  for (const chunk of chunks(cabinets.taken, rowsAtOnce)) {
    const rows = chunk.map(({ id, holds }) => ({ cabinetId: id, ...holds, from: at, to: null }));
    await step.insertInto("cabinetAssignments").values(rows).execute();
  }
}

interface Held {
  readonly device: string;
  readonly output?: number;
}

/** @returns ids of things that no longer have what they had, and those that have something new. A retired thing has nothing. */
function moved<S extends "lamp" | "cabinet", H extends Held>(
  changes: readonly ThingChange<S>[],
  holdsOf: (thing: ThingOf[S]) => H | undefined,
) {
  const held = (thing: ThingOf[S] | undefined) =>
    thing === undefined || thing.retiredAt !== undefined ? undefined : holdsOf(thing);
  const left: string[] = [];
  const taken: { id: string; holds: H }[] = [];
  for (const { before, after } of changes) {
    const [had, has] = [held(before), held(after)];
    if (had?.device === has?.device && had?.output === has?.output) continue;
    if (had !== undefined) left.push(after.id);
    if (has !== undefined) taken.push({ id: after.id, holds: has });
  }
  return { left, taken };
}

async function close(
  step: Step,
  table: "lampAssignments" | "cabinetAssignments",
  key: "lampId" | "cabinetId",
  ids: readonly string[],
  at: number,
): Promise<void> {
  for (const some of chunks(ids, idsAtOnce)) {
    // a clock that was set back closes no span before it began
    await sql`
      update ${sql.table(table)} set "to" = case when "from" > ${at} then "from" else ${at} end
      where ${sql.ref(key)} in (${sql.join(some)}) and "to" is null
    `.execute(step);
  }
}

function isOf<S extends "lamp" | "cabinet">(sort: S) {
  return (change: ThingChange): change is ThingChange<S> => change.sort === sort;
}

function* chunks<T>(list: readonly T[], size: number): Iterable<readonly T[]> {
  for (let from = 0; from < list.length; from += size) yield list.slice(from, from + size);
}
