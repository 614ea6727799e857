import { expect, test } from "vitest";
import { LogBook } from "../../../../controller/core/telemetry/log-book.ts";
import { RangeSet } from "../../../../controller/core/telemetry/range-set.ts";

const raw = (after: number, count: number, epoch = 7) => ({ stream: "raw" as const, epoch, after, count });
const gap = (first: number, last: number, epoch = 7) => ({ stream: "raw", epoch, first, last });

test("rows that follow each other leave no gap and no double", () => {
  const book = new LogBook();
  expect(book.note(0, raw(0, 3))).toEqual({ doubles: 0 });
  expect(book.note(0, raw(3, 3))).toEqual({ doubles: 0 });
  expect(book.missing(0, [{ stream: "raw", epoch: 7, first: 1, next: 7 }])).toEqual([]);
});

test("an `after` that is not held is a gap, up to the nearest row below it", () => {
  const book = new LogBook();
  book.note(0, raw(0, 3));
  expect(book.note(0, raw(10, 3)).gap).toEqual(gap(4, 10));
  expect(book.note(0, raw(20, 0)).gap).toEqual(gap(14, 20));
});

test("the first message of a log that does not begin at its beginning shows a gap", () => {
  expect(new LogBook().note(0, raw(5, 1)).gap).toEqual(gap(1, 5));
});

test("rows that come late close their gap and those that come twice are counted", () => {
  const book = new LogBook();
  book.note(0, raw(6, 3));
  expect(book.note(0, raw(0, 6))).toEqual({ doubles: 0 });
  expect(book.note(0, raw(4, 6))).toEqual({ doubles: 5 });
  expect(book.missing(0, [{ stream: "raw", epoch: 7, first: 1, next: 11 }])).toEqual([]);
});

test("a new epoch is another numbering, and devices do not mix", () => {
  const book = new LogBook();
  book.note(0, raw(0, 3));
  expect(book.note(0, raw(0, 3, 8))).toEqual({ doubles: 0 });
  expect(book.note(1, raw(0, 3))).toEqual({ doubles: 0 });
});

test("a hello shows what is missing at the end, in the middle, and in logs the device no longer has", () => {
  const book = new LogBook();
  book.note(0, raw(0, 2, 6));
  book.note(0, raw(4, 2, 6));
  book.note(0, raw(9, 1));
  expect(book.missing(0, [{ stream: "raw", epoch: 7, first: 5, next: 13 }])).toEqual([
    gap(5, 9),
    gap(11, 12),
    gap(3, 4, 6),
  ]);
  expect(book.missing(9, [{ stream: "raw", epoch: 7, first: 5, next: 13 }])).toEqual([gap(5, 12)]);
  expect(book.missing(9, [{ stream: "raw", epoch: 7, first: 5, next: 5 }])).toEqual([]);
});

test("what a device dropped before it was known is no gap, what it has is", () => {
  const book = new LogBook();
  book.missing(0, [{ stream: "raw", epoch: 7, first: 101, next: 111 }]);
  expect(book.note(0, raw(104, 2))).toEqual({ doubles: 0, gap: gap(101, 104) });
  expect(book.note(0, raw(50, 2))).toEqual({ doubles: 0 });
});

test("lost rows are not missing, but are shown as a hole until they come after all", () => {
  const book = new LogBook();
  book.note(0, raw(0, 2));
  book.note(0, raw(6, 2));
  book.markLost(0, { stream: "raw", epoch: 7, first: 3, last: 4 });
  expect(book.missing(0, [{ stream: "raw", epoch: 7, first: 1, next: 9 }])).toEqual([gap(5, 6)]);
  expect(book.holes(0)).toEqual([
    { ...gap(3, 4), lost: true },
    { ...gap(5, 6), lost: false },
  ]);
  expect(book.note(0, raw(2, 4))).toEqual({ doubles: 0 });
  expect(book.holes(0)).toEqual([]);
});

test("a gap that was lost is not found again by the rows after it", () => {
  const book = new LogBook();
  book.markLost(0, { stream: "raw", epoch: 7, first: 1, last: 9 });
  expect(book.note(0, raw(9, 3))).toEqual({ doubles: 0 });
});

test("what the disk held is held after a restart", () => {
  const book = new LogBook();
  book.restore(0, "raw", 7, RangeSet.parse("1-5 8"));
  expect(book.note(0, raw(8, 1))).toEqual({ doubles: 0 });
  expect(book.holes(0)).toEqual([{ ...gap(6, 7), lost: false }]);
});

test("a device that draws an epoch for every message does not fill the memory", () => {
  const book = new LogBook();
  for (let epoch = 1; epoch <= 1000; epoch++) {
    book.note(0, raw(0, 1, epoch));
    book.note(0, raw(2, 1, epoch));
  }
  expect(book.holes(0).length).toBeLessThanOrEqual(12);
});
