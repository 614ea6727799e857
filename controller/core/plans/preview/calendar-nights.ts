/** The nights of each calendar as most of its lamps resolve them, gathered while a preview goes through the year. */
import { levelOf } from "#protocol/behavior/light.ts";
import { partKey } from "../plan.ts";
import type { Course } from "./courses.ts";
import type { CourseLamps } from "./finder.ts";
import type { NightOfCourse } from "./night-of-course.ts";
import type { NightReport } from "./report.ts";

/** A night without its figures. */
export type NightPoints = Omit<NightReport, "figures">;

export interface CalendarNights {
  look(seen: NightOfCourse): void;
  /** By `planId/calendarId`; "" for lamps without a calendar. */
  of(calendarKey: string): readonly NightPoints[];
}

export const calendarKey = ({ calendar }: Course) =>
  calendar === undefined ? "" : partKey(calendar.plan.id, calendar.calendar.id);

export function createCalendarNights(lamps: ReadonlyMap<Course, CourseLamps>): CalendarNights {
  const leading = new Map<string, Course>();
  for (const [course, { lampIds }] of lamps) {
    const key = calendarKey(course);
    const other = leading.get(key);
    if (other === undefined || lampIds.length > lamps.get(other)!.lampIds.length) leading.set(key, course);
  }
  const leaders = new Set(leading.values());
  const nights = new Map<string, NightPoints[]>([...leading.keys()].map((key) => [key, []]));
  return {
    look: (seen) => {
      if (leaders.has(seen.course)) nights.get(calendarKey(seen.course))!.push(pointsOf(seen));
    },
    of: (key) => nights.get(key) ?? [],
  };
}

function pointsOf({ course: { calendar }, night, resolved, steps }: NightOfCourse): NightPoints {
  const rule = resolved?.rule === undefined ? undefined : calendar?.rules[resolved.rule];
  const program = resolved && calendar?.programs[resolved.program];
  const ruleName = calendar?.calendar.rules.find(({ id }) => id === rule?.ruleId)?.name;
  const programName = calendar?.plan.programs.find(({ id }) => id === program?.programId)?.name;
  return {
    night: night.date,
    sunset: night.sunset,
    sunrise: night.sunrise,
    ...(rule?.ruleId !== undefined && { ruleId: rule.ruleId }),
    ...(ruleName !== undefined && { ruleName }),
    ...(program?.programId !== undefined && { programId: program.programId }),
    ...(programName !== undefined && { programName }),
    ...(program !== undefined && program.campaigns.length > 0 && { campaigns: program.campaigns }),
    points: steps
      .filter(({ point, target }) => point !== undefined || levelOf(target) > 0 || resolved === undefined)
      .map(({ at, target, ramp, point }) => {
        const source = point === undefined ? undefined : program?.points[point];
        return { at, level: levelOf(target), target, ramp, ...(source !== undefined && { point: source }) };
      }),
  };
}
