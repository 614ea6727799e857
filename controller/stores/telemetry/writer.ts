/** The one writer of the telemetry file: commits, then folds in the time between. Knows nothing of threads. */
import type { DatabaseSync } from "node:sqlite";
import { LogBook } from "../../core/telemetry/log-book.ts";
import type { OutgoingFigures } from "../../core/telemetry/ports.ts";
import { PackReader } from "./arrival-pack.ts";
import { createArrivals } from "./arrivals.ts";
import { createFold } from "./fold.ts";
import { createLedger } from "./ledger.ts";
import { createOutgoingQueue } from "./outgoing-queue.ts";
import { createSeriesRows } from "./series-rows.ts";
import type { BookQuestion, Commit, FoldFigures, FromWriter, OutgoingOrder } from "./thread-messages.ts";

type Committed = Extract<FromWriter, { type: "committed" }>;

export interface Writer {
  readonly devices: string[];
  figures(): FoldFigures;
  /** Writes all of it in one transaction or nothing. @throws what SQLite throws. */
  commit(commit: Commit): Omit<Committed, "type">;
  /** @returns whether arrivals remain to be folded. */
  fold(budget: number, now: () => number): boolean;
  outgoing(): OutgoingFigures;
  /** Does all of it in one transaction or nothing. @returns how many rows were dropped. @throws what SQLite throws. */
  forward(order: OutgoingOrder): number;
}

/** Reads what is held and lost, also of arrivals that are not folded yet. */
export function createWriter(db: DatabaseSync, maxOutgoingBytes: number): Writer {
  const arrivals = createArrivals(db);
  const ledger = createLedger(db);
  const book = new LogBook();
  const devices = ledger.devices();
  const outgoing = createOutgoingQueue(db, (number) => devices[number]!, maxOutgoingBytes);
  const rows = createSeriesRows(db, ledger.bootBegan, outgoing.put);
  const fold = createFold(db, arrivals, ledger, rows, outgoing);
  let last = arrivals.last();

  ledger.eachLog((device, stream, epoch, held) => book.restore(device, stream, epoch, held));
  ledger.eachLoss((device, loss) => book.markLost(device, loss));
  for (const { pack } of arrivals.after(fold.folded, Number.POSITIVE_INFINITY)) note(pack);

  function note(pack: Uint8Array): Pick<Committed, "gaps" | "doubles"> {
    const gaps: Committed["gaps"] = [];
    let doubles = 0;
    const reader = new PackReader(pack);
    while (reader.next()) {
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
          outgoing.flush();
          db.exec("COMMIT");
        } catch (error) {
          if (db.isTransaction) db.exec("ROLLBACK");
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
