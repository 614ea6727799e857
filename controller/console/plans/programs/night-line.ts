/** One night as a line from noon to noon: where a point of a program stands on it, and which time a place on it is. */
import type { Offsets } from "#protocol/behavior/civil-time.ts";
import { atLevel, levelOf } from "#protocol/behavior/light.ts";
import { resolvePoints, type Step } from "#protocol/behavior/resolve-points.ts";
import type { Site } from "../../api-client/site.ts";
import { type Night, nightOf, zoneOffset } from "../../text/night.ts";
import type { PointTime, SwitchPoint, Target } from "../plan.ts";

export const minute = 60_000;
const day = 1440 * minute;

export interface NightLine extends Night {
  /** Days since 1970-01-01 of the local date on which it begins. */
  readonly date: number;
  /** As devices know the zone, for this night. */
  readonly offsets: Offsets;
}

/** @param date days since 1970-01-01 */
export function nightLine(date: number, site: Pick<Site, "lat" | "lon" | "timeZone">): NightLine {
  const guess = date * day + day / 2;
  // an hour past noon lies in the night whatever the clocks did that morning
  const night = nightOf(guess - zoneOffset(guess, site.timeZone) + 60 * minute, site);
  return { ...night, date, offsets: offsetsOf(night, site.timeZone) };
}

function offsetsOf({ noon, nextNoon }: Night, timeZone: string): Offsets {
  const offsetAt = (at: number) => Math.round(zoneOffset(at, timeZone) / minute);
  const offset = offsetAt(noon);
  const after = offsetAt(nextNoon);
  if (after === offset) return [{ at: 0, offset }];
  let [low, high] = [noon, nextNoon];
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (offsetAt(middle) === offset) low = middle;
    else high = middle;
  }
  return [
    { at: 0, offset },
    { at: high, offset: after },
  ];
}

/** 0 at the noon it begins with, 1 at the one it ends with. */
export const shareOf = (at: number, { noon, nextNoon }: Night) => (at - noon) / (nextNoon - noon);
export const instantOf = (share: number, { noon, nextNoon }: Night) => noon + share * (nextNoon - noon);

/** Points of a program as a device resolves them in that night, in the order of their instants. */
export function stepsOf(points: readonly SwitchPoint[], night: NightLine): Step[] {
  const wire = points.map(({ at, target, ramp = 0 }) => ({ ...wireTime(at), target, ramp }));
  return resolvePoints(wire, { ...night }, night.offsets);
}

/** Instant of one point, also where another at the same instant takes its place. */
export function pointInstant(point: SwitchPoint, night: NightLine): number {
  const [step] = stepsOf([point], night);
  // what would come after the night does not happen in it
  return step?.at ?? night.nextNoon;
}

function wireTime(at: PointTime) {
  if ("clock" in at) return { time: secondsOf(at.clock) };
  const { sun, offset = 0, notBefore, notAfter } = at;
  return {
    sun,
    shift: offset,
    ...(notBefore !== undefined && { notBefore: secondsOf(notBefore) }),
    ...(notAfter !== undefined && { notAfter: secondsOf(notAfter) }),
  };
}

export function secondsOf(clock: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(":").map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

/** "22:30" of an instant, to the minute. */
export function clockOf(at: number, { offsets }: NightLine): string {
  const { offset } = offsets.findLast((entry) => entry.at <= at) ?? offsets[0]!;
  const minutes = Math.round(at / minute) + offset;
  const ofDay = ((minutes % 1440) + 1440) % 1440;
  return `${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}`;
}
const two = (number: number) => String(number).padStart(2, "0");

/**
 * A clock time as people type it: 22:30, 22h30, 22h, 2230, 9.15.
 * @returns "hh:mm" or, where seconds were typed, "hh:mm:ss"; undefined for what is none
 */
export function readClock(text: string): string | undefined {
  const compact = text.trim().toLowerCase();
  const match =
    /^(\d{1,2})(?:[:.h](\d{2})?)?$/.exec(compact) ??
    /^(\d{2})(\d{2})$/.exec(compact) ??
    /^(\d{1,2})[:.](\d{2})[:.](\d{2})$/.exec(compact);
  if (match === null) return undefined;
  const [hours, minutes, seconds] = [match[1], match[2] ?? "0", match[3]].map((part) => Number(part ?? 0));
  if (hours! > 23 || minutes! > 59 || seconds! > 59) return undefined;
  const clock = `${two(hours!)}:${two(minutes!)}`;
  return seconds! > 0 ? `${clock}:${two(seconds!)}` : clock;
}

/**
 * The time of a point that was brought to another instant: on the clock to a full step, by the sun as another distance
 * from the same event.
 * @param step minutes
 */
export function moveTime(at: PointTime, to: number, night: NightLine, step: number): PointTime {
  const instant = Math.max(night.noon, Math.min(night.nextNoon - minute, to));
  const snap = (minutes: number) => Math.round(minutes / step) * step;
  if ("clock" in at) {
    // steps are counted on the clock, so that they fall on its full hours
    const fromNoon = Math.min(1439, Math.max(0, snap((instant - night.noon) / minute)));
    return { clock: clockOf(night.noon + fromNoon * minute, night) };
  }
  const offset = Math.max(-720, Math.min(720, snap((instant - night[at.sun]) / minute)));
  return offsetBy(at, offset);
}

type SunTime = Extract<PointTime, { sun: unknown }>;

/** @returns the time with another distance from its event; none is written as nothing. */
export function offsetBy({ offset: _, ...at }: SunTime, offset: number): SunTime {
  return offset === 0 ? at : { ...at, offset };
}

/** Minutes from an event of the sun within which a point is told by its distance from it. */
const nearEvent = 180;

/** The same instant of that night told by another kind of time; far from an event of the sun, that event itself. */
export function retell(point: SwitchPoint, kind: "clock" | SunTime["sun"], night: NightLine): PointTime {
  const instant = pointInstant(point, night);
  if (kind === "clock") return { clock: clockOf(instant, night) };
  const offset = Math.round((instant - night[kind]) / minute);
  return offsetBy({ sun: kind }, Math.abs(offset) > nearEvent ? 0 : offset);
}

/** Percent below which a colour does not go: darkness would forget which it was. */
const faintest = 0.5;

/** @returns the target at another level; open and closed follow the nearer end, colours keep theirs. */
export function withLevel(target: Target, level: number): Target {
  if ("closed" in target) return { closed: level >= 50 };
  return atLevel("colour", target, "rgbw16" in target ? Math.max(level, faintest) : level);
}

export const snapLevel = (level: number, step: number) => Math.max(0, Math.min(100, Math.round(level / step) * step));

/** A corner of the line of light: instant and percent. */
export interface Corner {
  readonly at: number;
  readonly level: number;
}

/** The light of a night as corners of a line, ramps included: dark from noon on, the last point until the next noon. */
export function lightLine(steps: readonly Step[], night: Night): Corner[] {
  const corners: Corner[] = [{ at: night.noon, level: 0 }];
  let level = 0;
  for (const [n, { at, target, ramp }] of steps.entries()) {
    const end = Math.min(steps[n + 1]?.at ?? night.nextNoon, night.nextNoon);
    const wanted = levelOf(target);
    const length = ramp * 1000;
    const reached = at + Math.min(length, end - at);
    // a ramp that the next point cuts short ends where it has come to
    const next = length === 0 ? wanted : level + (wanted - level) * ((reached - at) / length);
    corners.push({ at, level }, { at: reached, level: next });
    level = next;
  }
  corners.push({ at: night.nextNoon, level });
  return corners;
}

/** h of light and h at full level that give as much, of one night. */
export function burning(corners: readonly Corner[]): { readonly lit: number; readonly full: number } {
  let [lit, full] = [0, 0];
  for (const [n, { at, level }] of corners.entries()) {
    const next = corners[n + 1];
    if (next === undefined) break;
    const hours = (next.at - at) / (60 * minute);
    if (level > 0 || next.level > 0) lit += hours;
    full += (hours * (level + next.level)) / 200;
  }
  return { lit, full };
}
