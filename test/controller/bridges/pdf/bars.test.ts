/** Steps of a chart's scale. */
import { expect, test } from "vitest";
import { niceStep } from "../../../../controller/bridges/pdf/bars.ts";

test.each([
  [0, 1],
  [Number.NaN, 1],
  [0.13, 0.2],
  [1, 1],
  [1.01, 2],
  [3, 5],
  [7, 10],
  [1400, 2000],
])("a scale whose lines must be at least %d apart counts in steps of %d", (least, step) => {
  expect(niceStep(least)).toBeCloseTo(step, 12);
});
