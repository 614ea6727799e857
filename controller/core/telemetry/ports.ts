/** What telemetry asks of the world: a journal that never forgets what it accepted. */
import type { LogExtent } from "#protocol/wire/hello.ts";
import type { EventRow, Lost, Quantity } from "#protocol/wire/samples.ts";
import type { Encoding, Stream } from "#protocol/wire/vocabulary.ts";
import type { ControllerError } from "../../errors.ts";

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
  /** Whose rows these are: spans with the same name are one source. Absent: a source of its own. */
  source?: string;
}

/** A point of a series; quantities that were not measured are absent. */
export type Point = { at: number } & Partial<Record<Quantity, number>>;

/** A step of many sources together. */
export type AggregatePoint = Point & {
  /** How many sources had a row in this step: a sum over fewer lamps is a smaller sum. */
  sources: number;
};

/** Something a device noticed. */
export type EventPoint = { at: number; output?: number; value?: number } & Pick<EventRow, "type" | "state">;

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
  /** Rows of the spans in ascending time, at most `limit`; half-open from ≤ at < to. */
  series(query: {
    spans: readonly SourceSpan[];
    from: number;
    to: number;
    stream: "raw" | "halfHours";
    limit: number;
  }): Promise<Point[]>;
  /** Events of the spans in ascending time, at most `limit`; half-open from ≤ at < to. */
  events(query: { spans: readonly SourceSpan[]; from: number; to: number; limit: number }): Promise<EventPoint[]>;
  /**
   * Many sources per step of `step` ms, steps beginning at multiples of it. Within a source rows are averaged; over
   * sources powers are summed and the rest is averaged. Counters that only grow are left out: see `combinations`.
   */
  aggregate(query: {
    spans: readonly SourceSpan[];
    from: number;
    to: number;
    step: number;
    quantities: readonly Quantity[];
  }): Promise<AggregatePoint[]>;
  /** Newest row of each source, in the order asked; undefined where there is none. */
  latest(sources: readonly { device: string; output?: number }[]): Promise<(Point | undefined)[]>;
  /** Holes of a device: rows that are known to be lost or still missing. */
  holes(device: string): Promise<(Gap & { lost: boolean })[]>;
  /**
   * Waits for the last commit, then ends the threads.
   * @throws ControllerError `data/unwritable` if messages could not be written.
   */
  close(): Promise<void>;
}
