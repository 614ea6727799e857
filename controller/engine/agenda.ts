/** Which things have to be looked at again, and when: one timer for all of them, and a few at a time. */
import type { Clock } from "../clock.ts";

export interface Agenda {
  /** Look at it together with whatever else is gathered within the next moment. */
  soon(key: string): void;
  /** The same, before everything that is not as pressing. */
  first(key: string): void;
  /** Look at it at this instant at the latest (EpochMs); an earlier appointment stands. */
  at(key: string, at: number): void;
  /** Nothing is looked at any more, whatever is still named. */
  close(): void;
}

/** Things looked at in one turn: a whole city at once would keep everybody else waiting. */
export const looksAtOnce = 200;

/**
 * @param gatherFor ms that `soon` and `first` wait for company.
 * @param look gets each key once, in the order they were named, those that are pressing before the others.
 */
export function createAgenda(clock: Clock, gatherFor: number, look: (keys: readonly string[]) => void): Agenda {
  const pressing = new Set<string>();
  const gathered = new Set<string>();
  const appointments = new Map<string, number>();
  let cancelLook: (() => void) | undefined;
  let timer: { at: number; cancel: () => void } | undefined;
  let closed = false;

  function gather(into: Set<string>, key: string): void {
    if (closed) return;
    into.add(key);
    cancelLook ??= clock.wakeAt(clock.now() + gatherFor, lookAtSome);
  }

  function lookAtSome(): void {
    cancelLook = undefined;
    const keys: string[] = [];
    for (const from of [pressing, gathered]) {
      for (const key of from) {
        if (keys.length === looksAtOnce) break;
        keys.push(key);
        pressing.delete(key);
        gathered.delete(key);
        appointments.delete(key);
      }
    }
    // the others in a turn of their own
    if (pressing.size + gathered.size > 0) cancelLook = clock.wakeAt(clock.now(), lookAtSome);
    look(keys);
  }

  function ring(): void {
    timer = undefined;
    const now = clock.now();
    let next = Number.POSITIVE_INFINITY;
    for (const [key, at] of appointments) {
      if (at > now) next = Math.min(next, at);
      else {
        appointments.delete(key);
        gather(gathered, key);
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
    soon: (key) => gather(gathered, key),
    first: (key) => gather(pressing, key),
    at(key, at) {
      if (closed) return;
      const earlier = appointments.get(key);
      if (earlier !== undefined && earlier <= at) return;
      appointments.set(key, at);
      ringAt(at);
    },
    close() {
      closed = true;
      cancelLook?.();
      timer?.cancel();
      pressing.clear();
      gathered.clear();
      appointments.clear();
    },
  };
}
