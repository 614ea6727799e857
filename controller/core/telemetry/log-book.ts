/** What is known of every device's logs: which rows are held, which are lost, and so which are missing. */
import type { LogExtent } from "#protocol/wire/hello.ts";
import { type Stream, streams } from "#protocol/wire/vocabulary.ts";
import type { Extent } from "./ports.ts";
import { type Range, RangeSet } from "./range-set.ts";

/** Rows of one log, without saying whose; both ends inclusive. */
export interface LogGap extends Range {
  readonly stream: Stream;
  readonly epoch: number;
}

/** One log: a stream of one device under one numbering. */
interface Log {
  readonly stream: Stream;
  readonly epoch: number;
  readonly held: RangeSet;
  /** Present once something was lost, which is rare. */
  lost?: RangeSet;
  /** First row that can be missing, as a hello said: what the device dropped before we knew it is no gap. */
  since?: number;
  /** Greatest sequence the device spoke of without sending it. */
  until?: number;
}

/**
 * Logs remembered per device. Two numberings of three streams are usual; a device that draws a new epoch for every
 * message must not fill the memory. Forgetting the oldest forgets its gaps until the next start, never its rows.
 */
const maxLogs = 12;

/** Devices are dense small numbers, given by whoever keeps the book. */
export class LogBook {
  readonly #logs: Log[][] = [];

  /** What the disk says at start. */
  restore(device: number, stream: Stream, epoch: number, held: RangeSet): void {
    this.#keep(device, { stream, epoch, held });
  }

  /** Takes the rows of one message as held. @returns how many were held before, and the rows missing right before it. */
  note(device: number, extent: Extent): { doubles: number; gap?: LogGap } {
    const { stream, epoch, after, count } = extent;
    const log = this.#log(device, stream, epoch);
    const { held, lost, since = 1 } = log;
    const last = after + count;
    const doubles = count === 0 ? 0 : held.overlap(after + 1, last);
    if (count > 0) held.add(after + 1, last);
    else log.until = Math.max(log.until ?? 0, after);
    const known = Math.max(held.floor(after) ?? 0, lost?.floor(after) ?? 0, since - 1);
    return known < after ? { doubles, gap: { stream, epoch, first: known + 1, last: after } } : { doubles };
  }

  markLost(device: number, { stream, epoch, first, last }: LogGap): void {
    const log = this.#log(device, stream, epoch);
    log.lost ??= new RangeSet();
    log.lost.add(first, last);
  }

  /**
   * Rows neither held nor lost, ascending within each log: up to the end of the logs the device says it has, and up to
   * the last row we know of in others. A log it no longer has is among them, so that the device is asked and says `lost`.
   */
  missing(device: number, stated: readonly LogExtent[]): LogGap[] {
    const gaps: LogGap[] = [];
    for (const { stream, epoch, first, next } of stated) {
      const log = this.#log(device, stream, epoch);
      log.since = Math.min(first, lowestKnown(log) ?? first);
      log.until = Math.max(log.until ?? 0, next - 1);
      gaps.push(...unknown(log, log.since, next - 1));
    }
    for (const log of this.#logs[device] ?? []) {
      if (stated.some(({ stream, epoch }) => stream === log.stream && epoch === log.epoch)) continue;
      gaps.push(...missingOf(log));
    }
    return gaps;
  }

  /** Rows known to be lost or still missing: what a reader of the history should see as holes. */
  holes(device: number): (LogGap & { lost: boolean })[] {
    const holes: (LogGap & { lost: boolean })[] = [];
    for (const log of this.#logs[device] ?? []) {
      for (const gap of missingOf(log)) holes.push({ ...gap, lost: false });
      // a row that came after it was given up is held
      for (const { first, last } of log.lost ?? []) {
        for (const range of log.held.gaps(first, last)) {
          holes.push({ stream: log.stream, epoch: log.epoch, ...range, lost: true });
        }
      }
    }
    return holes.sort(
      (a, b) => streams.indexOf(a.stream) - streams.indexOf(b.stream) || a.epoch - b.epoch || a.first - b.first,
    );
  }

  #keep(device: number, log: Log): void {
    this.#logs[device] ??= [];
    const logs = this.#logs[device];
    if (logs.length === maxLogs) logs.shift();
    logs.push(log);
  }

  #find(device: number, stream: Stream, epoch: number): Log | undefined {
    return this.#logs[device]?.find((log) => log.epoch === epoch && log.stream === stream);
  }

  #log(device: number, stream: Stream, epoch: number): Log {
    const found = this.#find(device, stream, epoch);
    if (found !== undefined) return found;
    const log: Log = { stream, epoch, held: new RangeSet() };
    this.#keep(device, log);
    return log;
  }
}

function lowestKnown({ held, lost }: Log): number | undefined {
  if (lost?.lowest === undefined) return held.lowest;
  return held.lowest === undefined ? lost.lowest : Math.min(held.lowest, lost.lowest);
}

function missingOf(log: Log): LogGap[] {
  const { held, lost, since, until = 0 } = log;
  const first = Math.min(since ?? Number.POSITIVE_INFINITY, lowestKnown(log) ?? Number.POSITIVE_INFINITY);
  return unknown(log, first, Math.max(until, held.highest ?? 0, lost?.highest ?? 0));
}

function unknown({ stream, epoch, held, lost }: Log, first: number, last: number): LogGap[] {
  if (last < first) return [];
  const notHeld = held.gaps(first, last);
  const gaps = lost === undefined ? notHeld : notHeld.flatMap((gap) => lost.gaps(gap.first, gap.last));
  return gaps.map((gap) => ({ stream, epoch, ...gap }));
}
