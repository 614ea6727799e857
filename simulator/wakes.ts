/** Thousands of pending wakes on one timer: a binary heap ordered by instant. */
import type { Clock } from "./clock.ts";

/** One thing that wants to be woken. It has at most one pending instant. */
export interface Wake {
  /** Sets or moves the instant (EpochMs; Infinity: never). */
  at(instant: number): void;
}

export interface Wakes {
  /** @param run is called with nothing pending any more; it may set the next instant. */
  create(run: () => void): Wake;
  /** Pending instants. */
  readonly size: number;
  close(): void;
}

interface Entry {
  at: number;
  /** Order of setting, so that equal instants ring in the order they were asked for. */
  turn: number;
  /** Place in the heap; −1 while nothing is pending. */
  place: number;
  readonly run: () => void;
}

export function createWakes(clock: Clock): Wakes {
  const heap: Entry[] = [];
  let turns = 0;
  let closed = false;
  let ringing = false;
  let armedFor = Number.POSITIVE_INFINITY;
  let disarm = () => {};

  const before = (a: Entry, b: Entry) => a.at < b.at || (a.at === b.at && a.turn < b.turn);
  const put = (entry: Entry, place: number) => {
    heap[place] = entry;
    entry.place = place;
  };
  const settle = (entry: Entry) => {
    let place = entry.place;
    while (place > 0) {
      const parent = heap[(place - 1) >> 1]!;
      if (!before(entry, parent)) break;
      put(parent, place);
      place = (place - 1) >> 1;
    }
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
      if (!before(heap[child]!, entry)) break;
      put(heap[child]!, place);
      place = child;
    }
    put(entry, place);
  };
  const remove = (entry: Entry) => {
    const { place } = entry;
    entry.place = -1;
    const last = heap.pop()!;
    if (last === entry) return;
    put(last, place);
    settle(last);
  };

  const arm = () => {
    if (ringing || closed) return;
    const next = heap[0]?.at ?? Number.POSITIVE_INFINITY;
    if (next === armedFor) return;
    disarm();
    armedFor = next;
    disarm = next === Number.POSITIVE_INFINITY ? () => {} : clock.wakeAt(next, ring);
  };
  const ring = () => {
    armedFor = Number.POSITIVE_INFINITY;
    ringing = true;
    try {
      // wakes set while ringing for an instant that has come wait for the next ring: no wake can starve the loop
      const lastTurn = turns;
      const now = clock.now();
      for (let first = heap[0]; first !== undefined && first.at <= now && first.turn <= lastTurn; first = heap[0]) {
        remove(first);
        first.run();
      }
    } finally {
      ringing = false;
      arm();
    }
  };

  return {
    create(run) {
      const entry: Entry = { at: Number.POSITIVE_INFINITY, turn: 0, place: -1, run };
      return {
        at(instant) {
          if (closed || (entry.place >= 0 && entry.at === instant)) return;
          if (entry.place >= 0) remove(entry);
          // the past is now: behind everything that is due already, so that nobody can hold the head of the queue
          entry.at = Math.max(instant, clock.now());
          entry.turn = ++turns;
          if (instant !== Number.POSITIVE_INFINITY) {
            entry.place = heap.length;
            heap.push(entry);
            settle(entry);
          }
          arm();
        },
      };
    },
    get size() {
      return heap.length;
    },
    close() {
      closed = true;
      disarm();
      heap.length = 0;
    },
  };
}
