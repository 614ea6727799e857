import fc from "fast-check";
import { expect, test } from "vitest";
import { repairLimits, retryAfter, Wanted } from "../../../../controller/core/telemetry/repair.ts";

const raw = (first: number, last: number) => ({ stream: "raw" as const, epoch: 7, first, last });

test("one ask reaches over small holes and ends at the last row that is wanted within its bound", () => {
  const wanted = new Wanted();
  wanted.add(raw(10, 12));
  wanted.add(raw(20, 21));
  wanted.add(raw(109, 150));
  expect(wanted.next(100)).toEqual(raw(10, 109));
  expect(wanted.next(50)).toEqual(raw(10, 21));
  expect(wanted.openOf(raw(10, 109))).toBe(6);
});

test("events come before half-hours and half-hours before raw rows", () => {
  const wanted = new Wanted();
  wanted.add(raw(1, 5));
  wanted.add({ stream: "halfHours", epoch: 7, first: 1, last: 2 });
  wanted.add({ stream: "events", epoch: 7, first: 9, last: 9 });
  expect(wanted.next(10)?.stream).toBe("events");
  wanted.came({ stream: "events", epoch: 7, after: 8, count: 1 });
  expect(wanted.next(10)?.stream).toBe("halfHours");
  wanted.areLost({ stream: "halfHours", epoch: 7, fromSequence: 0, toSequence: 5 });
  expect(wanted.next(10)).toEqual(raw(1, 5));
  wanted.came({ stream: "raw", epoch: 7, after: 0, count: 5 });
  expect(wanted.isEmpty).toBe(true);
  expect(wanted.next(10)).toBeUndefined();
});

test("whatever is wanted, asking and receiving ends with nothing wanted, and no ask is above its bound", () => {
  const gap = fc
    .record({
      epoch: fc.integer({ min: 1, max: 2 }),
      first: fc.integer({ min: 1, max: 300 }),
      length: fc.integer({ min: 0, max: 90 }),
    })
    .map(({ epoch, first, length }) => ({ stream: "raw" as const, epoch, first, last: first + length }));
  fc.assert(
    fc.property(fc.array(gap, { maxLength: 12 }), (gaps) => {
      const wanted = new Wanted();
      for (const each of gaps) wanted.add(each);
      for (let asks = 0; !wanted.isEmpty; asks++) {
        if (asks > 100) expect.fail("asks without end");
        const ask = wanted.next(40)!;
        expect(ask.last - ask.first).toBeLessThan(40);
        expect(wanted.openOf(ask)).toBeGreaterThan(0);
        wanted.came({ stream: ask.stream, epoch: ask.epoch, after: ask.first - 1, count: ask.last - ask.first + 1 });
      }
    }),
  );
});

test("pauses grow threefold and end", () => {
  const pauses = [1, 2, 3, 4, 5].map((failures) => retryAfter(failures, repairLimits));
  expect(pauses).toEqual([10_000, 30_000, 90_000, 270_000, undefined]);
});
