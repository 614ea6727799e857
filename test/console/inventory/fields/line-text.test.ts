/** A road's line as people paste it. */
import { expect, test } from "vitest";
import { readLine, writeLine } from "../../../../controller/console/inventory/fields/line-text.ts";

test("a line is written with latitude first and read back the same", () => {
  const line = [
    [106.6489, 10.9528],
    [106.65, 10.9531],
  ] as const;
  expect(writeLine(line)).toBe("10.9528, 106.6489\n10.9531, 106.65");
  expect(readLine(writeLine(line))).toEqual({ points: line });
});

test("a line that is no point is named by its number, and empty ones do not count", () => {
  expect(readLine("10.9 106.6\n\n10.95;106.7")).toEqual({
    points: [
      [106.6, 10.9],
      [106.7, 10.95],
    ],
  });
  expect(readLine("10.9, 106.6\nnear the bridge")).toEqual({ wrong: 2 });
  expect(readLine("")).toEqual({ points: [] });
});
