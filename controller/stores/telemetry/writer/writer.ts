/** The one writer of the telemetry file: commits, then folds in the time between. Knows nothing of threads. */
import type { DatabaseSync } from "node:sqlite";
import { LogBook } from "../../../core/telemetry/log-book.ts";
import type { OutgoingFigures } from "../../../core/telemetry/ports.ts";
import { PackReader } from "../arrivals/arrival-pack.ts";
import { createArrivals } from "../arrivals/arrivals.ts";
import { createPartitions, slotOf } from "../file/partitions.ts";
import { createKeeper, type Retention } from "../file/retention.ts";
import { createStatements } from "../file/statements.ts";
import { createOutgoingQueue } from "../outgoing/outgoing-queue.ts";
import { rezone } from "../rolled/rezone.ts";
import { createRoller } from "../rolled/roller.ts";
import { createSiteDays } from "../rolled/site-days.ts";
import { createSlotFigures } from "../rolled/slot-figures.ts";
import { createFold } from "../series/fold.ts";
import { createLedger } from "../series/ledger.ts";
import { createStoredRows } from "../series/sample-rows.ts";
import { createSeriesRows } from "../series/series-rows.ts";
import { createTouches } from "../series/touches.ts";
import type { BookQuestion, Commit, FoldFigures, FromWriter, OutgoingOrder } from "../thread-messages.ts";

type Committed = Extract<FromWriter, { type: "committed" }>;

export interface Writer {
  readonly devices: string[];
  figures(): FoldFigures;
  /** Writes all of it in one transaction or nothing. @throws what SQLite throws. */
  commit(commit: Commit): Omit<Committed, "type">;
  /** @returns whether arrivals remain to be folded. */
  fold(budget: number, now: () => number): boolean;
  /** Rolls up what time has gone by for. @returns whether anything remains to be rolled up now. */
  roll(budget: number, now: () => number): boolean;
  /** EpochMs of the newest message: time as the journal knows it; 0 before the first. */
  reached(): number;
  /** Drops one table whose rows are older than they are kept at `now`. @returns its name; undefined: there is none. */
  forget(now: number): string | undefined;
  outgoing(): OutgoingFigures;
  /** Does all of it in one transaction or nothing. @returns how many rows were dropped. @throws what SQLite throws. */
  forward(order: OutgoingOrder): number;
}

export interface WriterSettings {
  maxOutgoingBytes: number;
  retention: Retention;
  /** IANA name; the site's days are rolled up. */
  timeZone: string;
}

/** Reads what is held and lost, also of arrivals that are not folded yet. */
export function createWriter(db: DatabaseSync, { maxOutgoingBytes, retention, timeZone }: WriterSettings): Writer {
  const arrivals = createArrivals(db);
  const ledger = createLedger(db);
  const book = new LogBook();
  const devices = ledger.devices();
  const outgoing = createOutgoingQueue(db, (number) => devices[number]!, maxOutgoingBytes);
  const partitions = createPartitions(db);
  const statements = createStatements(db);
  const keeper = createKeeper(db, partitions, retention);
  const dayOf = createSiteDays(timeZone);
  rezone(timeZone, { db, partitions, dayOf, halfHoursFrom: keeper.keptFrom(0) });
  const rows = createSeriesRows({
    partitions,
    statements,
    touches: createTouches(statements),
    bootBegan: ledger.bootBegan,
    keptFrom: keeper.keptFrom,
    onPut: outgoing.put,
  });
  const stored = createStoredRows(partitions, statements);
  const roller = createRoller({
    db,
    partitions,
    statements,
    figures: createSlotFigures(stored, () => slotOf(keeper.keptFrom("raw"))),
    dayOf,
    keptFrom: keeper.keptFrom,
  });
  const fold = createFold(db, arrivals, ledger, rows, outgoing);
  let last = arrivals.last();
  let reached = 0;

  ledger.eachLog((device, stream, epoch, held) => book.restore(device, stream, epoch, held));
  ledger.eachLoss((device, loss) => book.markLost(device, loss));
  for (const { pack } of arrivals.after(fold.folded, Number.POSITIVE_INFINITY)) note(pack);

  function note(pack: Uint8Array): Pick<Committed, "gaps" | "doubles"> {
    const gaps: Committed["gaps"] = [];
    let doubles = 0;
    const reader = new PackReader(pack);
    while (reader.next()) {
      if (reader.receivedAt > reached) reached = reader.receivedAt;
      for (const extent of reader.extents()) {
        const noted = book.note(reader.device, extent);
        doubles += noted.doubles;
        if (noted.gap !== undefined) gaps.push({ device: reader.device, gap: noted.gap });
      }
    }
    return { gaps, doubles };
  }

  const answer = (question: BookQuestion) => {
    switch (question.kind) {
      case "missing":
        return book.missing(question.device, question.log);
      case "holes":
        return book.holes(question.device);
      default:
        return question satisfies never;
    }
  };

  const write = (commit: Commit, pack: Uint8Array) => {
    for (const [n, id] of commit.devices.entries()) ledger.addDevice(devices.length + n, id);
    for (const note of commit.notes) {
      if (note.kind === "lost") {
        ledger.addLoss(note.device, note.lost, note.at);
      } else if (ledger.bootBegan(note.device, note.bootCount) !== note.beganAt) {
        ledger.setBoot(note.device, note.bootCount, note.beganAt);
        rows.dateAside(note.device, note.bootCount);
      }
    }
    if (commit.count > 0) arrivals.append(last + 1, commit.count, pack);
  };

  const obey = (order: OutgoingOrder): number => {
    switch (order.kind) {
      case "aim":
        return outgoing.aim(order.target);
      case "begin":
        outgoing.begin();
        return 0;
      case "settle":
        outgoing.settle(order.mark, order.refused);
        return 0;
      case "settleAudit":
        outgoing.settleAudit(order.upTo);
        return 0;
      case "release":
        outgoing.release(order.numbers);
        return 0;
      default:
        return order satisfies never;
    }
  };

  const figures = () => ({ unfolded: last - fold.folded, aside: fold.aside });

  return {
    devices,
    figures,
    commit(commit) {
      const pack = new Uint8Array(commit.buffer, 0, commit.used);
      const writes = commit.count + commit.devices.length + commit.notes.length > 0;
      if (writes) {
        db.exec("BEGIN IMMEDIATE");
        try {
          write(commit, pack);
          rows.flush();
          outgoing.flush();
          db.exec("COMMIT");
        } catch (error) {
          if (db.isTransaction) db.exec("ROLLBACK");
          rows.discard();
          outgoing.discard();
          throw error;
        }
      }
      devices.push(...commit.devices);
      last += commit.count;
      for (const note of commit.notes) if (note.kind === "lost") book.markLost(note.device, note.lost);
      const noted = note(pack);
      const answers = commit.questions.map((question) => ({ id: question.id, answer: answer(question) }));
      return { buffer: commit.buffer, ...noted, answers, figures: figures() };
    },
    fold: fold.slice,
    roll: (budget, now) => roller.slice(budget, now, reached),
    reached: () => reached,
    forget: keeper.forget,
    outgoing: () => outgoing.figures(),
    forward(order) {
      db.exec("BEGIN IMMEDIATE");
      try {
        const result = obey(order);
        db.exec("COMMIT");
        return result;
      } catch (error) {
        if (db.isTransaction) db.exec("ROLLBACK");
        outgoing.discard();
        throw error;
      }
    },
  };
}
