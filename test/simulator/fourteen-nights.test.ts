/**
 * Fourteen nights alone: broker and controller are gone, clocks drift, lamps lose their supply, and the street keeps
 * its plan. Accelerated time, real device programs, real documents; three hundred lamps with DEN_TEST_LONG=1.
 */
import { describe, expect, test } from "vitest";
import { calendarAt, resolveNight } from "#protocol/behavior/calendar.ts";
import { nightAt } from "#protocol/behavior/night.ts";
import { street as plan } from "#protocol/vectors/calendars.ts";
import type { TrueDrive } from "../../simulator/truth.ts";
import {
  dayLit,
  fallback,
  hour,
  type Lamp,
  makeLamps,
  minute,
  nights,
  runFourteenNights,
  second,
  site,
  start,
} from "./lonely-street.ts";

const lampCount = process.env.DEN_TEST_LONG === "1" ? 300 : 90;
/** A lamp needs so long from voltage to its plan, and is judged so long after a cut. */
const bootGrace = 5 * second;

const lamps = makeLamps(lampCount);
const { history, end, lastWords, hellos, answers } = runFourteenNights(lamps);
/** The night in which they are left alone is not judged: its plan began before they had one. */
const judgedFrom = nightAt(site, start).nextNoon;

interface Span {
  readonly from: number;
  readonly until: number;
}

/** Spans with supply. */
function poweredSpans(id: string): Span[] {
  const spans: Span[] = [];
  let since = start;
  for (const fact of history.get(id)!) {
    if (fact.kind !== "power") continue;
    if (fact.fed) since = fact.at;
    else spans.push({ from: since, until: fact.at });
  }
  const last = history.get(id)!.findLast((fact) => fact.kind === "power");
  return last?.fed === true ? [...spans, { from: since, until: end }] : spans;
}

/** Levels at ascending instants, ramps and losses of supply included. */
function levelsAt(id: string, instants: readonly number[]): number[] {
  const facts = history.get(id)!;
  let next = 0;
  let from = 0;
  let drive: TrueDrive | undefined;
  const levelOf = (at: number) => {
    if (drive === undefined) return 0;
    const part = drive.rampMs === 0 ? 1 : Math.min(1, (at - drive.at) / drive.rampMs);
    return from + (drive.level - from) * part;
  };
  return instants.map((at) => {
    for (; next < facts.length && facts[next]!.at <= at; next++) {
      const fact = facts[next]!;
      from = fact.kind === "drive" ? levelOf(fact.at) : 0;
      drive = fact.kind === "drive" ? fact : undefined;
    }
    return levelOf(at);
  });
}

const everyMinute = Array.from({ length: Math.floor((end - judgedFrom) / minute) }, (_, n) => judgedFrom + n * minute);
const hasClock = (lamp: Lamp) => lamp.feeder === "deadWithRtc" || (lamp.feeder === "live" && (lamp.rtc || !lamp.cut));
const clockLamps = lamps.filter(hasClock);
const isWithin = (spans: readonly Span[], from: number, until: number) =>
  spans.some((span) => span.from <= from && until <= span.until);

describe(`fourteen nights alone, ${lampCount} lamps`, () => {
  test("began with every lamp following its calendar and waiting for nothing", () => {
    for (const { id } of lamps) {
      const { holds, states } = lastWords.get(id)!;
      expect(holds, id).toEqual({ rev: start, refs: [] });
      expect(states[0]?.source, id).toBe("calendar");
    }
  });

  test("with a clock every switch comes within 120 s of the plan, within 60 s at ±20 ppm", () => {
    const worst = { 20: 0, 60: 0 };
    let switches = 0;
    for (const lamp of clockLamps) {
      const limit = Math.abs(lamp.drift) <= 20 ? 60 * second : 120 * second;
      const spans = poweredSpans(lamp.id);
      const drives = history.get(lamp.id)!.filter((fact) => fact.kind === "drive");
      for (let night = nightAt(site, judgedFrom); night.noon < end; night = nightAt(site, night.nextNoon)) {
        const { steps } = resolveNight(plan, site, night);
        for (const [n, step] of steps.entries()) {
          const level = "level" in step.target ? step.target.level : -1;
          if (n === 0 || !isWithin(spans, step.at - 5 * minute, step.at + 5 * minute)) continue;
          const done = drives.filter((drive) => drive.level === level && Math.abs(drive.at - step.at) < 10 * minute);
          expect(done.length, `${lamp.id} to ${level} % at ${new Date(step.at).toISOString()}`).toBe(1);
          const error = Math.abs(done[0]!.at - step.at);
          expect(error, `${lamp.id} at ${lamp.drift} ppm`).toBeLessThanOrEqual(limit);
          const group = limit === 60 * second ? 20 : 60;
          worst[group] = Math.max(worst[group], error);
          switches++;
        }
      }
    }
    console.log(`${switches} switches; worst ${worst[20] / second} s at ±20 ppm, ${worst[60] / second} s at ±60 ppm`);
    expect(switches).toBeGreaterThan(clockLamps.length * nights * 3);
    // clocks that did not drift would prove nothing
    expect(worst[60]).toBeGreaterThan(30 * second);
  });

  test("with a clock not a minute is lit by day, and none dark from civil dusk to civil dawn where the plan is lit", () => {
    const isLit = (at: number) => {
      const { target } = calendarAt(plan, site, at);
      return "level" in target && target.level > 0;
    };
    const planned = everyMinute.map((at) => {
      const night = nightAt(site, at);
      // a switch may come two minutes early or late: what is lit all that time must be lit
      const dark = at >= night.civilDusk && at < night.civilDawn && isLit(at - 2 * minute) && isLit(at + 2 * minute);
      const day = at < night.sunset - 20 * minute || at > night.sunrise + 20 * minute;
      return { day, mustBeLit: dark };
    });
    let dark = 0;
    for (const lamp of clockLamps) {
      const spans = poweredSpans(lamp.id);
      for (const [n, level] of levelsAt(lamp.id, everyMinute).entries()) {
        const at = everyMinute[n]!;
        const when = `${lamp.id} at ${new Date(at).toISOString()}`;
        if (planned[n]!.day) expect(level, when).toBe(0);
        if (!planned[n]!.mustBeLit || !isWithin(spans, at - bootGrace, at)) continue;
        dark++;
        if (level === 0) throw new Error(`${when} is dark`);
      }
    }
    console.log(`${dark} lamp-minutes between dusk and dawn, none dark`);
  });

  test("without a clock on a live feeder: full light for 13 h after power-up, then the fallback level", () => {
    const blind = lamps.filter((lamp) => lamp.feeder === "live" && !hasClock(lamp));
    expect(blind.length).toBeGreaterThan(0);
    for (const lamp of blind) {
      const [, ...spans] = poweredSpans(lamp.id);
      expect(spans.length, lamp.id).toBeGreaterThan(0);
      for (const { from, until } of spans) {
        const instants = everyMinute.filter((at) => at > from + bootGrace && at < until);
        for (const [n, level] of levelsAt(lamp.id, instants).entries()) {
          const since = instants[n]! - from;
          if (Math.abs(since - dayLit) < 10 * second) continue;
          expect(level, `${lamp.id} ${since / hour} h after power-up`).toBe(since < dayLit ? 100 : fallback);
        }
      }
    }
  });

  test("without a clock on a feeder dead by day: the default program around the middle of the learned night", () => {
    const blind = lamps.filter((lamp) => lamp.feeder === "deadWithout");
    // 00:00 − 6 min 36 s is the sun's midnight by the clock at 106.65 E; ms from there
    const fromMidnight = (clockHours: number) => clockHours * hour + 6.6 * minute;
    let learnedOnes = 0;
    for (const lamp of blind) {
      const learned: number[] = [];
      for (const [turn, { from, until }] of poweredSpans(lamp.id).entries()) {
        const half = median(learned.slice(-5)) / 2;
        const instants = everyMinute.filter((at) => at > from + bootGrace && at < until);
        if (turn > 0 && learned.length > 0) {
          learnedOnes++;
          const steps = [
            // sunset + 10 min, not before 17:30 nor after 18:30
            [Math.min(Math.max(-half + 10 * minute, fromMidnight(-6.5)), fromMidnight(-5.5)), 100],
            [fromMidnight(-2), 60],
            [fromMidnight(0.5), 30],
            [fromMidnight(4.75), 70],
          ] as const;
          for (const [n, level] of levelsAt(lamp.id, instants).entries()) {
            const since = instants[n]! - from - half;
            // within a minute of a step and its ramp either level is right
            if (steps.some(([at]) => Math.abs(since - at - 30 * second) < 65 * second)) continue;
            const wanted = steps.findLast(([at]) => at <= since)?.[1] ?? fallback;
            expect(level, `${lamp.id} ${(since + half) / hour} h after power-up`).toBe(wanted);
          }
        }
        // flash is written every half-hour, so this much of the span is remembered
        const remembered = Math.floor((until - from) / (30 * minute)) * 30 * minute;
        if (remembered >= 4 * hour && remembered <= 20 * hour) learned.push(remembered);
      }
    }
    expect(learnedOnes).toBeGreaterThan(blind.length * (nights - 1));
  });
  test("afterwards the backlog arrives with no gap and no double, and tells how long the lamps were lit", () => {
    let rows = 0;
    for (const lamp of lamps) {
      const said = answers.get(lamp.id) ?? [];
      for (const { stream, epoch, next } of hellos.get(lamp.id)!.log!) {
        const arrived = said
          .flatMap(({ batches }) => batches ?? [])
          .filter((batch) => batch.stream === stream)
          .flatMap((batch) => batch.rows.map((_, n) => batch.after + 1 + n));
        const lost = said
          .flatMap((answer) => answer.lost ?? [])
          .filter((range) => range.stream === stream && range.epoch === epoch)
          .reduce((sum, { fromSequence, toSequence }) => sum + toSequence - fromSequence + 1, 0);
        expect(new Set(arrived).size, `${lamp.id} ${stream}`).toBe(arrived.length);
        expect(arrived.length + lost, `${lamp.id} ${stream}`).toBe(next - 1);
        // only raw rows older than a week are thinned away
        if (stream !== "raw") expect(lost, `${lamp.id} ${stream}`).toBe(0);
        rows += arrived.length;
      }
      if (lamp.feeder !== "live" || lamp.cut) continue;
      const halfHours = said
        .flatMap(({ batches }) => batches ?? [])
        .flatMap((batch) => (batch.stream === "halfHours" ? batch.rows : []))
        .filter(({ at }) => at !== undefined && at > judgedFrom + minute && at <= end + 2 * minute);
      const told = halfHours.reduce((sum, { litSeconds }) => sum + (litSeconds ?? 0), 0);
      const lit = levelsAt(lamp.id, everyMinute).filter((level) => level > 0).length * 60;
      expect(halfHours.length, lamp.id).toBe(nights * 48 - 48);
      expect(Math.abs(told - lit), `${lamp.id} told ${told} s`).toBeLessThan((nights * minute) / second);
    }
    console.log(`${rows} rows arrived afterwards`);
  });
});

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}
