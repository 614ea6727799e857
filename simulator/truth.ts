/** The simulator's own record of what really happened, against which everything the controller believes can be checked. */
import { appendFileSync } from "node:fs";
import type { EventRow, Sample } from "#protocol/wire/samples.ts";
import type { Stream } from "#protocol/wire/vocabulary.ts";

/** One row a device logged, whether or not it ever reached anybody. */
export interface TrueRow {
  readonly kind: "row";
  readonly deviceId: string;
  readonly stream: Stream;
  readonly epoch: number;
  readonly sequence: number;
  readonly row: Sample | EventRow;
}

/** An output was told to go to another light. */
export interface TrueDrive {
  readonly kind: "drive";
  readonly at: number;
  readonly deviceId: string;
  readonly output: number;
  /** Percent it arrives at, after `rampMs`. */
  readonly level: number;
  readonly rampMs: number;
}

/** A device gained or lost its supply. */
export interface TruePower {
  readonly kind: "power";
  readonly at: number;
  readonly deviceId: string;
  readonly fed: boolean;
}

/** A circuit gained or lost its voltage; lamps without electronics burn at full while it has it. */
export interface TrueFeed {
  readonly kind: "feed";
  readonly at: number;
  readonly circuitId: string;
  readonly fed: boolean;
}

/** A trouble began or ended. */
export interface TrueTrouble {
  readonly kind: "trouble";
  readonly at: number;
  readonly code: string;
  /** Lamp, device or cabinet, as the trouble concerns one or the other. */
  readonly subject: string;
  readonly state: "start" | "end";
}

/** A device blinked for a person on the street. */
export interface TrueBlink {
  readonly kind: "blink";
  readonly at: number;
  readonly deviceId: string;
  /** Absent: all outputs. */
  readonly output?: number;
  /** s */
  readonly duration: number;
}

export type TrueFact = TrueRow | TrueDrive | TruePower | TrueFeed | TrueTrouble | TrueBlink;

export interface Truth {
  record(fact: TrueFact): void;
}

/** Keeps everything in memory, for tests. */
export function createMemoryTruth(): Truth & { readonly facts: TrueFact[] } {
  const facts: TrueFact[] = [];
  return { facts, record: (fact) => void facts.push(fact) };
}

/** Appends one line of JSON per fact, at once: what a killed process recorded is on disk. */
export function createFileTruth(path: string): Truth {
  return { record: (fact) => appendFileSync(path, `${JSON.stringify(fact)}\n`) };
}
