/** Entry of the journal's writing thread: takes commits as they come, folds and rolls up in between. */
import { parentPort, workerData } from "node:worker_threads";
import { isFull, telemetryError } from "../file/damage.ts";
import { openForWriting } from "../file/schema.ts";
import {
  type Commit,
  type FromWriter,
  type OutgoingOrder,
  type PlainError,
  type ToWriter,
  toPlain,
  type WriterOptions,
} from "../thread-messages.ts";
import { createWriter } from "./writer.ts";

/** ms of one transaction of fold or roll-up: the longest a commit waits for it. */
const busyBudget = 10;
/** The same while few messages come: every transaction writes the pages it ends within once more. */
const calmBudget = 50;
/** Messages/s above which the fold leaves most of the processor to those who bring them. */
const busyRate = 2_000;
/** Rests between slices while busy, in lengths of the slice before. */
const busyRest = 3;
/** Unfolded messages that wait for company no longer: so many are decoded in half a second when somebody asks. */
const enoughToFold = 50_000;
/** ms an arrival may wait at most while rows are forwarded: they are handed on when they are folded. */
const forwardingDelay = 30_000;
/** ms by which time must have gone on since the last roll-ups. */
const rollPeriod = 600_000;
/** Unfolded messages above which the fold no longer rests: some 800 MB on disk. */
const mostUnfolded = 4_000_000;

const port = parentPort!;
const { path, maxFileBytes, foldDelay, ...settings } = workerData as WriterOptions;
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
  const writer = createWriter(db, settings);
  let told = writer.outgoing();
  /** Set while a slice is to come. */
  let cancelSlice: (() => void) | undefined;
  let hurried = false;
  /** A window is open, and its next slice is to come. */
  let folding = false;
  let rolling = false;
  /** Somebody waits for the roll-ups. */
  let awaited = false;
  /** EpochMs up to which roll-ups were looked for. */
  let rolledUpTo = 0;
  let open = true;
  /** Since the last slice, to see how busy it is. */
  let taken = 0;
  let lastSlice = performance.now();

  const isBusy = () => (taken / (performance.now() - lastSlice)) * 1000 > busyRate;
  const budget = () => (isBusy() ? busyBudget : calmBudget);

  const rest = (sliceTook: number): number => {
    if (hurried || writer.figures().unfolded > mostUnfolded) return 0;
    return isBusy() ? sliceTook * busyRest : 0;
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
    if (rolling) return roll();
    const began = performance.now();
    const before = writer.figures().unfolded;
    let remains: boolean;
    try {
      remains = writer.fold(budget(), () => performance.now());
    } catch (error) {
      // a full disk keeps the arrivals as they are
      if (!isFull(error)) return fail(error);
      sliceAfter(1000);
      return;
    }
    const figures = writer.figures();
    if (figures.unfolded !== before) say({ type: "folded", figures });
    tellOutgoing();
    folding = remains;
    if (remains) {
      sliceAfter(rest(performance.now() - began));
    } else {
      if (hurried) say({ type: "caughtUp" });
      hurried = false;
      rolling = awaited || writer.reached() >= rolledUpTo + rollPeriod;
      if (rolling) sliceAfter(0);
    }
    ended();
  };

  const ended = () => {
    taken = 0;
    lastSlice = performance.now();
  };

  const roll = () => {
    const began = performance.now();
    try {
      const upTo = writer.reached();
      if (writer.roll(budget(), () => performance.now())) {
        sliceAfter(rest(performance.now() - began));
        return ended();
      }
      rolledUpTo = upTo;
    } catch (error) {
      // what could not be rolled up stays marked
      if (!isFull(error)) return fail(error);
    }
    rolling = false;
    if (awaited) say({ type: "rolledUp" });
    awaited = false;
    if (writer.figures().unfolded > 0) sliceAfter(pauseOfFold());
  };

  const pauseOfFold = () => (told.recording ? Math.min(foldDelay, forwardingDelay) : foldDelay);

  const forget = (now: number, tables: string[] = []) => {
    try {
      const name = writer.forget(now);
      if (name === undefined) return say({ type: "forgotten", tables });
      // commits go between one table and the next
      setImmediate(() => open && forget(now, [...tables, name]));
    } catch (error) {
      if (!isFull(error)) return fail(error);
      say({ type: "forgotten", tables });
    }
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
    if (rolling || commit.count === 0) return;
    if (writer.figures().unfolded < enoughToFold) {
      if (cancelSlice === undefined) sliceAfter(pauseOfFold());
    } else if (!folding) {
      sliceAfter(0);
    }
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
        rolling = false;
        sliceAfter(0);
        break;
      case "forward":
        forward(message.id, message.order);
        break;
      case "rollUp":
        awaited = true;
        sliceAfter(0);
        break;
      case "forget":
        forget(message.now);
        break;
      case "close":
        open = false;
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
