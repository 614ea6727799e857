/**
 * The calendar of a segment: closed whenever a lamp on it wants light. Where all its lamps follow one calendar it is
 * that calendar with every light as closed; else the lit windows of all are united night by night, and nights that come
 * out alike share a program.
 */
import { chooseProgram } from "#protocol/behavior/choose-program.ts";
import { levelOf } from "#protocol/behavior/light.ts";
import type { Calendar as Document, Point } from "#protocol/wire/calendar.ts";
import { sinceNoon } from "../clock-time.ts";
import { type DayRange, mergeRanges } from "../days.ts";
import type { NightTable } from "./night-table.ts";
import { isLit, type TimedPoint, timedPoints } from "./timed-points.ts";

/** s over which the segments of a city close: inrush currents of driver capacitors must not add up. */
const stagger = 20;

/** Windows closer than this are one, ms: a contactor lives longer, and the sun may come so much later elsewhere in the city. */
const together = 600_000;

/** What lamps do that no calendar covers (the fallback of the protocol): a segment they share stays closed all night. */
export const fallbackNights: Document = {
  format: 1,
  programs: [
    {
      points: [
        { sun: "civilDusk", target: { level: 100 } },
        { sun: "civilDawn", target: { level: 0 } },
      ],
    },
  ],
  defaultProgram: 0,
};

/** @param documents of the lamps on the segment, each once, at least one. */
export function segmentCalendar(documents: readonly Document[], table: NightTable, window: DayRange): Document {
  const [only, ...others] = documents;
  if (others.length === 0) return switching(only!);
  const programs = new Map<string, { points: Point[]; days: [number, number][] }>();
  for (let day = window[0]; day <= window[1]; day++) {
    const points = unitedPoints(documents, day, table);
    const key = JSON.stringify(points);
    const same = programs.get(key);
    if (same === undefined) programs.set(key, { points, days: [[day, day]] });
    else same.days.push([day, day]);
  }
  // the most frequent is the default, which also serves the nights after the window
  const [usual, ...special] = [...programs.values()].toSorted((a, b) => b.days.length - a.days.length);
  return {
    format: 1,
    programs: [usual!, ...special].map(({ points }) => ({ points })),
    ...(special.length > 0 && {
      rules: special.map(({ days }, n) => ({ nights: mergeRanges(days), program: n + 1 })),
    }),
    defaultProgram: 0,
    stagger,
  };
}

function switching(document: Document): Document {
  return {
    ...document,
    programs: document.programs.map(({ points }) => ({ points: points.map(asSwitch) })),
    stagger,
  };
}

function asSwitch({ ramp: _, ...point }: Point): Point {
  return { ...point, target: { closed: levelOf(point.target) > 0 } };
}

/** Time with light, from some points that begin it to some that end it. */
interface Window {
  readonly begins: TimedPoint[];
  ends: TimedPoint[];
  until: number;
}

function unitedPoints(documents: readonly Document[], day: number, table: NightTable): Point[] {
  const night = table.night(day);
  const windows = documents
    .flatMap((document) => {
      const { points } = document.programs[chooseProgram(document, day).program]!;
      return windowsOf(timedPoints(points, [], night, table), night.nextNoon);
    })
    .toSorted((a, b) => a.begins[0]!.at - b.begins[0]!.at);
  const united: Window[] = [];
  for (const window of windows) {
    const open = united.at(-1);
    if (open !== undefined && window.begins[0]!.at <= open.until + together) {
      open.begins.push(...window.begins);
      open.ends.push(...window.ends);
      open.until = Math.max(open.until, window.until);
    } else united.push(window);
  }
  return united.flatMap(({ begins, ends, until }) => [
    ...eachOnce(begins.map(({ point }) => asSwitch({ ...point, target: { closed: true } }))),
    ...lastEnd(ends, until),
  ]);
}

function windowsOf(points: readonly TimedPoint[], nextNoon: number): Window[] {
  const windows: Window[] = [];
  let begin: TimedPoint | undefined;
  for (const timed of points) {
    if (isLit(timed)) begin ??= timed;
    else if (begin !== undefined) {
      windows.push({ begins: [begin], ends: [timed], until: timed.at });
      begin = undefined;
    }
  }
  if (begin !== undefined) windows.push({ begins: [begin], ends: [], until: nextNoon });
  return windows;
}

/**
 * The point that opens the segment. Of a clock time and the sun close to each other the later counts, which another
 * place may see the other way round: the sun's, not before the clock's.
 */
function lastEnd(ends: readonly TimedPoint[], until: number): Point[] {
  const last = ends.filter(({ at }) => at > until - together).toSorted((a, b) => b.at - a.at);
  if (last.length === 0 || last[0]!.at < until) return [];
  const clocks = last.flatMap(({ point }) => ("time" in point ? [point.time] : []));
  const sun = last.find(({ point }) => "sun" in point)?.point;
  const open = { target: { closed: false } } as const;
  if (sun === undefined || !("sun" in sun)) return [{ time: clocks[0]!, ...open }];
  if (clocks.length === 0) return [asSwitch({ ...sun, ...open })];
  const [latest] = clocks.toSorted((a, b) => sinceNoon(b) - sinceNoon(a));
  if (sun.notAfter !== undefined && sinceNoon(sun.notAfter) <= sinceNoon(latest!)) return [{ time: latest!, ...open }];
  const notBefore =
    sun.notBefore !== undefined && sinceNoon(sun.notBefore) > sinceNoon(latest!) ? sun.notBefore : latest!;
  return [asSwitch({ ...sun, notBefore, ...open })];
}

function eachOnce(points: readonly Point[]): Point[] {
  return [...new Map(points.map((point) => [JSON.stringify(point), point])).values()];
}
