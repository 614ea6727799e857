/** One calendar of a plan as the document lamps hold, and for each of its parts the part of the plan behind it. */
import type { Calendar as Document, Point, Rule } from "#protocol/wire/calendar.ts";
import type { Target } from "#protocol/wire/directive.ts";
import { secondsOfChecked } from "../clock-time.ts";
import type { DayRange } from "../days.ts";
import type { Calendar, Plan, PointTime, SwitchPoint } from "../plan.ts";
import { rulesFor } from "./select-nights.ts";

/** Where a program of the document comes from. */
export interface ProgramOrigin {
  /** Absent: a plan without a default program, which stays dark. */
  readonly programId?: string;
  /** For each point its position in the plan's program; undefined: put there by a campaign. */
  readonly points: readonly (number | undefined)[];
  /** `planId/campaignId` of what was laid over it. */
  readonly campaigns: readonly string[];
}

/** Where a rule of the document comes from. */
export interface RuleOrigin {
  /** Absent: the default program, on nights of a campaign. */
  readonly ruleId?: string;
}

/** A document and, position by position, what stands behind its programs and rules. */
export interface Traced {
  readonly document: Document;
  readonly programs: readonly ProgramOrigin[];
  readonly rules: readonly RuleOrigin[];
}

/** @param window nights for which lunar dates and dated holidays are named. */
export function compileCalendar(plan: Plan, calendar: Calendar, window: DayRange): Traced {
  const programs: { points: Point[]; origin: ProgramOrigin }[] = [];
  const positions = new Map<string | undefined, number>();
  const positionOf = (programId: string | undefined): number => {
    let position = positions.get(programId);
    if (position === undefined) {
      const program = plan.programs.find(({ id }) => id === programId);
      const points = (program?.points ?? []).map(pointOf);
      const origin = { points: points.map((_, n) => n), campaigns: [], ...(programId !== undefined && { programId }) };
      position = programs.push({ points, origin }) - 1;
      positions.set(programId, position);
    }
    return position;
  };
  const defaultProgram = positionOf(calendar.defaultProgramId);
  const rules = calendar.rules.flatMap(({ id, nights, programId }) =>
    rulesFor(nights, plan.holidaySets, window).map((selected) => ({
      rule: { ...selected, program: positionOf(programId) } satisfies Rule,
      origin: { ruleId: id },
    })),
  );
  return {
    document: {
      format: 1,
      programs: programs.map(({ points }) => ({ points })),
      ...(rules.length > 0 && { rules: rules.map(({ rule }) => rule) }),
      defaultProgram,
    },
    programs: programs.map(({ origin }) => origin),
    rules: rules.map(({ origin }) => origin),
  };
}

/** A switch point as lamps hold it; open and closed become off and full. */
function pointOf({ at, target, ramp }: SwitchPoint): Point {
  const effect = { target: lightOf(target), ...(ramp !== undefined && ramp > 0 && { ramp }) };
  return { ...timeOf(at), ...effect };
}

function lightOf(target: Target): Target {
  return "closed" in target ? { level: target.closed ? 100 : 0 } : target;
}

function timeOf(at: PointTime) {
  if ("clock" in at) return { time: secondsOfChecked(at.clock) };
  const { sun, offset, notBefore, notAfter } = at;
  return {
    sun,
    ...(offset !== undefined && offset !== 0 && { shift: offset }),
    ...(notBefore !== undefined && { notBefore: secondsOfChecked(notBefore) }),
    ...(notAfter !== undefined && { notAfter: secondsOfChecked(notAfter) }),
  };
}
