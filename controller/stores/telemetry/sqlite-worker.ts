/** Entry of the journal's writing thread: takes commits as they come and folds in between. */
import { parentPort, workerData } from "node:worker_threads";
import { isFull, telemetryError } from "./damage.ts";
import { openForWriting } from "./schema.ts";
import {
  type Commit,
  type FromWriter,
  type OutgoingOrder,
  type PlainError,
  type ToWriter,
  toPlain,
  type WriterOptions,
} from "./thread-messages.ts";
import { createWriter } from "./writer.ts";

/** ms of one transaction of the fold: the longest a commit waits for it. */
const sliceBudget = 10;
/** Messages/s above which the fold leaves most of the processor to those who bring them. */
const busyRate = 2_000;
/** Rests between slices while busy, in lengths of the slice before. */
const busyRest = 3;
/** Unfolded messages above which the fold no longer rests: some 800 MB on disk. */
const mostUnfolded = 4_000_000;

const port = parentPort!;
const { path, maxFileBytes, foldDelay, maxOutgoingBytes } = workerData as WriterOptions;
const say = (message: FromWriter, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

try {
  serve();
} catch (error) {
  fail(error);
}

function fail(error: unknown): void {
  say({ type: "failed", error: toPlain(telemetryError(path, error)) });
  port.close();
}

function serve(): void {
  const db = openForWriting(path, maxFileBytes);
  const writer = createWriter(db, maxOutgoingBytes);
  let told = writer.outgoing();
  /** Set while a slice is to come. */
  let cancelSlice: (() => void) | undefined;
  let hurried = false;
  /** Since the last slice, to see how busy it is. */
  let taken = 0;
  let lastSlice = performance.now();

  const rest = (sliceTook: number): number => {
    if (hurried || writer.figures().unfolded > mostUnfolded) return 0;
    const rate = (taken / (performance.now() - lastSlice)) * 1000;
    return rate > busyRate ? sliceTook * busyRest : 0;
  };

  const tellOutgoing = () => {
    if (writer.outgoing() === told) return;
    told = writer.outgoing();
    say({ type: "outgoing", figures: told });
  };

  const sliceAfter = (pause: number) => {
    cancelSlice?.();
    if (pause === 0) {
      const soon = setImmediate(slice);
      cancelSlice = () => clearImmediate(soon);
    } else {
      const later = setTimeout(slice, pause);
      cancelSlice = () => clearTimeout(later);
    }
  };

  const slice = () => {
    cancelSlice = undefined;
    const began = performance.now();
    const before = writer.figures().unfolded;
    let remains: boolean;
    try {
      remains = writer.fold(sliceBudget, () => performance.now());
    } catch (error) {
      // a full disk keeps the arrivals as they are
      if (!isFull(error)) return fail(error);
      sliceAfter(1000);
      return;
    }
    const figures = writer.figures();
    if (figures.unfolded !== before) say({ type: "folded", figures });
    tellOutgoing();
    if (remains) {
      sliceAfter(rest(performance.now() - began));
    } else if (hurried) {
      hurried = false;
      say({ type: "caughtUp" });
    }
    taken = 0;
    lastSlice = performance.now();
  };

  const commit = (commit: Commit) => {
    try {
      const { buffer, ...rest } = writer.commit(commit);
      say({ type: "committed", buffer, ...rest }, [buffer]);
    } catch (error) {
      if (!isFull(error)) return fail(error);
      say({ type: "full", commit, error: toPlain(telemetryError(path, error)) }, [commit.buffer]);
      return;
    }
    tellOutgoing();
    taken += commit.count;
    if (commit.count > 0 && cancelSlice === undefined) sliceAfter(foldDelay);
  };

  const forward = (id: number, order: OutgoingOrder) => {
    let result: number | PlainError;
    try {
      result = writer.forward(order);
    } catch (error) {
      if (!isFull(error)) return fail(error);
      result = toPlain(telemetryError(path, error));
    }
    tellOutgoing();
    say({ type: "forwarded", id, result });
  };

  port.on("message", (message: ToWriter) => {
    switch (message.type) {
      case "commit":
        commit(message.commit);
        break;
      case "catchUp":
        hurried = true;
        sliceAfter(0);
        break;
      case "forward":
        forward(message.id, message.order);
        break;
      case "close":
        cancelSlice?.();
        db.close();
        say({ type: "closed" });
        port.close();
        break;
      default:
        message satisfies never;
    }
  });
  say({ type: "ready", devices: writer.devices, figures: writer.figures(), outgoing: told });
  if (writer.figures().unfolded > 0) sliceAfter(foldDelay);
}
