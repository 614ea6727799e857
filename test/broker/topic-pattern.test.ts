import { expect, test } from "vitest";
import { covers } from "../../broker/topic-pattern.ts";

test.each([
  ["a/b", "a/b", true],
  ["a/b", "a/c", false],
  ["a/b", "a", false],
  ["a/b", "a/b/c", false],
  ["a/+", "a/b", true],
  ["a/+", "a/", true],
  ["a/+", "a/+", true],
  ["a/b", "a/+", false],
  ["a/+", "a/#", false],
  ["a/#", "a/#", true],
  ["a/#", "a/b/c", true],
  ["a/#", "a", true],
  ["a/#", "a/+/c", true],
  ["#", "a/b", true],
  ["#", "#", true],
  ["+", "#", false],
  ["#", "$SYS/x", false],
  ["+/x", "$SYS/x", false],
  ["$SYS/#", "$SYS/x", true],
])("%s covers %s: %s", (pattern, filter, expected) => {
  expect(covers(pattern, filter)).toBe(expected);
});
