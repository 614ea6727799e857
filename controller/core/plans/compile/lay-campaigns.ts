/**
 * Campaigns laid over a compiled calendar. On each of their nights the program that would have run is shifted and
 * reduced; nights that come out alike share one program, so the document stays small and says when it ends.
 */
import { chooseProgram } from "#protocol/behavior/choose-program.ts";
import { atLevel, levelOf } from "#protocol/behavior/light.ts";
import type { Night } from "#protocol/behavior/night.ts";
import type { Point } from "#protocol/wire/calendar.ts";
import { quantisePercent } from "#protocol/wire/units.ts";
import { sinceNoon } from "../clock-time.ts";
import { type DayRange, intersectRanges, mergeRanges } from "../days.ts";
import type { CampaignShift } from "../plan.ts";
import type { ProgramOrigin, Traced } from "./compile-calendar.ts";
import type { NightTable } from "./night-table.ts";
import {
  clockInNight,
  isLit,
  keptAfter,
  keptBefore,
  moved,
  pointBefore,
  type TimedPoint,
  timedPoints,
} from "./timed-points.ts";

/** What a campaign does to the lamps of one calendar. */
export interface LaidCampaign {
  /** `planId/campaignId` */
  readonly key: string;
  readonly nights: DayRange;
  readonly shift?: CampaignShift;
  readonly reductions: readonly LaidReduction[];
}

export interface LaidReduction {
  /** Seconds from midnight; equal: until the night ends. */
  readonly from: number;
  readonly to: number;
  /** Percent taken away. */
  readonly byPercent: number;
}

/** @param campaigns in the order they are laid. @returns the calendar itself where none has a night in the window. */
export function layCampaigns(
  traced: Traced,
  campaigns: readonly LaidCampaign[],
  table: NightTable,
  window: DayRange,
): Traced {
  const days = intersectRanges(mergeRanges(campaigns.map(({ nights }) => nights)), [window]);
  if (days.length === 0) return traced;
  const laid = new Map<string, LaidNights>();
  for (const [first, last] of days) {
    for (let day = first; day <= last; day++) layNight(day, traced, campaigns, table, laid);
  }
  return withLaid(traced, [...laid.values()]);
}

/** Nights that have the same laid program for the same reason. */
interface LaidNights {
  readonly points: readonly Point[];
  readonly origin: ProgramOrigin;
  /** Position of the rule that would have chosen the program. */
  readonly rule: number | undefined;
  readonly days: [number, number][];
}

function layNight(
  day: number,
  { document, programs }: Traced,
  campaigns: readonly LaidCampaign[],
  table: NightTable,
  laid: Map<string, LaidNights>,
): void {
  const { rule, program } = chooseProgram(document, day);
  const night = table.night(day);
  const origin = programs[program]!;
  let points = timedPoints(document.programs[program]!.points, origin.points, night, table);
  const active = campaigns.filter(({ nights: [first, last] }) => first <= day && day <= last);
  for (const { shift, reductions } of active) {
    if (shift !== undefined) points = shifted(points, shift);
    for (const reduction of reductions) points = reduced(points, reduction, night, table);
  }
  const keys = active.map(({ key }) => key);
  const id = JSON.stringify([rule, program, keys, points.map(({ point }) => point)]);
  const same = laid.get(id);
  if (same !== undefined) {
    same.days.push([day, day]);
    return;
  }
  laid.set(id, {
    points: points.map(({ point }) => point),
    origin: { ...origin, points: points.map(({ source }) => source), campaigns: [...origin.campaigns, ...keys] },
    rule,
    days: [[day, day]],
  });
}

/** First light and last end at other times; in between the program goes on as planned. */
function shifted(points: readonly TimedPoint[], { onMinutes, offMinutes }: CampaignShift): TimedPoint[] {
  const on = points.find(isLit);
  if (on === undefined) return [...points];
  const last = points.findLastIndex(isLit);
  const off = points[last + 1];
  const newOn = on.at + onMinutes * 60_000;
  const newOff = off === undefined ? Infinity : off.at + offMinutes * 60_000;
  if (newOn >= newOff) return [];
  const between = points.filter(({ at }, n) => n <= last && at > newOn && at < newOff && at !== on.at);
  const then = pointBefore(points.slice(0, last + 1), Math.max(newOn, on.at))!;
  const first = { ...moved(on, onMinutes), source: then.source };
  const begin = { ...first, point: { ...first.point, target: then.point.target } };
  return [begin, ...between, ...(off === undefined ? [] : [moved(off, offMinutes)])];
}

/** Part of the light taken away between two clock times. */
function reduced(
  points: readonly TimedPoint[],
  { from, to, byPercent }: LaidReduction,
  night: Night,
  table: NightTable,
): TimedPoint[] {
  const begin = clockInNight(from, night, table);
  const ends = sinceNoon(to) > sinceNoon(from);
  const end = ends ? clockInNight(to, night, table) : night.nextNoon;
  const less = (timed: TimedPoint) => dimmed(timed, byPercent);
  const before = points.filter(({ at }) => at < begin).map((timed) => keptBefore(timed, from));
  const within = points
    .filter(({ at }) => at >= begin && at < end)
    .map((timed) => less(keptAfter(ends ? keptBefore(timed, to) : timed, from)));
  const after = points.filter(({ at }) => at >= end).map((timed) => (ends ? keptAfter(timed, to) : timed));
  const edge = (at: number, seconds: number): TimedPoint[] => {
    const present = pointBefore(points, at);
    if (present === undefined || present.at === at || !isLit(present)) return [];
    return [{ at, point: { time: seconds, target: present.point.target }, source: present.source }];
  };
  return [...before, ...edge(begin, from).map(less), ...within, ...(ends ? edge(end, to) : []), ...after];
}

function dimmed(timed: TimedPoint, byPercent: number): TimedPoint {
  const { target } = timed.point;
  const level = quantisePercent((levelOf(target) * (100 - byPercent)) / 100);
  return { ...timed, point: { ...timed.point, target: atLevel("white", target, level) } };
}

/** The laid nights in front of the calendar's own rules. */
function withLaid({ document, programs, rules }: Traced, laid: readonly LaidNights[]): Traced {
  const all = [
    ...document.programs.map(({ points }, n) => ({ points, origin: programs[n]! })),
    ...laid.map(({ points, origin }) => ({ points, origin })),
  ];
  const front = laid.map(({ days, rule }, n) => ({
    rule: { nights: mergeRanges(days), program: document.programs.length + n },
    origin: rule === undefined ? {} : rules[rule]!,
  }));
  const own = (document.rules ?? []).map((rule, n) => ({ rule, origin: rules[n]! }));
  return {
    document: {
      ...document,
      programs: all.map(({ points }) => ({ points: [...points] })),
      rules: [...front, ...own].map(({ rule }) => rule),
    },
    programs: all.map(({ origin }) => origin),
    rules: [...front, ...own].map(({ origin }) => origin),
  };
}
