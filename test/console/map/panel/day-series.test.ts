import { expect, test } from "vitest";
import { dayColumns } from "../../../../controller/console/map/panel/day-series.ts";

const hour = 3_600_000;
const step = (at: number, level: number) => ({ at: at * hour, target: { level } });
const seconds = (...hours: number[]) => hours.map((at) => at * 3_600);

test("what the calendar wanted holds from step to step, what was measured stands where it was measured", () => {
  const samples = [
    { at: 2 * hour, level: 98, activePower: 74 },
    { at: 5 * hour, level: 30 },
  ];
  expect(dayColumns(samples, [step(1, 100), step(4, 30)], 0, 24 * hour)).toEqual([
    seconds(0, 1, 2, 4, 5, 24),
    [null, 100, 100, 30, 30, 30],
    [null, null, 98, null, 30, null],
    [null, null, 74, null, null, null],
  ]);
});

test("a step before the picture begins is what holds at its beginning", () => {
  expect(dayColumns([], [step(-3, 70)], 0, 24 * hour).slice(0, 2)).toEqual([seconds(0, 24), [70, 70]]);
});

test("a sample and a step at one instant are one place", () => {
  expect(dayColumns([{ at: hour, level: 5 }], [step(1, 9)], 0, 2 * hour)).toEqual([
    seconds(0, 1, 2),
    [null, 9, 9],
    [null, 5, null],
    [null, null, null],
  ]);
});

test("without calendar and measurements the picture is empty, not broken", () => {
  expect(dayColumns([], [], 0, hour)).toEqual([seconds(0, 1), [null, null], [null, null], [null, null]]);
});
