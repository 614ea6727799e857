/** Relays: contactors are spared and inrush currents do not add up, and still a segment follows its plan. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarAt, resolveNight } from "#protocol/behavior/calendar.ts";
import { nightAt } from "#protocol/behavior/night.ts";
import { type Pace, paceOf, paceSegment } from "#protocol/behavior/pace-segment.ts";
import type { Step } from "#protocol/behavior/resolve-points.ts";
import { segment } from "#protocol/vectors/calendars.ts";
import { binhDuong } from "./support/sites.ts";

const second = 1000;
const night = 86_400 * second;
const step = (at: number, closed: boolean, point: number | undefined = 0): Step => ({
  at: at * second,
  target: { closed },
  ramp: 0,
  point,
});
const switchings = (steps: readonly Step[]) =>
  steps
    .map(({ at, target }) => [at / second, (target as { closed: boolean }).closed] as const)
    .filter(([, closed], n, all) => n === 0 || closed !== all[n - 1]![1]);
const open = step(0, false, undefined);

describe("a segment", () => {
  test("closes at its own place in the window and opens on time", () => {
    const paced = paceSegment([open, step(1000, true), step(9000, false)], { dwell: 60_000, delay: 7000 }, night);
    expect(switchings(paced)).toEqual([
      [0, false],
      [1007, true],
      [9000, false],
    ]);
  });

  test("does not switch twice within its dwell: what is still wanted then happens then, what is not does not", () => {
    const late = paceSegment([open, step(1000, true), step(1030, false)], { dwell: 60_000, delay: 0 }, night);
    expect(switchings(late)).toEqual([
      [0, false],
      [1000, true],
      [1060, false],
    ]);
    const gone = [open, step(1000, true), step(1030, false), step(1050, true)];
    expect(switchings(paceSegment(gone, { dwell: 60_000, delay: 0 }, night))).toEqual([
      [0, false],
      [1000, true],
    ]);
  });

  test("wanted closed at noon stays closed over it, for an underpass that is lit day and night", () => {
    const paced = paceSegment([step(0, true)], { dwell: 60_000, delay: 30_000 }, night);
    expect(switchings(paced)).toEqual([[0, true]]);
  });

  test("has a place of its own for each output of each device, within the window", () => {
    const places = ["cab-1", "cab-2", "cab-3"].flatMap((id) =>
      [0, 1, 2].map((output) => paceOf(segment, id, output).delay),
    );
    expect(new Set(places).size).toBe(9);
    expect(Math.max(...places)).toBeLessThan(30_000);
    expect(paceOf(segment, "cab-1", 0).dwell).toBe(120_000);
    expect(paceOf({ ...segment, dwell: undefined, stagger: undefined } as never, "cab-1", 0)).toEqual({
      dwell: 60_000,
      delay: 0,
    });
  });

  test("is told apart by calendarAt only in its closings", () => {
    const pace = paceOf(segment, "cab-1", 1);
    const night = nightAt(binhDuong, Date.UTC(2026, 10, 22, 12));
    const planned = resolveNight(segment, binhDuong, night).steps;
    const paced = resolveNight(segment, binhDuong, night, pace).steps;
    expect(paced.map(({ at }, n) => at - planned[n]!.at)).toEqual([0, pace.delay, 0, pace.delay, 0]);
    const closing = planned[1]!.at + pace.delay;
    expect(calendarAt(segment, binhDuong, closing - 1, pace)).toMatchObject({
      target: { closed: false },
      nextChangeAt: closing,
    });
    expect(calendarAt(segment, binhDuong, closing, pace).target).toEqual({ closed: true });
  });

  test("keeps its dwell within a night and over noon, never closes early, and ends as planned", () => {
    const plan = fc
      .uniqueArray(fc.record({ at: fc.integer({ min: 1, max: 86_399 }), closed: fc.boolean() }), {
        selector: ({ at }) => at,
        maxLength: 12,
      })
      .map((points) => points.toSorted((a, b) => a.at - b.at));
    const dense = fc
      .uniqueArray(fc.record({ at: fc.integer({ min: 1, max: 600 }), closed: fc.boolean() }), {
        selector: ({ at }) => at,
        maxLength: 12,
      })
      .map((points) => points.toSorted((a, b) => a.at - b.at));
    fc.assert(
      fc.property(
        fc.oneof(plan, dense),
        fc.integer({ min: 60, max: 900 }),
        fc.integer({ min: 0, max: 600 }),
        (points, dwell, delay) => {
          const pace: Pace = { dwell: dwell * second, delay: delay * second };
          const steps = [open, ...points.map(({ at, closed }, n) => step(at, closed, n))];
          const found = switchings(paceSegment(steps, pace, night));
          const times = [...found.map(([at]) => at), ...(found.at(-1)![1] ? [86_400] : [])];
          for (const [n, at] of times.entries()) if (n > 0) expect(at - times[n - 1]!).toBeGreaterThanOrEqual(dwell);
          const wanted = (at: number) => points.findLast((point) => point.at <= at)?.closed ?? false;
          for (const [at, closed] of found) expect(wanted(at), `at ${at}`).toBe(closed);
          const settled = (points.at(-1)?.at ?? 0) + dwell + delay;
          if (settled + dwell < 86_400) expect(found.at(-1)![1]).toBe(wanted(86_399));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
