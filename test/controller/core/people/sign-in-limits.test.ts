import { expect, test } from "vitest";
import {
  type Attempts,
  attemptMemory,
  oneMore,
  patience,
  waitBefore,
} from "../../../../controller/core/people/sign-in-limits.ts";

/** Waits before attempts 1, 2, 3, … made as soon as they are allowed. */
function waits(limit: { free: number; longest: number }, count: number): number[] {
  let now = 1_795_000_000_000;
  let attempts: Attempts | undefined;
  return Array.from({ length: count }, () => {
    const wait = waitBefore(attempts, limit, now);
    now += wait;
    attempts = oneMore(attempts, now);
    return wait / 1000;
  });
}

test("a person who mistypes is not held up; a guesser waits twice as long each time, up to a limit", () => {
  expect(waits({ free: 3, longest: 10_000 }, 9)).toEqual([0, 0, 0, 1, 2, 4, 8, 10, 10]);
});

test("guessing at one name is slow from anywhere: under 2,000 attempts a day even from a thousand addresses", () => {
  const perDay = 86_400_000 / patience.name.longest;
  expect(perDay).toBeLessThan(2000);
});

test("the owner of a name under attack waits a minute at most", () => {
  expect(Math.max(...waits(patience.name, 100))).toBe(60);
});

test("attempts are forgotten after half an hour of silence, however many there were", () => {
  const many = { count: 1_000_000, lastAt: 1_795_000_000_000 };
  expect(waitBefore(many, patience.nameAtAddress, many.lastAt + attemptMemory - 1)).toBe(0);
  expect(waitBefore(many, patience.nameAtAddress, many.lastAt)).toBe(patience.nameAtAddress.longest);
  expect(oneMore(many, many.lastAt + attemptMemory)).toEqual({ count: 1, lastAt: many.lastAt + attemptMemory });
});

test("a clock that was set back does not lock anybody out for longer than the limit and the step", () => {
  const attempts = { count: 6, lastAt: 1_795_000_000_000 };
  expect(waitBefore(attempts, patience.nameAtAddress, attempts.lastAt - 5000)).toBeLessThanOrEqual(5000 + 2000);
});
