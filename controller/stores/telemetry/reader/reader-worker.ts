/**
 * Entry of the journal's reading thread. Queries take turns of some milliseconds, so that one over a year delays no
 * other; each turn sees the file as it is at one instant, and holds up no checkpoint of the writer for longer.
 */
import { parentPort, workerData } from "node:worker_threads";
import { createPendingRows, withPending } from "../arrivals/pending-rows.ts";
import { telemetryError } from "../file/damage.ts";
import { createPartitions, slotOf } from "../file/partitions.ts";
import { openForReading } from "../file/schema.ts";
import { createStatements } from "../file/statements.ts";
import { createSiteDays } from "../rolled/site-days.ts";
import { createSlotFigures } from "../rolled/slot-figures.ts";
import { createStoredRows } from "../series/sample-rows.ts";
import { type FromReader, type QueryKind, type ReaderOptions, type ToReader, toPlain } from "../thread-messages.ts";
import { createBucketCells } from "./bucket-cells.ts";
import { createBucketQueries } from "./bucket-queries.ts";
import { createRowQueries, type Steps } from "./queries.ts";

/** ms of one turn. */
const turnBudget = 10;

const port = parentPort!;
const { path, timeZone } = workerData as ReaderOptions;
const db = openForReading(path);
const partitions = createPartitions(db);
const statements = createStatements(db);
const pending = createPendingRows(db, statements);
const rows = withPending(createStoredRows(partitions, statements), pending);
let rawFrom = 0;
const figures = createSlotFigures(rows, () => slotOf(rawFrom));
const cells = createBucketCells({
  partitions,
  statements,
  rows,
  figures,
  dayOf: createSiteDays(timeZone),
  rawFrom: () => rawFrom,
  pendingSlots: (device, output) =>
    pending
      .of(device)
      .filter((row) => row.output === output && row.stream !== "events")
      .map(({ at }) => slotOf(at)),
});

const numbers = new Map<string, number>();
function numberOf(device: string): number | undefined {
  let number = numbers.get(device);
  if (number === undefined) {
    number = statements.first("SELECT number FROM devices WHERE id = ?", device)?.[0] as number | undefined;
    if (number !== undefined) numbers.set(device, number);
  }
  return number;
}

const queries = {
  ...createRowQueries({ partitions, statements, rows, pending, numberOf }),
  ...createBucketQueries(cells, numberOf),
};

interface Task {
  id: number;
  steps: Steps<unknown>;
}

const tasks: Task[] = [];

port.on("message", (message: ToReader) => {
  if ("cancel" in message) {
    const index = tasks.findIndex(({ id }) => id === message.cancel);
    if (index >= 0) tasks.splice(index, 1);
    return;
  }
  // kind and query belong together: both come from one call of the port
  const begin = queries[message.kind] as (query: unknown) => Steps<unknown>;
  tasks.push({ id: message.id, steps: begin(message.query) });
  if (tasks.length === 1) setImmediate(turn);
});

function turn(): void {
  const task = tasks.shift();
  if (task === undefined) return;
  let answer: FromReader<QueryKind> | undefined;
  try {
    const result = advance(task);
    if (result === undefined) tasks.push(task);
    else answer = { id: task.id, result: result.value as never };
  } catch (error) {
    answer = { id: task.id, error: toPlain(telemetryError(path, error)) };
  }
  if (answer !== undefined) port.postMessage(answer);
  // through the event loop, so that cancellations are heard between two turns
  if (tasks.length > 0) setImmediate(turn);
}

/** @returns the answer; undefined: it needs another turn. */
function advance({ steps }: Task): { value: unknown } | undefined {
  const until = performance.now() + turnBudget;
  db.exec("BEGIN");
  try {
    partitions.refresh();
    pending.refresh();
    rawFrom = (statements.first("SELECT since FROM kept WHERE kind = 'raw'")?.[0] as number | undefined) ?? 0;
    for (;;) {
      const step = steps.next();
      if (step.done === true) return { value: step.value };
      if (performance.now() >= until) return undefined;
    }
  } finally {
    db.exec("COMMIT");
  }
}
