/** What a device shows when nobody told it anything: last row of the precedence table, with and without a clock. */
import type { Config } from "../wire/desire.ts";
import type { OutputKind } from "../wire/vocabulary.ts";
import type { TimeView } from "./held-directive.ts";
import { darkOf, whiteOf } from "./light.ts";
import { darkness, type Night } from "./night.ts";
import type { Wish } from "./sources.ts";

/** A step of a night that is laid around its middle instead of a clock: from `fromMiddle` ms on (negative: before). */
export interface NightStep {
  fromMiddle: number;
  level: number;
}

export interface FallbackInput {
  outputKind: OutputKind;
  /** Decorative outputs are dark in every fallback. */
  decorative: boolean;
  /** % between dusk and dawn. */
  level: number;
  now: TimeView;
  /** The night of `now.wall`; absent while the clock or the place is unknown. */
  night: Night | undefined;
  feeder: Config["feeder"];
  /** ms of full light after power-up on an always-live feeder. */
  dayLit: number;
  /** What the photocell sees; undefined: there is none. */
  dark: boolean | undefined;
  /** Last spans with supply, ms, newest last. */
  powerSpans: readonly number[];
  /** ms with supply before this boot, where it was a restart without a loss of supply; else 0. */
  suppliedBefore: number;
  /** The program to lay around the middle of the night; absent: the fallback level throughout. */
  program?: readonly NightStep[];
}

/** Full light after power-up where neither clock nor photocell nor feeder tells day from night: the longest night here, ms. */
export const defaultDayLit = 13 * 3_600_000;
/** Power-on spans a night is learned from. */
export const learnedSpans = 5;
/** A span outside of these is an outage or a day of maintenance, not a night, ms. */
const nightSpan = { least: 4 * 3_600_000, most: 20 * 3_600_000 } as const;

/** @returns the light and the next instant it can change, on the axis of `now`: UTC where the clock is valid, else uptime. */
export function fallbackAt(input: FallbackInput): Wish {
  const { outputKind, now, night } = input;
  if (input.decorative) return { target: darkOf(outputKind), nextChangeAt: Infinity };
  const { level, nextChangeAt } =
    now.wall !== undefined && night !== undefined ? byClock(input, night, now.wall) : withoutClock(input);
  return { target: whiteOf(outputKind, level), nextChangeAt };
}

interface Level {
  level: number;
  nextChangeAt: number;
}

function byClock({ level }: FallbackInput, night: Night, wall: number): Level {
  const { dark, nextChangeAt } = darkness(night, wall);
  return { level: dark ? level : 0, nextChangeAt };
}

function withoutClock(input: FallbackInput): Level {
  if (input.dark !== undefined) return { level: input.dark ? input.level : 0, nextChangeAt: Infinity };
  return input.feeder === "deadByDay" ? aroundTheMiddle(input) : sincePowerUp(input);
}

/** There is supply, so it is night; where in the night is told by the nights before. */
function aroundTheMiddle({ level, powerSpans, program, now, suppliedBefore }: FallbackInput): Level {
  const middle = learnedMiddle(powerSpans);
  if (program === undefined || middle === undefined) return { level, nextChangeAt: Infinity };
  let present = level;
  for (const step of program) {
    const at = middle + step.fromMiddle - suppliedBefore;
    if (at > now.uptime) return { level: present, nextChangeAt: onAxis(at, now) };
    present = step.level;
  }
  return { level: present, nextChangeAt: Infinity };
}

function sincePowerUp({ level, dayLit, now, suppliedBefore }: FallbackInput): Level {
  const end = dayLit - suppliedBefore;
  return now.uptime < end ? { level: 100, nextChangeAt: onAxis(end, now) } : { level, nextChangeAt: Infinity };
}

/** An uptime on the axis of `now`, which is UTC where the clock is valid and only the place is unknown. */
function onAxis(uptime: number, now: TimeView): number {
  return now.wall === undefined ? uptime : now.wall + (uptime - now.uptime);
}

/**
 * Middle of the night, ms after power-up: half the median of the last five spans that were nights. The median, so that
 * one night with an outage does not move it.
 * @returns undefined before the first such night
 */
export function learnedMiddle(powerSpans: readonly number[]): number | undefined {
  const nights = powerSpans.filter((span) => isNightSpan(span)).slice(-learnedSpans);
  if (nights.length === 0) return undefined;
  const sorted = nights.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
  return median / 2;
}

/** True for a span with supply that can have been a night. */
export function isNightSpan(span: number): boolean {
  return span >= nightSpan.least && span <= nightSpan.most;
}
