/** Which things have to be looked at again, and when: one timer for all of them. */
import type { Clock } from "../clock.ts";

export interface Agenda {
  /** Look at it together with whatever else is gathered within the next moment. */
  soon(key: string): void;
  /** Look at it at this instant at the latest (EpochMs); an earlier appointment stands. */
  at(key: string, at: number): void;
  /** Nothing is looked at any more, whatever is still named. */
  close(): void;
}

/** @param gatherFor ms that `soon` waits for company. @param look gets each key once, in the order they were named. */
export function createAgenda(clock: Clock, gatherFor: number, look: (keys: readonly string[]) => void): Agenda {
  const gathered = new Set<string>();
  const appointments = new Map<string, number>();
  let cancelGather: (() => void) | undefined;
  let timer: { at: number; cancel: () => void } | undefined;
  let closed = false;

  function gather(key: string): void {
    if (closed) return;
    gathered.add(key);
    cancelGather ??= clock.wakeAt(clock.now() + gatherFor, () => {
      cancelGather = undefined;
      const keys = [...gathered];
      gathered.clear();
      for (const due of keys) appointments.delete(due);
      look(keys);
    });
  }

  function ring(): void {
    timer = undefined;
    const now = clock.now();
    let next = Number.POSITIVE_INFINITY;
    for (const [key, at] of appointments) {
      if (at > now) next = Math.min(next, at);
      else {
        appointments.delete(key);
        gather(key);
      }
    }
    if (next < Number.POSITIVE_INFINITY) ringAt(next);
  }

  function ringAt(at: number): void {
    if (timer !== undefined && timer.at <= at) return;
    timer?.cancel();
    timer = { at, cancel: clock.wakeAt(at, ring) };
  }

  return {
    soon: gather,
    at(key, at) {
      if (closed) return;
      const earlier = appointments.get(key);
      if (earlier !== undefined && earlier <= at) return;
      appointments.set(key, at);
      ringAt(at);
    },
    close() {
      closed = true;
      cancelGather?.();
      timer?.cancel();
      gathered.clear();
      appointments.clear();
    },
  };
}
