import { expect, test } from "vitest";
import { columnsOf, fileAddress, ofMany, ofOne, rowAt } from "../../../controller/console/history/curve.ts";

const hour = 3_600_000;
const summary = (min: number, max: number, mean: number) => ({ count: 4, min, max, mean });

test("steps of one lamp keep their mean with least and most", () => {
  const curve = ofOne(
    {
      step: hour,
      source: "journal",
      buckets: [
        { from: 0, to: hour, rows: 4, quantities: { activePower: summary(10, 90, 50), level: summary(1, 2, 1) } },
      ],
    },
    ["activePower"],
  );
  expect(curve.rows).toEqual([{ at: 0, count: 4, values: { activePower: { min: 10, max: 90, mean: 50 } } }]);
});

test("a step in which nothing was measured becomes a gap, one that was measured without the quantity too", () => {
  const rows = [0, 1, 3, 4].map((at) => ({
    at: at * hour,
    count: 1,
    values: at === 4 ? {} : { level: { mean: at, min: at, max: at } },
  }));
  const [at, mean, least] = columnsOf({ rows, step: hour }, "level", 9 * hour);
  expect(at).toEqual([0, 3600, 7200, 7200.001, 10_800, 14_400, 14_400.001]);
  expect(mean).toEqual([0, 1, 1, null, 3, 3, null]);
  expect(least).toEqual(mean);
});

test("a day of 25 hours is no gap", () => {
  const rows = [0, 25, 49].map((at) => ({ at: at * hour, count: 1, values: { level: { mean: 1 } } }));
  expect(columnsOf({ rows, step: 25 * hour }, "level", 60 * hour)[1]).toEqual([1, 1, 1, 1, null]);
});

test("the step that has just begun is drawn as far as now, and an instant finds the step it lies in", () => {
  const rows = [0, 1, 4].map((at) => ({ at: at * hour, count: 1, values: { level: { mean: at } } }));
  const curve = { rows, step: hour };
  expect(columnsOf(curve, "level", 4.5 * hour)[0].slice(-2)).toEqual([16_200, 16_200.001]);
  expect([0.5, 1, 2.5, 4.9, 5].map((at) => rowAt(curve, at * hour)?.at)).toEqual([
    0,
    hour,
    undefined,
    4 * hour,
    undefined,
  ]);
});

test("around the sum of many lamps no band of single lamps is drawn, around their mean one is", () => {
  const curve = ofMany(
    {
      step: "day",
      source: "journal",
      lamps: 3,
      points: [
        {
          at: 0,
          sources: 3,
          activePower: 300,
          level: 60,
          lowest: { activePower: 90, level: 50 },
          highest: { activePower: 110, level: 70 },
        },
      ],
    },
    ["activePower", "level"],
  );
  expect(curve.rows[0]?.values).toEqual({ activePower: { mean: 300 }, level: { mean: 60, min: 50, max: 70 } });
  expect(curve.step).toBe(25 * hour);
});

test("the file is of the same place, time and quantities", () => {
  const asked = { from: 1, to: 2, quantities: ["level", "activePower"] as const };
  expect(fileAddress({ place: { sort: "lamp", id: "l 1" }, ...asked }, "vi")).toBe(
    "/api/v1/lamps/l%201/history.csv?from=1&to=2&language=vi&quantities=level%2CactivePower",
  );
  expect(fileAddress({ place: { sort: "road", id: "r" }, ...asked }, "en")).toContain("/telemetry/history.csv?");
  expect(fileAddress({ place: { sort: "cabinet", id: "c" }, ...asked }, "en")).toContain("/cabinets/c/history.csv?");
});
