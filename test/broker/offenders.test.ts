import { expect, test } from "vitest";
import { createOffenders } from "../../broker/offenders.ts";

test("as many refusals a minute as the limit are overlooked, one more blocks", () => {
  const offenders = createOffenders(2);
  expect([offenders.note("a", 0), offenders.note("a", 1), offenders.note("b", 2)]).toEqual([false, false, false]);
  expect(offenders.note("a", 3)).toBe(true);
  expect([offenders.isBlocked("a", 4), offenders.isBlocked("b", 4)]).toEqual([true, false]);
});

test("refusals are forgotten after a minute", () => {
  const offenders = createOffenders(1);
  offenders.note("a", 0);
  expect(offenders.note("a", 60_001)).toBe(false);
});

test("every further block lasts twice as long, up to five minutes", () => {
  const offenders = createOffenders(1);
  let now = 0;
  const spans = Array.from({ length: 7 }, () => {
    offenders.note("a", now);
    expect(offenders.note("a", now)).toBe(true);
    let span = 0;
    while (offenders.isBlocked("a", now + span)) span += 1000;
    now += span;
    return span / 1000;
  });
  expect(spans).toEqual([10, 20, 40, 80, 160, 300, 300]);
});

test("very many names are forgotten oldest first, so that they fill no memory", () => {
  const offenders = createOffenders(1);
  offenders.note("first", 0);
  offenders.note("first", 0);
  expect(offenders.isBlocked("first", 1)).toBe(true);
  for (let index = 0; index < 20_000; index++) offenders.note(`name-${index}`, 0);
  expect(offenders.isBlocked("first", 1)).toBe(false);
});
