/** Numbers as people type them. */
import { expect, test } from "vitest";
import { readNumber } from "../../../controller/console/text/read-number.ts";

test.each([
  ["12", 12],
  ["12,5", 12.5],
  ["12.5", 12.5],
  [" 12,50 ", 12.5],
  ["1.234,5", 1234.5],
  ["1,234.5", 1234.5],
  ["1.234.567", 1_234_567],
  ["1 234,5", 1234.5],
  ["-3,25", -3.25],
  ["−3", -3],
  [",5", 0.5],
  ["0", 0],
])("%j is %d", (text, number) => {
  expect(readNumber(text)).toBe(number);
});

test.each(["", "-", "abc", "12a", "1,,2", "5,", "1e3", "0x10", "--1", "1-2", "∞"])("%j is no number", (text) => {
  expect(readNumber(text)).toBeUndefined();
});
