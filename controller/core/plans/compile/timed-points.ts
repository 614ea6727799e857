/**
 * Switch points of one night with the instants they have there: what campaigns and segments are worked out on. The
 * points stay tied to clock and sun, so that the result holds at every lamp of a city and not at one place alone.
 */
import { levelOf } from "#protocol/behavior/light.ts";
import type { Night } from "#protocol/behavior/night.ts";
import { resolvePoints } from "#protocol/behavior/resolve-points.ts";
import type { Point } from "#protocol/wire/calendar.ts";
import { sinceNoon } from "../clock-time.ts";
import type { NightTable } from "./night-table.ts";

export interface TimedPoint {
  /** EpochMs */
  readonly at: number;
  readonly point: Point;
  /** Position in the plan's program; undefined: not of the plan. */
  readonly source: number | undefined;
}

/** Points in the order of the night. @param sources of the points, position by position */
export function timedPoints(
  points: readonly Point[],
  sources: readonly (number | undefined)[],
  night: Night,
  { offsets }: NightTable,
): TimedPoint[] {
  return resolvePoints(points, night, offsets).map(({ at, point }) => ({
    at,
    point: points[point!]!,
    source: sources[point!],
  }));
}

/** @param seconds from midnight. @returns EpochMs in the night; its end for what the clock does not show in it. */
export function clockInNight(seconds: number, night: Night, { offsets }: NightTable): number {
  return resolvePoints([{ time: seconds, target: { level: 0 } }], night, offsets)[0]?.at ?? night.nextNoon;
}

export const isLit = ({ point: { target } }: TimedPoint) => levelOf(target) > 0;

/** The last point at or before an instant; undefined: before the first, where it is dark. */
export function pointBefore(points: readonly TimedPoint[], at: number): TimedPoint | undefined {
  return points.findLast((each) => each.at <= at);
}

/** Seconds from midnight, later by whole minutes; negative is earlier. */
const later = (seconds: number, minutes: number) => (((seconds + minutes * 60) % 86_400) + 86_400) % 86_400;

/** The same point so many minutes later, its bounds with it. */
export function moved({ at, point, source }: TimedPoint, minutes: number): TimedPoint {
  const moment = at + minutes * 60_000;
  if ("time" in point) return { at: moment, point: { ...point, time: later(point.time, minutes) }, source };
  const { shift = 0, notBefore, notAfter, ...rest } = point;
  const total = Math.min(720, Math.max(-720, shift + minutes));
  return {
    at: moment,
    source,
    point: {
      ...rest,
      ...(total !== 0 && { shift: total }),
      ...(notBefore !== undefined && { notBefore: later(notBefore, minutes) }),
      ...(notAfter !== undefined && { notAfter: later(notAfter, minutes) }),
    },
  };
}

/**
 * The same point, kept on its side of a clock time: at another place of the city the sun comes some seconds earlier or
 * later, and must not carry it across. @param seconds from midnight
 */
export function keptBefore(timed: TimedPoint, seconds: number): TimedPoint {
  const { point } = timed;
  if ("time" in point) return timed;
  const notAfter = point.notAfter === undefined ? seconds : earlier(point.notAfter, seconds);
  return { ...timed, point: { ...point, notAfter } };
}

export function keptAfter(timed: TimedPoint, seconds: number): TimedPoint {
  const { point } = timed;
  if ("time" in point) return timed;
  const notBefore = point.notBefore === undefined ? seconds : latest(point.notBefore, seconds);
  return { ...timed, point: { ...point, notBefore } };
}

const earlier = (a: number, b: number) => (sinceNoon(a) <= sinceNoon(b) ? a : b);
const latest = (a: number, b: number) => (sinceNoon(a) >= sinceNoon(b) ? a : b);
