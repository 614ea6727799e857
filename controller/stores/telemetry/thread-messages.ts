/** What the journal's threads say to each other. */
import type { LogExtent } from "#protocol/wire/hello.ts";
import type { EnergyMeters } from "../../core/energy/ports.ts";
import type { LogGap } from "../../core/telemetry/log-book.ts";
import type {
  Journal,
  OutgoingBatch,
  OutgoingFigures,
  OutgoingMark,
  RefusedRow,
  TelemetryHistory,
} from "../../core/telemetry/ports.ts";
import { ControllerError, type ErrorCode } from "../../errors.ts";
import type { Retention } from "./file/retention.ts";

export interface WriterOptions {
  path: string;
  maxFileBytes?: number;
  /** ms an arrival may wait before folding begins. */
  foldDelay: number;
  /** Bytes of rows that may wait to be forwarded. */
  maxOutgoingBytes: number;
  retention: Retention;
  /** IANA name. */
  timeZone: string;
}

/** Something to be written beside messages. */
export type Note =
  | { kind: "lost"; device: number; lost: LogGap; at: number }
  | { kind: "boot"; device: number; bootCount: number; beganAt: number };

/** A question about the book; answered after the commit it travels with, so that it sees all that came before. */
export type BookQuestion =
  | { id: number; kind: "missing"; device: number; log: readonly LogExtent[] }
  | { id: number; kind: "holes"; device: number };

/** Everything of one commit. */
export interface Commit {
  /** Ids of new devices; they get the next numbers. */
  devices: string[];
  notes: Note[];
  questions: BookQuestion[];
  /** A pack of `used` bytes with `count` messages; transferred, and handed back with the answer. */
  buffer: ArrayBuffer;
  used: number;
  count: number;
}

/** What the forwarder wants kept or forgotten. */
export type OutgoingOrder =
  | { kind: "aim"; target: string | undefined }
  | { kind: "begin" }
  | { kind: "settle"; mark: OutgoingMark; refused: readonly Omit<RefusedRow, "number">[] }
  | { kind: "settleAudit"; upTo: number }
  | { kind: "release"; numbers: readonly number[] };

export type ToWriter =
  | { type: "commit"; commit: Commit }
  /** Fold without rest, and say `caughtUp` when all that is committed is folded. */
  | { type: "catchUp" }
  | { type: "forward"; id: number; order: OutgoingOrder }
  /** Drop all tables that are too old at `now`, one after the other. */
  | { type: "forget"; now: number }
  /** Roll up all that is due, and say `rolledUp`. */
  | { type: "rollUp" }
  | { type: "close" };

export interface FoldFigures {
  unfolded: number;
  aside: number;
}

export type FromWriter =
  | { type: "ready"; devices: string[]; figures: FoldFigures; outgoing: OutgoingFigures }
  | {
      type: "committed";
      buffer: ArrayBuffer;
      gaps: { device: number; gap: LogGap }[];
      doubles: number;
      answers: { id: number; answer: (LogGap & { lost?: boolean })[] }[];
      figures: FoldFigures;
    }
  /** The disk took nothing of this commit; it is handed back to be tried again. */
  | { type: "full"; commit: Commit; error: PlainError }
  | { type: "folded"; figures: FoldFigures }
  | { type: "outgoing"; figures: OutgoingFigures }
  | { type: "forwarded"; id: number; result: number | PlainError }
  | { type: "caughtUp" }
  | { type: "rolledUp" }
  /** Names of the tables that were dropped. */
  | { type: "forgotten"; tables: string[] }
  | { type: "failed"; error: PlainError }
  | { type: "closed" };

export interface ReaderOptions {
  path: string;
  /** IANA name. */
  timeZone: string;
}

type Questions = TelemetryHistory & EnergyMeters & Pick<Journal, "asideOf">;
export type QueryKind = keyof Questions;
export type QueryOf<K extends QueryKind> = Parameters<Questions[K]>[0];
export type ResultOf<K extends QueryKind> = Awaited<ReturnType<Questions[K]>>;

/** `cancel`: nobody waits for the answer any more. */
export type ToReader = { id: number; kind: QueryKind; query: QueryOf<QueryKind> } | { cancel: number };
export type FromReader<K extends QueryKind> = { id: number; result: ResultOf<K> } | { id: number; error: PlainError };

/** What the forwarder reads. */
export type OutgoingQuestion =
  | { kind: "next"; from: OutgoingMark["from"]; rows: number }
  | { kind: "refused"; limit: number };

export interface ToOutgoingReader {
  id: number;
  question: OutgoingQuestion;
}
export type FromOutgoingReader =
  | { id: number; result: OutgoingBatch | RefusedRow[] | undefined }
  | { id: number; error: PlainError };

/** A ControllerError as it crosses threads. */
export interface PlainError {
  code: ErrorCode;
  message: string;
  params: Record<string, string | number>;
}

export function toPlain({ code, message, params }: ControllerError): PlainError {
  return { code, message, params };
}

export function fromPlain({ code, message, params }: PlainError): ControllerError {
  return new ControllerError(code, message, { params });
}
