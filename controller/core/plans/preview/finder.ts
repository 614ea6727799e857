/** What a finder is: it looks at each night of each course and tells in the end what it found. */

import type { CompiledCalendar } from "../compile/calendar-book.ts";
import { partKey } from "../plan.ts";
import type { Course } from "./courses.ts";
import type { Finding, FindingPlace } from "./finding.ts";
import type { NightOfCourse } from "./night-of-course.ts";

/** The lamps in question that are on one course. */
export interface CourseLamps {
  readonly course: Course;
  readonly lampIds: readonly string[];
  /** Those on half-night circuits that nothing here switches. */
  readonly uncommanded: readonly string[];
  /** By the road they stand on. */
  readonly byRoad: ReadonlyMap<string, readonly string[]>;
}

export interface Finder {
  /** Nights come in order; the courses of one night in any. */
  look(seen: NightOfCourse, lamps: CourseLamps): void;
  findings(): Finding[];
}

export const minute = 60_000;
/** Shorter than this is a ramp, a dwell or the sun at the next pole, not a finding; ms. */
export const notable = minute;

/** Calendar of a course and the program of that night, for tables by both. */
export function programKey({ course: { calendar }, resolved }: NightOfCourse): string {
  if (calendar === undefined || resolved === undefined) return "-";
  return `${partKey(calendar.plan.id, calendar.calendar.id)}/${calendar.programs[resolved.program]?.programId ?? ""}`;
}

export function calendarPlace(compiled: CompiledCalendar | undefined): FindingPlace {
  if (compiled === undefined) return {};
  const { plan, calendar } = compiled;
  return { planId: plan.id, calendarId: calendar.id, calendarName: calendar.name };
}

export function programPlace({ course: { calendar }, resolved }: NightOfCourse): FindingPlace {
  const programId = resolved && calendar?.programs[resolved.program]?.programId;
  if (programId === undefined) return calendarPlace(calendar);
  const programName = calendar!.plan.programs.find(({ id }) => id === programId)?.name ?? programId;
  return { ...calendarPlace(calendar), programId, programName };
}

/** The subject of a sentence: which program of which calendar. */
export function planNamed(language: "vi" | "en", { calendarName, programName }: FindingPlace): string {
  const vi = language === "vi";
  if (calendarName === undefined) return vi ? "Chế độ dự phòng theo mặt trời" : "The fallback by the sun";
  if (programName === undefined) return vi ? `Lịch “${calendarName}”` : `Calendar “${calendarName}”`;
  return vi
    ? `Lịch “${calendarName}”, chương trình “${programName}”`
    : `Calendar “${calendarName}”, program “${programName}”`;
}
