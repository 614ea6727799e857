/** What telemetry asks of the world: a journal that never forgets what it accepted. */
import type { LogExtent } from "#protocol/wire/hello.ts";
import type { Lost, Quantity } from "#protocol/wire/samples.ts";
import type { Encoding, Stream } from "#protocol/wire/vocabulary.ts";

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
}

/** A point of a series; quantities that were not measured are absent. */
export type Point = { at: number } & Partial<Record<Quantity, number>>;

export interface JournalFigures {
  /** Messages accepted since start. */
  accepted: number;
  /** Messages on disk since start, counted at commit. */
  committed: number;
  /** Messages accepted and not yet on disk. */
  backlog: number;
  /** Arrivals on disk and not yet folded into samples. */
  unfolded: number;
  /** Rows that came twice and fell out. */
  doubles: number;
}

export interface Journal {
  /** Takes one message for the next commit (a few ms). Never blocks; see `figures().backlog`. */
  append(arrival: Arrival): void;
  /** Resolves when everything appended so far is on disk. */
  flushed(): Promise<void>;
  figures(): JournalFigures;
  /** Called with gaps found between two messages of one stream. */
  onGap(listener: (gap: Gap) => void): void;
  /** What of the device's log, as its hello states it, is not held and not known to be lost. Ascending. */
  missing(device: string, log: readonly LogExtent[]): Promise<Gap[]>;
  /** Closes a gap for ever: the device no longer has these rows. Counted and shown as a hole. */
  markLost(device: string, lost: readonly Lost[], at: number): void;
  /** Rows of the spans in ascending time, at most `limit`; half-open from ≤ at < to. */
  series(query: {
    spans: readonly SourceSpan[];
    from: number;
    to: number;
    stream: "raw" | "halfHours";
    limit: number;
  }): Promise<Point[]>;
  /** Sums or means of many sources per step of `step` ms: activePower is summed, the rest is averaged. */
  aggregate(query: { spans: readonly SourceSpan[]; from: number; to: number; step: number }): Promise<Point[]>;
  /** Newest row of each source, in the order asked; undefined where there is none. */
  latest(sources: readonly { device: string; output?: number }[]): Promise<(Point | undefined)[]>;
  /** Holes of a device: rows that are known to be lost or still missing. */
  holes(device: string): Promise<(Gap & { lost: boolean })[]>;
  /** Waits for the last commit, then ends the thread. */
  close(): Promise<void>;
}
