import fc from "fast-check";
import { expect, test } from "vitest";
import { createWakes } from "../../simulator/wakes.ts";
import { createFakeClock } from "../support/fake-clock.ts";

const start = Date.UTC(2026, 10, 22);

test("wakes ring at their instant, in order, and moving one changes only its own", () => {
  const instants = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(instants, fc.infiniteStream(fc.integer({ min: 1, max: 1000 })), (first, moves) => {
      const clock = createFakeClock(start);
      const wakes = createWakes(clock);
      const rung: { n: number; at: number }[] = [];
      const handles = first.map((_, n) => wakes.create(() => void rung.push({ n, at: clock.now() - start })));
      const due = first.map((at, n) => {
        handles[n]!.at(start + at);
        return at;
      });
      for (const [n, handle] of handles.entries()) {
        if (n % 3 !== 0) continue;
        const moved = moves.next().value;
        due[n] = n % 2 === 0 ? moved : Number.POSITIVE_INFINITY;
        handle.at(start + due[n]!);
      }
      clock.advanceBy(2000);
      expect(rung.toSorted((a, b) => a.n - b.n)).toEqual(
        due.map((at, n) => ({ n, at })).filter(({ at }) => Number.isFinite(at)),
      );
      expect(rung.map(({ at }) => at)).toEqual(rung.map(({ at }) => at).toSorted((a, b) => a - b));
    }),
  );
});

test("ten thousand wakes need one timer", () => {
  const clock = createFakeClock(start);
  const wakes = createWakes(clock);
  for (let n = 0; n < 10_000; n++) wakes.create(() => {}).at(start + 1 + ((n * 7919) % 10_000));
  expect(wakes.size).toBe(10_000);
  expect(clock.pending).toBe(1);
});

test("a wake that keeps asking for the past cannot starve the others", () => {
  const clock = createFakeClock(start);
  const wakes = createWakes(clock);
  let greedy = 0;
  let other = 0;
  const wake = wakes.create(() => {
    if (++greedy < 1000) wake.at(0);
  });
  wake.at(start + 1);
  wakes.create(() => void other++).at(start + 1);
  clock.advanceBy(1);
  expect(other).toBe(1);
  expect(greedy).toBe(1000);
});

test("after closing nothing rings", () => {
  const clock = createFakeClock(start);
  const wakes = createWakes(clock);
  let rung = 0;
  const wake = wakes.create(() => void rung++);
  wake.at(start + 5);
  wakes.close();
  wake.at(start + 6);
  clock.advanceBy(10);
  expect(rung).toBe(0);
  expect(clock.pending).toBe(0);
});
