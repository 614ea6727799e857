/** What can be wrong with a program: its points, their times and what they ask for. */
import type { Target } from "#protocol/wire/directive.ts";
import { maxPoints } from "#protocol/wire/limits.ts";
import { secondsOf, sinceNoon } from "../clock-time.ts";
import type { ClockTime, PointTime, Program, SwitchPoint } from "../plan.ts";
import type { Report } from "./problem.ts";

export function judgeProgram({ points }: Program, path: string, report: Report): void {
  if (points.length > maxPoints) report(`${path}.points`, "tooManyPoints", { count: points.length, most: maxPoints });
  for (const [n, point] of points.entries()) judgePoint(point, `${path}.points[${n}]`, report);
  judgeContradictions(points, `${path}.points`, report);
}

function judgePoint({ at, target, ramp }: SwitchPoint, path: string, report: Report): void {
  judgeTime(at, `${path}.at`, report);
  judgeTarget(target, `${path}.target`, report);
  if (ramp !== undefined && !isWholeWithin(ramp, 0, 3600)) {
    report(`${path}.ramp`, "rampOutOfRange", { value: ramp });
  }
}

function judgeTime(at: PointTime, path: string, report: Report): void {
  if ("clock" in at) {
    judgeClock(at.clock, `${path}.clock`, report);
    return;
  }
  const { offset, notBefore, notAfter } = at;
  if (offset !== undefined && !isWholeWithin(offset, -720, 720)) {
    report(`${path}.offset`, "offsetOutOfRange", { value: offset });
  }
  const earliest = notBefore === undefined ? undefined : judgeClock(notBefore, `${path}.notBefore`, report);
  const latest = notAfter === undefined ? undefined : judgeClock(notAfter, `${path}.notAfter`, report);
  if (earliest !== undefined && latest !== undefined && sinceNoon(earliest) > sinceNoon(latest)) {
    report(path, "clampsCross", { notBefore: notBefore!, notAfter: notAfter! });
  }
}

/** @returns seconds from midnight; undefined for what is no time, which is reported. */
export function judgeClock(time: ClockTime, path: string, report: Report): number | undefined {
  const seconds = secondsOf(time);
  if (seconds === undefined) report(path, "badClock", { value: time });
  return seconds;
}

export function judgeLevel(level: number, path: string, report: Report): void {
  if (!(level >= 0 && level <= 100)) report(path, "levelOutOfRange", { value: level });
  else if (!Number.isInteger(level * 2)) report(path, "levelNotStep", { value: level });
}

function judgeTarget(target: Target, path: string, report: Report): void {
  if ("level" in target) judgeLevel(target.level, `${path}.level`, report);
  const colourHolds =
    "cct" in target
      ? isWholeWithin(target.cct, 1000, 20_000)
      : "x" in target
        ? isWithin(target.x, 0, 1) && isWithin(target.y, 0, 1)
        : !("rgbw16" in target) || target.rgbw16.every((channel) => isWholeWithin(channel, 0, 65_535));
  if (!colourHolds) report(path, "badColour");
}

export const isWithin = (value: number, least: number, most: number) => value >= least && value <= most;
export const isWholeWithin = (value: number, least: number, most: number) =>
  Number.isInteger(value) && isWithin(value, least, most);

/** Two points at one time that ask for different things: the later in the list would win without anybody seeing why. */
function judgeContradictions(points: readonly SwitchPoint[], path: string, report: Report): void {
  const seen = new Map<string, number>();
  for (const [n, { at, target }] of points.entries()) {
    const key = momentOf(at);
    const other = seen.get(key);
    if (other === undefined) seen.set(key, n);
    else if (JSON.stringify(points[other]!.target) !== JSON.stringify(target)) {
      report(`${path}[${n}]`, "pointsContradict", { other: other + 1 });
    }
  }
}

/** Points with equal texts happen at the same time in every night. */
function momentOf(at: PointTime): string {
  if ("clock" in at) return String(secondsOf(at.clock) ?? at.clock);
  const { sun, offset = 0, notBefore, notAfter } = at;
  const bound = (time: ClockTime | undefined) => (time === undefined ? "" : (secondsOf(time) ?? time));
  return [sun, offset, bound(notBefore), bound(notAfter)].join(" ");
}
