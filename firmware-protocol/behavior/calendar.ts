/**
 * What a calendar wants at an instant, and until when that holds: a pure function of the document, the site and the
 * time, run by the device to act, and by the controller to preview and to explain. A night is resolved once and asked
 * many times.
 */
import type { Calendar } from "../wire/calendar.ts";
import type { Target } from "../wire/directive.ts";
import type { OutputKind } from "../wire/vocabulary.ts";
import { chooseProgram } from "./choose-program.ts";
import { asLight, canShow } from "./light.ts";
import { type Night, nightAt, type Site } from "./night.ts";
import { type Pace, paceSegment } from "./pace-segment.ts";
import { resolvePoints, type Step } from "./resolve-points.ts";
import type { Wish } from "./sources.ts";

/** One night of one calendar at one site. */
export interface ResolvedNight {
  /** EpochMs; from noon up to, not including, the next. */
  noon: number;
  nextNoon: number;
  /** Local date on which the night begins, days since 1970-01-01. */
  date: number;
  /** Position of the rule that chose the program; undefined: the default program. */
  rule: number | undefined;
  program: number;
  /** Ascending, the first at noon; each holds until the next. */
  steps: readonly Step[];
}

export interface CalendarState {
  target: Target;
  /** s over which the output moves to the target, from `since` on. */
  ramp: number;
  /** EpochMs from which this holds. */
  since: number;
  /** Nothing of this changes before, EpochMs; at the latest the noon at which the next night begins. */
  nextChangeAt: number;
  /** Position of the rule that chose the program; undefined: the default program. */
  rule: number | undefined;
  program: number;
  /** Position of the switch point in the program; undefined: before the first. */
  point: number | undefined;
}

/**
 * What the calendar wants at `now` (EpochMs).
 * @param pace of a relay; absent: every switching at its planned instant
 */
export function calendarAt(calendar: Calendar, site: Site, now: number, pace?: Pace): CalendarState {
  return stateAt(resolveNight(calendar, site, nightAt(site, now), pace), now);
}

/** All of one night. @param night of this site @param pace of a relay */
export function resolveNight(calendar: Calendar, { offsets }: Site, night: Night, pace?: Pace): ResolvedNight {
  const { noon, nextNoon, date } = night;
  const { rule, program } = chooseProgram(calendar, date);
  const planned = resolvePoints(calendar.programs[program]!.points, night, offsets);
  const steps = planned[0]?.at === noon ? planned : [darkness(calendar, noon), ...planned];
  return { noon, nextNoon, date, rule, program, steps: pace ? paceSegment(steps, pace, nextNoon) : steps };
}

/** @param now within the night */
export function stateAt({ steps, nextNoon, rule, program }: ResolvedNight, now: number): CalendarState {
  let present = 0;
  while (present + 1 < steps.length && steps[present + 1]!.at <= now) present++;
  const { at, target, ramp, point } = steps[present]!;
  return { target, ramp, since: at, nextChangeAt: steps[present + 1]?.at ?? nextNoon, rule, program, point };
}

function darkness(calendar: Calendar, noon: number): Step {
  return { at: noon, target: isForRelays(calendar) ? { closed: false } : { level: 0 }, ramp: 0, point: undefined };
}

function isForRelays({ programs }: Calendar): boolean {
  return programs.some(({ points }) => points.some(({ target }) => "closed" in target));
}

/** True where an output of this kind can show everything the calendar may ask for. */
export function suits(calendar: Calendar, kind: OutputKind): boolean {
  return calendar.programs.every(({ points }) => points.every(({ target }) => canShow(kind, target)));
}

/**
 * The calendar's wish for arbitration. Only what is left of the ramp: an output that joins in the middle arrives with
 * the others.
 */
export function wishOf({ target, ramp, since, nextChangeAt }: CalendarState, kind: OutputKind, now: number): Wish {
  const left = Math.max(0, Math.ceil((since + ramp * 1000 - now) / 1000));
  return {
    target: kind === "relay" && !("closed" in target) ? { closed: false } : asLight(kind, target),
    ramp: left,
    nextChangeAt,
  };
}
