/** What telemetry asks of the world: a journal that never forgets what it accepted, and histories to read from. */
import type { LogExtent } from "#protocol/wire/hello.ts";
import type { EventRow, Lost, Quantity } from "#protocol/wire/samples.ts";
import type { Encoding, Stream } from "#protocol/wire/vocabulary.ts";
import type { ControllerError } from "../../errors.ts";
import type { Annotation } from "./annotation.ts";
import type { AsideReason } from "./dating.ts";
import type { WriteAnswer } from "./forwarding.ts";

/** Which rows of a device's log one message carries: sequences `after + 1` … `after + count`. */
export interface Extent {
  stream: Stream;
  epoch: number;
  after: number;
  count: number;
}

/** One accepted message, exactly as it came. */
export interface Arrival {
  device: string;
  /** EpochMs of reception, by the controller's clock. */
  receivedAt: number;
  kind: "report" | "event" | "answer";
  encoding: Encoding;
  bytes: Uint8Array;
  /** Empty where the rows carry no sequence (JSON from the bench): they are kept but never repaired. */
  extents: readonly Extent[];
}

/** Rows a device has that the journal does not hold; both ends inclusive. */
export interface Gap {
  device: string;
  stream: Stream;
  epoch: number;
  fromSequence: number;
  toSequence: number;
}

/** Where rows of one lamp come from: hardware is replaced, the lamp's history goes on. Half-open: from ≤ at < to. */
export interface SourceSpan {
  device: string;
  /** Absent: the device itself, a cabinet's meter for example. */
  output?: number;
  from: number;
  to: number;
  /** Whose rows these are: spans with the same name are one source. Absent: see `sources.ts`. */
  source?: string;
}

/** A point of a series; quantities that were not measured are absent. */
export type Point = { at: number } & Partial<Record<Quantity, number>>;

/** Values of one quantity in one bucket. */
export interface Summary {
  /** Rows that had a value; at least 1. */
  count: number;
  min: number;
  max: number;
  /** Of the values, each counting the same. */
  mean: number;
}

/** One source in one bucket of time. */
export interface SourceBucket {
  /** EpochMs; the bucket is from ≤ at < to. */
  from: number;
  to: number;
  /** Rows of the source in the bucket, whatever they measured. */
  rows: number;
  /** Values that cannot be true and are in no summary; absent where there are none, or where nobody counted. */
  absurd?: number;
  /** Quantities that were not measured are absent. */
  quantities: Partial<Record<Quantity, Summary>>;
}

export interface SourceBuckets {
  source: string;
  /** Those with rows, ascending. */
  buckets: SourceBucket[];
}

/** Which rows are summed up, and over which stretches of time. */
export interface BucketQuery {
  spans: readonly SourceSpan[];
  /**
   * At least two ascending EpochMs: bucket n is edges[n] ≤ at < edges[n + 1]. Explicit, so that civil days, months and
   * changes of the clock are the asker's affair. Rows outside a span belong to no bucket of its source.
   */
  edges: readonly number[];
  quantities: readonly Quantity[];
}

/** A bucket of many sources together. */
export type AggregatePoint = Point & {
  /** How many sources had a row in this bucket: a sum over fewer lamps is a smaller sum. */
  sources: number;
  /** Smallest value of any single source. */
  lowest: Partial<Record<Quantity, number>>;
  /** Greatest value of any single source. */
  highest: Partial<Record<Quantity, number>>;
};

/** Something a device noticed. */
export type EventPoint = { at: number; output?: number; value?: number } & Pick<EventRow, "type" | "state">;

/** How many rows stand aside, and why. */
export type AsideCounts = Record<AsideReason, number>;

export interface JournalFigures {
  /** Messages accepted since start. */
  accepted: number;
  /** Messages not accepted since start, because the disk or the memory was full. */
  refused: number;
  /** Messages on disk since start, counted at commit. */
  committed: number;
  /** Messages accepted and not yet on disk. */
  backlog: number;
  /** Arrivals on disk and not yet folded into samples. */
  unfolded: number;
  /** Rows that came twice and fell out. */
  doubles: number;
  /** Rows known to be lost since start. */
  lost: number;
  /** Rows folded since start that stand aside, because their time is not known yet or cannot be true. */
  aside: number;
}

/** Where rows are kept for good before anybody is told that they were taken. */
export interface Journal {
  /**
   * Takes one message for the next commit (a few ms). Never blocks; see `figures().backlog`.
   * @returns false if it was not taken: disk or memory is full, or the journal failed. The device keeps its rows and is
   * asked for them later.
   */
  append(arrival: Arrival): boolean;
  /** Resolves when everything appended so far is on disk. */
  flushed(): Promise<void>;
  /** Resolves when everything appended so far can be read by the queries below; folds without rest until then. */
  folded(): Promise<void>;
  /**
   * Resolves when all that time has gone by for is rolled up. Answers are the same before; afterwards they are read from
   * less.
   */
  rolledUp(): Promise<void>;
  figures(): JournalFigures;
  /** Called with gaps found between two messages of one stream. */
  onGap(listener: (gap: Gap) => void): void;
  /** Called with true when messages should stop coming (disk or memory fills), with false when they may come again. */
  onPressure(listener: (full: boolean) => void): void;
  /** Called once when the journal can do nothing any more; every call afterwards is refused. */
  onFailure(listener: (error: ControllerError) => void): void;
  /**
   * What is neither held nor known to be lost: of the logs the device's hello states, and between held rows of logs it
   * no longer has (asked for, these are answered `lost`). Ascending within each log.
   */
  missing(device: string, log: readonly LogExtent[]): Promise<Gap[]>;
  /** Closes a gap for ever: the device no longer has these rows. Counted and shown as a hole. */
  markLost(device: string, lost: readonly Lost[], at: number): void;
  /** When a boot of a device began (EpochMs); rows of that boot without a clock are dated with it. The newest word wins. */
  dateBoot(device: string, bootCount: number, beganAt: number): void;
  /**
   * Drops what is older than it is kept; commits go on meanwhile.
   * @param now EpochMs
   * @returns names of what was dropped.
   */
  forget(now: number): Promise<string[]>;
  /** Rows of a device that stand aside: in no series, because their time is not known or cannot be true. */
  asideOf(device: string): Promise<AsideCounts>;
  /** Holes of a device: rows that are known to be lost or still missing. */
  holes(device: string): Promise<(Gap & { lost: boolean })[]>;
  /**
   * Waits for the last commit, then ends the threads.
   * @throws ControllerError `data/unwritable` if messages could not be written.
   */
  close(): Promise<void>;
}

/**
 * What was measured, for reading: the journal itself or a database its rows are forwarded to. Periods are half-open,
 * from ≤ at < to; rows are what `Sample` and `EventRow` of the protocol say, dated, each once.
 * A query whose signal is aborted ends soon and rejects with the signal's reason.
 * @throws ControllerError `telemetry/unavailable`
 */
export interface TelemetryHistory {
  /** Rows of one stream of the spans in ascending time, at most `limit`. */
  series(
    query: {
      spans: readonly SourceSpan[];
      from: number;
      to: number;
      stream: "raw" | "halfHours";
      limit: number;
    },
    signal?: AbortSignal,
  ): Promise<Point[]>;
  /** Events of the spans in ascending time, at most `limit`. */
  events(
    query: { spans: readonly SourceSpan[]; from: number; to: number; limit: number },
    signal?: AbortSignal,
  ): Promise<EventPoint[]>;
  /** Newest raw row of each source, in the order asked; undefined where there is none. */
  latest(sources: readonly { device: string; output?: number }[], signal?: AbortSignal): Promise<(Point | undefined)[]>;
  /**
   * Raw rows per source and bucket; sources without rows are absent, the others stand in the order their names first
   * appear among the spans. Values that cannot be true (`plausible.ts`) are in no summary; their rows are counted.
   */
  summaries(query: BucketQuery, signal?: AbortSignal): Promise<SourceBuckets[]>;
  /**
   * Many sources per bucket, ascending, buckets without rows absent; `at` is the bucket's begin. What a source has in a
   * bucket is combined over sources as `combine.ts` says; counters that only grow are left out.
   */
  aggregate(query: BucketQuery, signal?: AbortSignal): Promise<AggregatePoint[]>;
}

/**
 * A database that rows are forwarded to. A row is a line of text in its own format; a line sent twice counts once. A call
 * whose signal is aborted ends soon.
 */
export interface ForwardTarget {
  /** As people call it. */
  readonly name: string;
  /** @param lines rows, a line feed between two. Never rejects: what happened is the answer. */
  write(lines: string, signal?: AbortSignal): Promise<WriteAnswer>;
  /** Whether rows could be written now: name, password, database. Changes nothing. */
  check(signal?: AbortSignal): Promise<WriteAnswer>;
  /** @throws ControllerError `telemetry/unavailable` */
  isEmpty(signal?: AbortSignal): Promise<boolean>;
  /** An annotation as a row. */
  lineOf(annotation: Annotation): string;
}

export interface OutgoingFigures {
  /** New rows are kept for the target. False until it was reached for the first time, and after the queue overflowed. */
  recording: boolean;
  /** Rows of before are still being read from the series. */
  backfilling: boolean;
  /** Rows in the queue. */
  rows: number;
  /** Bytes of the queue on disk. */
  bytes: number;
  /** EpochMs at which the oldest row of the queue was received; absent when it is empty. */
  oldestAt?: number;
  /** Times the queue grew too large, was dropped, and the series were to be read again; since start. */
  overflows: number;
  /** Rows set aside because the target refuses them. */
  refused: number;
  /** Sequence of the last line of the audit log that was forwarded. */
  audited: number;
}

/** Where rows to forward come from: the queue of new ones, or the series as they were before the queue began. */
export type OutgoingMark =
  | { readonly from: "queue"; readonly upTo: number }
  /** `to` absent: nothing is left. */
  | { readonly from: "series"; readonly after: string; readonly to?: string };

export interface OutgoingBatch {
  /** A line feed between two. */
  readonly lines: string;
  readonly rows: number;
  readonly mark: OutgoingMark;
}

/** A row the target does not take. */
export interface RefusedRow {
  readonly number: number;
  /** EpochMs of the refusal. */
  readonly at: number;
  readonly reason: string;
  readonly line: string;
}

/**
 * The journal's rows on their way to another database. What is settled is on disk before the call resolves; after a
 * crash the batches that were not settled come again.
 * @throws ControllerError `telemetry/unavailable`, `data/unwritable`
 */
export interface Outgoing {
  figures(): OutgoingFigures;
  /** Called when rows were queued; one listener. */
  onQueued(listener: () => void): void;
  /**
   * Says for whom rows are kept. Another target than before starts from nothing; none (undefined) drops what waits.
   * @returns rows that were dropped.
   */
  aim(target: string | undefined): Promise<number>;
  /** From here on every new row is queued, and all of before are read from the series: together that is every row. */
  begin(): Promise<void>;
  /** The oldest rows not settled, some more than `rows` if they were written together; undefined where there are none. */
  next(from: OutgoingMark["from"], rows: number): Promise<OutgoingBatch | undefined>;
  /** The batch is in the target but for those that were refused. */
  settle(mark: OutgoingMark, refused: readonly Omit<RefusedRow, "number">[]): Promise<void>;
  /** Lines of the audit log are in the target up to this sequence. */
  settleAudit(upTo: number): Promise<void>;
  /** Oldest first. */
  refused(limit: number): Promise<RefusedRow[]>;
  /** Forgets refused rows: they were taken after all, or nobody wants them. */
  release(numbers: readonly number[]): Promise<void>;
}
