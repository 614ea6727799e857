/** The journal in an SQLite file, as the main thread sees it: messages go out in envelopes, answers come back. */
import type { EnergyMeters } from "../../core/energy/ports.ts";
import type { Journal, JournalFigures, Outgoing, TelemetryHistory } from "../../core/telemetry/ports.ts";
import type { ControllerError } from "../../errors.ts";
import { maxMessageBytes } from "./arrivals/arrival-pack.ts";
import { Outbox } from "./arrivals/outbox.ts";
import { createSender } from "./arrivals/sender.ts";
import { type Retention, usualRetention } from "./file/retention.ts";
import { openOutgoing } from "./outgoing/outgoing.ts";
import { openReader } from "./reader/reader.ts";
import { type FoldFigures, type FromWriter, fromPlain, type ToWriter, type WriterOptions } from "./thread-messages.ts";
import { startWriter, threadEnded } from "./writer/writer-thread.ts";

/** The journal and a history of all it took. */
export type SqliteJournal = Journal & TelemetryHistory & EnergyMeters & { readonly outgoing: Outgoing };

export interface SqliteJournalOptions {
  /** The file; its folder exists. */
  path: string;
  /** ms a message may wait for company before its commit begins: every commit writes a page or more. */
  commitDelay?: number;
  /** ms an arrival may wait before it is folded into the series. */
  foldDelay?: number;
  /** Bytes of messages held in memory while the disk is slow; beyond, none is taken. */
  maxBacklogBytes?: number;
  /** Bytes the file may grow to; absent: as the disk allows. */
  maxFileBytes?: number;
  /** Bytes of rows that may wait to be forwarded. */
  maxOutgoingBytes?: number;
  retention?: Retention;
  /** IANA name of the site's zone: days are rolled up from midnight to midnight there. */
  timeZone?: string;
}

/** ms a question may wait for company: somebody waits for its answer. */
const questionDelay = 10;

/**
 * Opens or creates the file, reads its book-keeping and starts the writing thread.
 * @throws ControllerError `data/damaged`, `data/unwritable`
 */
export async function openSqliteJournal(options: SqliteJournalOptions): Promise<SqliteJournal> {
  const {
    path,
    commitDelay = 1_000,
    foldDelay = 1_800_000,
    maxBacklogBytes = 64 * 1024 * 1024,
    maxFileBytes,
  } = options;
  const { maxOutgoingBytes = 1024 * 1024 * 1024, retention = usualRetention, timeZone = "UTC" } = options;
  const workerData: WriterOptions = {
    path,
    foldDelay,
    maxOutgoingBytes,
    retention,
    timeZone,
    ...(maxFileBytes === undefined ? {} : { maxFileBytes }),
  };
  const { writer, atStart } = await startWriter(workerData);
  const { devices, outgoing: outgoingAtStart } = atStart;
  const reader = openReader({ path, timeZone });
  const outbox = new Outbox(devices);

  const figures: JournalFigures = {
    accepted: 0,
    refused: 0,
    committed: 0,
    backlog: 0,
    doubles: 0,
    lost: 0,
    ...atStart.figures,
  };
  const gapListeners: Parameters<Journal["onGap"]>[0][] = [];
  const pressureListeners: Parameters<Journal["onPressure"]>[0][] = [];
  const failureListeners: Parameters<Journal["onFailure"]>[0][] = [];
  const flushes: { upTo: number; resolve: () => void; reject: (error: Error) => void }[] = [];
  const catchUps: PromiseWithResolvers<void>[] = [];
  const rollUps: PromiseWithResolvers<void>[] = [];
  const forgettings: PromiseWithResolvers<string[]>[] = [];
  const questions = new Map<number, { resolve: (answer: Gaps) => void; reject: (error: Error) => void }>();
  let nextQuestion = 1;
  let ended: ControllerError | undefined;
  let closing = false;
  const closed = Promise.withResolvers<void>();

  const tell = (message: ToWriter, transfer: ArrayBuffer[] = []) => writer.postMessage(message, transfer);
  const outgoing = openOutgoing(path, outgoingAtStart, (id, order) => tell({ type: "forward", id, order }));

  const sender = createSender({
    outbox,
    maxBacklogBytes,
    send: (commit) => tell({ type: "commit", commit }, [commit.buffer]),
    onPressure: (pressed) => {
      for (const listener of pressureListeners) listener(pressed);
    },
  });
  const sendSoon = () => sender.within(commitDelay);

  const fail = (error: ControllerError) => {
    if (ended !== undefined) return;
    ended = error;
    sender.stop();
    for (const { reject } of [...flushes, ...catchUps, ...rollUps, ...forgettings, ...questions.values()])
      reject(error);
    flushes.length = 0;
    catchUps.length = 0;
    rollUps.length = 0;
    forgettings.length = 0;
    questions.clear();
    outgoing.fail(error);
    closed.reject(error);
    if (!closing) for (const listener of failureListeners) listener(error);
  };
  closed.promise.catch(() => {});

  const committed = ({ buffer, gaps, doubles, answers, figures: fold }: Extract<FromWriter, { type: "committed" }>) => {
    figures.committed += sender.committed(buffer);
    figures.doubles += doubles;
    setFold(fold);
    while (flushes.length > 0 && flushes[0]!.upTo <= figures.committed) flushes.shift()!.resolve();
    for (const { id, answer } of answers) {
      questions.get(id)?.resolve(answer);
      questions.delete(id);
    }
    sender.press();
    if (!outbox.isEmpty) sendSoon();
    for (const { device, gap } of gaps)
      for (const listener of gapListeners) listener(toGap(outbox.device(device), gap));
  };
  const setFold = (fold: FoldFigures) => Object.assign(figures, fold);

  writer.on("message", (message: FromWriter) => {
    switch (message.type) {
      case "committed":
        committed(message);
        break;
      case "full":
        sender.refused(message.commit, closing);
        if (closing) fail(fromPlain(message.error));
        break;
      case "folded":
        setFold(message.figures);
        break;
      case "outgoing":
        outgoing.tell(message.figures);
        break;
      case "forwarded":
        outgoing.done(message.id, message.result);
        break;
      case "rolledUp":
        for (const { resolve } of rollUps.splice(0)) resolve();
        break;
      case "forgotten":
        forgettings.shift()?.resolve(message.tables);
        break;
      case "caughtUp":
        for (const { resolve } of catchUps.splice(0)) resolve();
        break;
      case "failed":
        fail(fromPlain(message.error));
        break;
      case "closed":
        closed.resolve();
        break;
      case "ready":
        break;
      default:
        message satisfies never;
    }
  });
  writer.on("error", (cause) => fail(threadEnded(cause)));
  writer.on("exit", () => {
    if (!closing) fail(threadEnded());
  });

  const flushed = async () => {
    if (ended !== undefined) throw ended;
    if (sender.isIdle()) return;
    const done = Promise.withResolvers<void>();
    flushes.push({ upTo: figures.accepted, ...done });
    sender.now();
    await done.promise;
  };

  const whenDone = async <T>(list: PromiseWithResolvers<T>[], what: ToWriter): Promise<T> => {
    if (ended !== undefined) throw ended;
    const done = Promise.withResolvers<T>();
    list.push(done);
    tell(what);
    return done.promise;
  };

  const ask = (question: (id: number, outbox: Outbox) => Parameters<Outbox["ask"]>[0]): Promise<Gaps> => {
    if (ended !== undefined) return Promise.reject(ended);
    const answer = Promise.withResolvers<Gaps>();
    const id = nextQuestion++;
    questions.set(id, answer);
    outbox.ask(question(id, outbox));
    sender.within(Math.min(commitDelay, questionDelay));
    return answer.promise;
  };

  return {
    outgoing: outgoing.port,
    append(arrival) {
      if (ended !== undefined || closing || !sender.takesMore()) {
        figures.refused++;
        return false;
      }
      if (arrival.bytes.length > maxMessageBytes) throw new RangeError("a message longer than the protocol allows");
      outbox.put(arrival);
      figures.accepted++;
      sender.press();
      sendSoon();
      return true;
    },
    flushed,
    async folded() {
      await flushed();
      await whenDone(catchUps, { type: "catchUp" });
    },
    async rolledUp() {
      await flushed();
      await whenDone(rollUps, { type: "rollUp" });
    },
    figures: () => ({ ...figures, backlog: figures.accepted - figures.committed }),
    onGap(listener) {
      gapListeners.push(listener);
    },
    onPressure(listener) {
      pressureListeners.push(listener);
    },
    onFailure(listener) {
      failureListeners.push(listener);
    },
    async missing(device, log) {
      const gaps = await ask((id) => ({ id, kind: "missing", device: outbox.number(device), log }));
      return gaps.map((gap) => toGap(device, gap));
    },
    async holes(device) {
      const gaps = await ask((id) => ({ id, kind: "holes", device: outbox.number(device) }));
      return gaps.map((gap) => ({ ...toGap(device, gap), lost: gap.lost === true }));
    },
    markLost(device, lost, at) {
      if (ended !== undefined) return;
      for (const { stream, epoch, fromSequence, toSequence } of lost) {
        if (toSequence < fromSequence) continue;
        figures.lost += toSequence - fromSequence + 1;
        const gap = { stream, epoch, first: fromSequence, last: toSequence };
        outbox.note({ kind: "lost", device: outbox.number(device), lost: gap, at });
        sendSoon();
      }
    },
    dateBoot(device, bootCount, beganAt) {
      if (ended !== undefined) return;
      outbox.note({ kind: "boot", device: outbox.number(device), bootCount, beganAt });
      sendSoon();
    },
    // not after a flush: on a full disk it is what makes room
    forget: (now) => whenDone(forgettings, { type: "forget", now }),
    asideOf: (device) => reader.ask("asideOf", device),
    energyOf: (query, signal) => reader.ask("energyOf", query, signal),
    energyOfAll: (query, signal) => reader.ask("energyOfAll", query, signal),
    series: (query, signal) => reader.ask("series", query, signal),
    events: (query, signal) => reader.ask("events", query, signal),
    latest: (sources, signal) => reader.ask("latest", sources, signal),
    summaries: (query, signal) => reader.ask("summaries", query, signal),
    aggregate: (query, signal) => reader.ask("aggregate", query, signal),
    async close() {
      if (closing) return closed.promise;
      closing = true;
      try {
        while (!sender.isIdle()) await flushed();
        // the last connection to close leaves one whole file behind
        await Promise.all([reader.close(), outgoing.close()]);
        if (ended === undefined) tell({ type: "close" });
        await closed.promise;
      } finally {
        await Promise.all([reader.close(), outgoing.close(), writer.terminate()]);
      }
    },
  };
}

type Gaps = Extract<FromWriter, { type: "committed" }>["answers"][number]["answer"];

function toGap(device: string, { stream, epoch, first, last }: Gaps[number]) {
  return { device, stream, epoch, fromSequence: first, toSequence: last };
}
