/**
 * When envelopes leave the outbox: one is on its way at a time, the next fills meanwhile, so that a slow disk gets larger
 * commits; on a full disk the refused one is tried again.
 */
import type { Commit } from "../thread-messages.ts";
import type { Outbox } from "./outbox.ts";

export interface SenderDeps {
  readonly outbox: Outbox;
  readonly send: (commit: Commit) => void;
  /** Bytes of messages that may wait; beyond, none is taken. */
  readonly maxBacklogBytes: number;
  /** Told when the backlog gets long or the disk full, and when both are over. */
  readonly onPressure: (pressed: boolean) => void;
}

export interface Sender {
  /** Something lies in the outbox; it leaves within `delay` ms. */
  within(delay: number): void;
  now(): void;
  /** False while the disk is full or too much waits. */
  takesMore(): boolean;
  /** Nothing waits and nothing is on its way. */
  isIdle(): boolean;
  /** The envelope that was on its way is on disk. @returns how many messages it held. */
  committed(buffer: ArrayBuffer): number;
  /** The disk took nothing of it; it goes again by itself unless `isLast`. */
  refused(commit: Commit, isLast: boolean): void;
  /** The backlog changed. */
  press(): void;
  stop(): void;
}

/** ms between two tries while the disk is full. */
const retryDelay = 1000;

export function createSender({ outbox, send, maxBacklogBytes, onPressure }: SenderDeps): Sender {
  let inFlight: { used: number; count: number } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let timerAt = 0;
  let isDiskFull = false;
  let pressed = false;
  let stopped = false;

  function now(): void {
    clearTimeout(timer);
    timer = undefined;
    if (inFlight !== undefined || stopped) return;
    const commit = outbox.take();
    if (commit === undefined) return;
    inFlight = { used: commit.used, count: commit.count };
    send(commit);
  }

  function press(): void {
    const room = outbox.bytes < maxBacklogBytes / (pressed ? 8 : 2);
    const full = isDiskFull || !room;
    if (full === pressed) return;
    pressed = full;
    onPressure(full);
  }

  return {
    now,
    press,
    within(delay) {
      if (inFlight !== undefined || isDiskFull) return;
      if (outbox.hasSealed) return now();
      const at = performance.now() + delay;
      if (timer !== undefined && timerAt <= at) return;
      clearTimeout(timer);
      timer = setTimeout(now, delay);
      timerAt = at;
    },
    takesMore: () => !isDiskFull && outbox.bytes < maxBacklogBytes,
    isIdle: () => outbox.isEmpty && inFlight === undefined,
    committed(buffer) {
      const { used, count } = inFlight!;
      inFlight = undefined;
      isDiskFull = false;
      outbox.done(buffer, used);
      return count;
    },
    refused(commit, isLast) {
      inFlight = undefined;
      outbox.putBack(commit);
      isDiskFull = true;
      press();
      if (!isLast) timer = setTimeout(now, retryDelay);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
