/** What can have a say about the light of one output, as plain data: the input of `arbitrate.ts`. */
import type { HeldDirective, Target } from "../wire/directive.ts";
import type { Capability } from "../wire/hello.ts";
import type { SelectorPosition, Source } from "../wire/vocabulary.ts";

/** What a plan, a fallback or a renderer wants at an instant and until when that holds. */
export interface Wish {
  target: Target;
  /** s over which the output moves there. */
  ramp?: number;
  /** Infinity: never. */
  nextChangeAt: number;
}

/** A motion or traffic sensor, or a photocell in storm darkness: never darker than the calendar. */
export interface SensorWish {
  level: number;
  /** End of its hold time. */
  until: number;
  /** True where it may light up outside the lit window. */
  widens?: boolean;
}

/** Everything that can have a say about one output. All times on one axis, ms. */
export interface Sources {
  output: Capability;
  /** The cabinet's selector; absent: `auto`. */
  selector?: SelectorPosition;
  /** Directives that name this output, in force or not. Holding locks carry the light they hold as `target`. */
  directives: readonly HeldDirective[];
  /** What frames, shows and scenes render now, by reference; one without a picture has no say. */
  rendered?: Readonly<Record<number, Wish>>;
  sensor?: SensorWish;
  /** Undefined: no calendar covers this output now. */
  calendar?: Wish;
  fallback: Wish;
  /** What the output gives now, for a lock that holds and has not noted it. */
  current?: Target;
  filters?: Filters;
}

/** What the configuration and the recent past allow. Absent: no such filter. */
export interface Filters {
  /** Least level now (`floor.ts`). */
  floor?: { percent: number; nextChangeAt: number };
  /** Most the output may give now (`ceiling.ts`). */
  ceiling?: { percent: number; nextChangeAt: number };
  flash?: Flash;
  /** Shortest time of a full-depth change, ms; smaller changes in proportion. */
  transition?: number;
  /** 0 … 1: by how much all outputs have to step back for the power budget. */
  powerScale?: number;
}

/** Highest rate of changes against each other, and the last one. */
export interface Flash {
  /** Hz; 0: no flashing at all. */
  rate: number;
  /** When the output last changed direction, on the axis of the sources. */
  reversedAt: number;
  /** +1 brightened, −1 darkened, 0 not changed yet. */
  direction: number;
}

/** One answer to "what should this output show", before the filters. */
export interface Candidate {
  row: number;
  source: Source;
  ref: number | undefined;
  target: Target;
  rampMs: number;
  darken: boolean;
}

/** True from `from` up to, not including, `until`. */
export function isCurrent(directive: HeldDirective, now: number): boolean {
  const until = "until" in directive ? directive.until : undefined;
  return (directive.from === undefined || directive.from <= now) && (until === undefined || now < until);
}
