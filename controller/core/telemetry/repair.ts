/** How one device's missing rows are asked for: which next, how many at once, when again, and when to stop. */
import type { Lost } from "#protocol/wire/samples.ts";
import type { Stream } from "#protocol/wire/vocabulary.ts";
import type { LogGap } from "./log-book.ts";
import type { Extent } from "./ports.ts";
import { RangeSet } from "./range-set.ts";

/** Bounds of the repair; what a lamp on a thin link and a controller after an outage can both bear. */
export interface RepairLimits {
  /** Rows of one ask: with three to four rows' worth of a report per message, a handful of messages. */
  readonly rowsPerAsk: number;
  /** Devices answering at the same time. */
  readonly devicesAtOnce: number;
  /** The same while many devices are coming back: what they say first matters more than their past. */
  readonly devicesWhileReturning: number;
  /** Hellos within `returningWithin` ms from which on many are coming back. */
  readonly returningFrom: number;
  readonly returningWithin: number;
  /** ms a gap may close by itself before it is asked for: messages overtake each other. */
  readonly settle: number;
  /** ms without a word of the answer until an ask counts as lost. */
  readonly patience: number;
  /** ms before an ask that brought nothing is repeated the first time; three times as long each time after. */
  readonly retryAfter: number;
  /** Asks in a row that bring nothing before the device is left alone until its next hello. */
  readonly attempts: number;
}

export const repairLimits: RepairLimits = {
  rowsPerAsk: 240,
  devicesAtOnce: 64,
  devicesWhileReturning: 8,
  returningFrom: 200,
  returningWithin: 10_000,
  settle: 2_000,
  patience: 30_000,
  retryAfter: 10_000,
  attempts: 5,
};

/** Where an ask reaches: rows held in between come twice and fall out, which is cheaper than an ask per hole. */
export interface Resend extends LogGap {}

/** In this order they are asked for: what happened first, then what a bill needs, then the fine grain. */
const urgency: readonly Stream[] = ["events", "halfHours", "raw"];

/** Rows one device is to send again. */
export class Wanted {
  readonly #logs: { stream: Stream; epoch: number; rows: RangeSet }[] = [];

  get isEmpty(): boolean {
    return this.#logs.length === 0;
  }

  /** How many rows. */
  get size(): number {
    return this.#logs.reduce((sum, { rows }) => sum + rows.size, 0);
  }

  add({ stream, epoch, first, last }: LogGap): void {
    let log = this.#logs.find((other) => other.stream === stream && other.epoch === epoch);
    if (log === undefined) {
      log = { stream, epoch, rows: new RangeSet() };
      this.#logs.push(log);
      this.#logs.sort((a, b) => urgency.indexOf(a.stream) - urgency.indexOf(b.stream));
    }
    log.rows.add(first, last);
  }

  came({ stream, epoch, after, count }: Extent): void {
    this.#remove(stream, epoch, after + 1, after + count);
  }

  areLost({ stream, epoch, fromSequence, toSequence }: Lost): void {
    this.#remove(stream, epoch, fromSequence, toSequence);
  }

  /** How many rows of an ask are still wanted. */
  openOf({ stream, epoch, first, last }: Resend): number {
    return this.#logs.find((log) => log.stream === stream && log.epoch === epoch)?.rows.overlap(first, last) ?? 0;
  }

  /** The next rows to ask for; undefined when nothing is wanted. */
  next(rowsPerAsk: number): Resend | undefined {
    const log = this.#logs[0];
    const first = log?.rows.lowest;
    if (log === undefined || first === undefined) return undefined;
    const last = log.rows.floor(first + rowsPerAsk - 1) ?? first;
    return { stream: log.stream, epoch: log.epoch, first, last };
  }

  #remove(stream: Stream, epoch: number, first: number, last: number): void {
    const index = this.#logs.findIndex((log) => log.stream === stream && log.epoch === epoch);
    if (index < 0 || last < first) return;
    const { rows } = this.#logs[index]!;
    rows.remove(first, last);
    if (rows.isEmpty) this.#logs.splice(index, 1);
  }
}

/** @param failures asks in a row that brought nothing, from 1. @returns ms to wait; undefined: leave the device alone. */
export function retryAfter(failures: number, limits: RepairLimits): number | undefined {
  return failures >= limits.attempts ? undefined : limits.retryAfter * 3 ** (failures - 1);
}
