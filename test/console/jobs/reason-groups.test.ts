import { expect, test } from "vitest";
import type { Result } from "../../../controller/console/jobs/job.ts";
import { groupIdOf, groupReasons, worstFirst } from "../../../controller/console/jobs/reason-groups.ts";

const advice = { vi: "Kiểm tra.", en: "Look." };
const result = (lampId: string, word: Result["word"], reason?: object): Result =>
  ({ lampId, name: lampId, word, ...(reason && { reason: { vi: "", en: "", ...reason } }) }) as Result;
const silent = (lampId: string, since: number) =>
  result(lampId, "silent", { code: "noAnswer", since, en: `no answer, last heard ${since}`, advice });
const open = (lampId: string, segment: number) =>
  result(lampId, "held", { code: "unpowered", en: `no supply: segment ${segment}` });

test("lamps with the same word for the same reason are one group, the largest first", () => {
  const groups = groupReasons([result("p", "proven"), silent("a", 30), open("b", 1), open("c", 1), open("d", 2)]);
  expect(groups.map(({ word, lamps, example }) => [word, lamps, example.lampId])).toEqual([
    ["held", 2, "b"],
    ["silent", 1, "a"],
    ["held", 1, "d"],
  ]);
  expect(groups[0]?.id).toBe(groupIdOf(open("x", 1)));
});

test("instants and watts tell lamps apart, not groups: the one heard longest ago stands for all", () => {
  const watts = (lampId: string, measured: number, what: string) =>
    result(lampId, "followed", { code: "notProven", measured, en: `${measured} W`, advice: { vi: "", en: what } });
  const groups = groupReasons([
    silent("a", 30),
    silent("b", 10),
    silent("c", 20),
    watts("d", 1, "less"),
    watts("e", 2, "less"),
    watts("f", 99, "more"),
  ]);
  expect(groups.map(({ lamps, example }) => [lamps, example.lampId])).toEqual([
    [3, "b"],
    [2, "d"],
    [1, "f"],
  ]);
});

test("a lamp that merely has no meter keeps nobody from anything", () => {
  expect(groupReasons([result("a", "followed", { code: "notMeasured" }), result("b", "pending")])).toEqual([]);
});

test("those that need somebody come first, the others as they came", () => {
  const words = ["proven", "silent", "followed", "held", "refused", "silent"] as const;
  const sorted = worstFirst(words.map((word, n) => result(`${n}`, word)));
  expect(sorted.map(({ lampId }) => lampId)).toEqual(["1", "5", "4", "3", "2", "0"]);
});
