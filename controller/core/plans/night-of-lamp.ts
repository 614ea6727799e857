/** What a lamp's calendar does in one night, with the names of the plan's parts behind it. */
import { type CalendarState, resolveNight, stateAt, wishOf } from "#protocol/behavior/calendar.ts";
import { nightAt, type Site } from "#protocol/behavior/night.ts";
import type { Target } from "#protocol/wire/directive.ts";
import type { OutputKind } from "#protocol/wire/vocabulary.ts";
import type { CompiledCalendar } from "./compile/calendar-book.ts";
import type { LampCalendar } from "./compile/compile-lamp.ts";
import type { PointTime } from "./plan.ts";

/** Which part of which plan decides. */
export interface CalendarName {
  readonly planId: string;
  readonly planName: string;
  readonly calendarId: string;
  readonly calendarName: string;
  /** Absent where the calendar stays dark for want of a program. */
  readonly programId?: string;
  readonly programName?: string;
  /** The rule that chose the program; absent: it is the default one. */
  readonly ruleId?: string;
  readonly ruleName?: string;
  /** The switch point that decides; absent: before the first of the night, or put there by a campaign. */
  readonly point?: PointName;
  /** Campaigns laid over it, `planId/campaignId`. */
  readonly campaigns: readonly string[];
}

/** A switch point of a plan's program. */
export interface PointName {
  /** Position in the program. */
  readonly position: number;
  readonly time: PointTime;
  /** EpochMs from which it holds. */
  readonly since: number;
}

/** One switching of the night. */
export interface LampStep {
  /** EpochMs */
  readonly at: number;
  readonly target: Target;
  /** s */
  readonly ramp: number;
  /** Position of the point in the plan's program; absent: before the first, or put there by a campaign. */
  readonly point?: number;
}

export interface LampNight {
  /** EpochMs, from noon to noon. */
  readonly noon: number;
  readonly nextNoon: number;
  readonly sunset: number;
  readonly sunrise: number;
  /** What the calendar wants at the instant asked for. */
  readonly target: Target;
  readonly nextChangeAt: number;
  readonly name: CalendarName;
  /** Why this calendar: the assignment that was nearest. */
  readonly assignmentId: string;
  readonly steps: readonly LampStep[];
}

/** @param site the lamp's own place. @param at EpochMs. */
export function nightOfLamp({ compiled, followed }: LampCalendar, kind: OutputKind, site: Site, at: number): LampNight {
  const night = nightAt(site, at);
  const resolved = resolveNight(compiled.document, site, night);
  const state = stateAt(resolved, at);
  const points = compiled.programs[resolved.program]?.points ?? [];
  return {
    noon: night.noon,
    nextNoon: night.nextNoon,
    sunset: night.sunset,
    sunrise: night.sunrise,
    target: wishOf(state, kind, at).target,
    nextChangeAt: state.nextChangeAt,
    name: nameCalendar(compiled, state),
    assignmentId: followed.assignment.id,
    steps: resolved.steps.map(({ at: since, target, ramp, point }) => {
      const origin = point === undefined ? undefined : points[point];
      return { at: since, target, ramp, ...(origin === undefined ? {} : { point: origin }) };
    }),
  };
}

/** @param state of the compiled document. @returns the names behind its positions. */
export function nameCalendar(
  { plan, calendar, programs, rules }: CompiledCalendar,
  state: Pick<CalendarState, "program" | "rule" | "point" | "since">,
): CalendarName {
  const { programId, points = [], campaigns = [] } = programs[state.program] ?? {};
  const ruleId = state.rule === undefined ? undefined : rules[state.rule]?.ruleId;
  const program = plan.programs.find(({ id }) => id === programId);
  const rule = calendar.rules.find(({ id }) => id === ruleId);
  const position = state.point === undefined ? undefined : points[state.point];
  const point = position === undefined ? undefined : program?.points[position];
  return {
    planId: plan.id,
    planName: plan.name,
    calendarId: calendar.id,
    calendarName: calendar.name,
    ...(program === undefined ? {} : { programId: program.id, programName: program.name }),
    ...(rule === undefined ? {} : { ruleId: rule.id, ruleName: rule.name }),
    ...(position === undefined || point === undefined
      ? {}
      : { point: { position, time: point.at, since: state.since } }),
    campaigns,
  };
}
