/**
 * The log of a device: three streams of rows, each with its own epoch and sequence. Rows wait here until somebody asks
 * for them; the oldest go when a stream is full, a sector at a time, as flash is erased.
 */
import type { LogExtent } from "../wire/hello.ts";
import type { Batch, EventRow, Lost, Sample } from "../wire/samples.ts";
import type { Stream } from "../wire/vocabulary.ts";
import { type ByteBuffer, type LogRow, packRow, unpackRow, wireBytes } from "./log-row.ts";

/** Rows each stream keeps at least. */
export type LogCapacity = Readonly<Record<Stream, number>>;
/** A sequence per stream. */
export type LogCursor = Record<Stream, number>;

/** Rows in one batch (limits of the protocol). */
export const maxBatchRows = 64;
/** Rows erased together. */
export const sectorRows = 32;
/** The log covers at least this many days without the controller. */
export const loggedDays = 21;
/** Days of raw rows kept; older ones are thinned away, their half-hours stay. */
const rawDays = 7;

interface Sector extends ByteBuffer {
  first: number;
  rows: number;
}

export interface LogStream {
  /** Random u32, drawn when the log was formatted. */
  epoch: number;
  /** Sequence of the next row; the first ever has 1. */
  next: number;
  capacity: number;
  sectors: Sector[];
}

export type DeviceLog = Record<Stream, LogStream>;

/** Capacity for 21 days: all half-hours, 50 events a day, and the newest 7 days of rows at one per quarter-hour. */
export function defaultCapacity(outputs: number): LogCapacity {
  return { events: 50 * loggedDays, halfHours: 48 * loggedDays * outputs, raw: 96 * rawDays * outputs };
}

/** An empty log. @param draw answers a random u32 for each epoch; 0 would say that there is no log */
export function formatLog(capacity: LogCapacity, draw: () => number): DeviceLog {
  const stream = (kept: number): LogStream => ({ epoch: draw() || 1, next: 1, capacity: kept, sectors: [] });
  return { events: stream(capacity.events), raw: stream(capacity.raw), halfHours: stream(capacity.halfHours) };
}

/** Sequence of the oldest row still here; equal to `next` where there is none. */
export function firstOf(stream: LogStream): number {
  return stream.sectors[0]?.first ?? stream.next;
}

/** Adds a row and drops the oldest sectors that are not needed to keep the capacity. @returns its sequence */
export function appendRow(log: DeviceLog, name: "events", row: EventRow): number;
export function appendRow(log: DeviceLog, name: "raw" | "halfHours", row: Sample): number;
export function appendRow(log: DeviceLog, name: Stream, row: LogRow): number {
  const stream = log[name];
  const sector = openSector(stream);
  packRow(sector, row);
  sector.rows++;
  // a full sector never grows again: give back what doubling reserved
  if (sector.rows === sectorRows) sector.bytes = sector.bytes.slice(0, sector.used);
  const sequence = stream.next++;
  const oldest = stream.sectors[0]!;
  if (stream.next - oldest.first - oldest.rows >= stream.capacity) stream.sectors.shift();
  return sequence;
}

function openSector(stream: LogStream): Sector {
  const last = stream.sectors[stream.sectors.length - 1];
  if (last !== undefined && last.rows < sectorRows) return last;
  const sector: Sector = { first: stream.next, rows: 0, bytes: new Uint8Array(0), used: 0 };
  stream.sectors.push(sector);
  return sector;
}

/** What can be asked for, for the hello. */
export function extentsOf(log: DeviceLog): LogExtent[] {
  return (["events", "raw", "halfHours"] as const).map((stream) => ({
    stream,
    epoch: log[stream].epoch,
    first: firstOf(log[stream]),
    next: log[stream].next,
  }));
}

/** The sequence of the newest row of each stream. */
export function tailOf(log: DeviceLog): LogCursor {
  return { events: log.events.next - 1, raw: log.raw.next - 1, halfHours: log.halfHours.next - 1 };
}

/** When boots happened, EpochMs, for rows that were taken before the clock was known. */
export type BootTimes = readonly { bootCount: number; at: number }[];

/** A batch and the most bytes it takes. */
export interface Filled {
  batch: Batch;
  bytes: number;
  /** Sequence of its last row. */
  last: number;
}

/** Bytes of a batch without its rows, at most. */
const batchOverhead = 32;

/**
 * The rows after a sequence, as many as fit.
 * @param to last sequence wanted; rows that were thinned before `after + 1` are skipped, which the batch's `after` shows
 * @returns undefined where there is no such row or not even one fits
 */
export function fillBatch(
  log: DeviceLog,
  name: Stream,
  after: number,
  to: number,
  budget: number,
  bootTimes: BootTimes,
): Filled | undefined {
  const stream = log[name];
  const from = Math.max(after + 1, firstOf(stream));
  const rows: LogRow[] = [];
  let bytes = batchOverhead;
  for (const packed of rowsFrom(stream, from, Math.min(to, stream.next - 1))) {
    const row = dateRow(packed, bootTimes);
    const size = wireBytes(row);
    if (rows.length === maxBatchRows || bytes + size > budget) break;
    rows.push(row);
    bytes += size;
  }
  if (rows.length === 0) return undefined;
  const batch = { stream: name, epoch: stream.epoch, after: from - 1, rows } as Batch;
  return { batch, bytes, last: from - 1 + rows.length };
}

function* rowsFrom(stream: LogStream, from: number, to: number): Generator<LogRow> {
  for (const sector of stream.sectors) {
    if (sector.first > to) return;
    if (sector.first + sector.rows <= from) continue;
    const cursor = { bytes: sector.bytes, position: 0 };
    for (let sequence = sector.first; sequence < sector.first + sector.rows && sequence <= to; sequence++) {
      const row = unpackRow(cursor);
      if (sequence >= from) yield row;
    }
  }
}

/** A row that carries boot and uptime gets its instant as soon as it is known when that boot was. */
function dateRow(row: LogRow, bootTimes: BootTimes): LogRow {
  const boot = bootTimes.find(({ bootCount }) => bootCount === row.bootCount);
  if (row.at !== undefined || boot === undefined) return row;
  const { bootCount: _boot, uptime = 0, ...values } = row;
  return { at: wholeSeconds(boot.at + uptime * 1000), ...values } as LogRow;
}

/** Instants are logged as the wire carries them. */
export function wholeSeconds(at: number): number {
  return Math.floor(at / 1000) * 1000;
}

/** A range somebody asks for again. Both ends inclusive. */
export interface Range {
  stream: Stream;
  epoch: number;
  fromSequence: number;
  toSequence: number;
}

/**
 * The part of a range that will never come: thinned, or of an epoch that is gone. Rows that are not written yet are
 * not lost.
 */
export function lostOf(log: DeviceLog, { stream, epoch, fromSequence, toSequence }: Range): Lost | undefined {
  const kept = log[stream];
  if (epoch !== kept.epoch) return { stream, epoch, fromSequence, toSequence };
  const last = Math.min(toSequence, firstOf(kept) - 1);
  return fromSequence <= last ? { stream, epoch, fromSequence, toSequence: last } : undefined;
}
