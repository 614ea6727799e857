/** What one row of the bench is: something measured beside its peers, and the aims it is held to. */
import type { Size } from "./size.ts";

/** One figure of one run. */
export interface Figure {
  /** Who was measured: "den", "mosquitto", … */
  readonly subject: string;
  readonly measure: string;
  readonly unit: string;
  readonly value: number;
}

/** @returns the median over all runs; undefined where it was not measured. */
export type Median = (subject: string, measure: string) => number | undefined;

export interface Aim {
  readonly text: string;
  /** Undefined where the run was too small to say. */
  readonly isMet: (median: Median) => boolean | undefined;
}

export interface Row {
  /** For `--only`. */
  readonly name: string;
  readonly title: string;
  /** One run: every subject once, one after the other, so that runs alternate between them. */
  run(size: Size): Promise<readonly Figure[]>;
  readonly aims: readonly Aim[];
}

/** @returns an aim on one figure. */
export function atMost(limit: number, subject: string, measure: string, text: string): Aim {
  return { text, isMet: (median) => compare(median(subject, measure), (value) => value <= limit) };
}

export function atLeast(limit: number, subject: string, measure: string, text: string): Aim {
  return { text, isMet: (median) => compare(median(subject, measure), (value) => value >= limit) };
}

/** @returns an aim on a figure divided by a peer's of the same runs. */
export function ratio(
  [subject, measure]: readonly [string, string],
  [peer, peerMeasure]: readonly [string, string],
  holds: (ratio: number) => boolean,
  text: string,
): Aim {
  return {
    text,
    isMet: (median) => {
      const beside = median(peer, peerMeasure);
      return compare(median(subject, measure), (value) => (beside === undefined ? undefined : holds(value / beside)));
    },
  };
}

function compare(value: number | undefined, holds: (value: number) => boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : holds(value);
}
