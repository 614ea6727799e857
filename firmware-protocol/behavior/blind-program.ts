/** A calendar's default program for a lamp that does not know the time: laid around the middle of the learned night. */
import type { Calendar, Point } from "../wire/calendar.ts";
import type { SunEventName } from "../wire/vocabulary.ts";
import { type Offsets, offsetAt } from "./civil-time.ts";
import type { NightStep } from "./fallback.ts";
import { levelOf } from "./light.ts";
import type { Site } from "./night.ts";

const minute = 60_000;
const day = 86_400_000;
const noon = day / 2;
const evening: ReadonlySet<SunEventName> = new Set(["sunset", "civilDusk"]);

/**
 * Clock times keep their distance from the middle of the night by the local clock; the sun's evening events stand at
 * the power-on, its morning events as long after the middle. Switching off by the morning's sun is left to the supply:
 * the learned night may be half an hour shorter than this one.
 * @param middle ms after power-up @param lastKnown EpochMs of the last time known, for the UTC offset; undefined: never
 * @returns steps from the earliest to the latest
 */
export function blindProgram(
  { programs, defaultProgram }: Calendar,
  { place, offsets }: Site,
  middle: number,
  lastKnown: number | undefined,
): NightStep[] {
  const midnight = clockMidnight(place.lon, offsets, lastKnown);
  const clock = (time: number) => ((time * 1000 + noon) % day) - noon - midnight;
  const instantOf = (point: Point): number => {
    if ("time" in point) return clock(point.time);
    const { sun, shift = 0, notBefore, notAfter } = point;
    let at = (evening.has(sun) ? -middle : middle) + shift * minute;
    if (notBefore !== undefined) at = Math.max(at, clock(notBefore));
    if (notAfter !== undefined) at = Math.min(at, clock(notAfter));
    return at;
  };
  return programs[defaultProgram]!.points.filter((point) => !isMorningOff(point))
    .map((point) => ({ fromMiddle: instantOf(point), level: levelOf(point.target) }))
    .toSorted((a, b) => a.fromMiddle - b.fromMiddle);
}

function isMorningOff(point: Point): boolean {
  return "sun" in point && !evening.has(point.sun) && levelOf(point.target) === 0;
}

/** Local clock at the sun's lowest point, ms after midnight, −12 h … 12 h; without the equation of time. */
function clockMidnight(lon: number, offsets: Offsets, lastKnown: number | undefined): number {
  const offset = lastKnown === undefined ? (offsets[0]?.offset ?? 0) : offsetAt(offsets, lastKnown);
  const minutes = offset - 4 * lon;
  return (minutes - 1440 * Math.round(minutes / 1440)) * minute;
}
