import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RangeSet } from "../../../../controller/core/telemetry/range-set.ts";

const top = 60;
const span = fc
  .tuple(fc.integer({ min: 0, max: top }), fc.integer({ min: 0, max: 12 }))
  .map(([first, length]) => ({ first, last: Math.min(top, first + length) }));
const step = fc.record({ remove: fc.boolean(), span });

/** What a set of ranges must equal: every number by itself. */
function naive(steps: { remove: boolean; span: { first: number; last: number } }[]): Set<number> {
  const numbers = new Set<number>();
  for (const { remove, span } of steps) {
    for (let n = span.first; n <= span.last; n++) remove ? numbers.delete(n) : numbers.add(n);
  }
  return numbers;
}

function built(steps: { remove: boolean; span: { first: number; last: number } }[]): RangeSet {
  const set = new RangeSet();
  for (const { remove, span } of steps) {
    if (remove) set.remove(span.first, span.last);
    else set.add(span.first, span.last);
  }
  return set;
}

describe("a set of ranges", () => {
  test("holds the same numbers as a set of numbers, after any additions and removals", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), span, (steps, { first, last }) => {
        const numbers = naive(steps);
        const set = built(steps);
        for (let n = 0; n <= top; n++) expect(set.has(n)).toBe(numbers.has(n));
        expect(set.size).toBe(numbers.size);
        const inside = [...numbers].filter((n) => n >= first && n <= last);
        expect(set.overlap(first, last)).toBe(inside.length);
        const missing = set.gaps(first, last).flatMap((gap) => range(gap.first, gap.last));
        expect(missing).toEqual(range(first, last).filter((n) => !numbers.has(n)));
        const below = [...numbers].filter((n) => n <= first);
        expect(set.floor(first)).toBe(below.length === 0 ? undefined : Math.max(...below));
      }),
    );
  });

  test("keeps its ranges ascending and apart, so that equal sets have one spelling", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const set = built(steps);
        const ranges = [...set];
        for (const [n, { first, last }] of ranges.entries()) {
          expect(first).toBeLessThanOrEqual(last);
          if (n > 0) expect(first).toBeGreaterThan(ranges[n - 1]!.last + 1);
        }
        expect(`${RangeSet.parse(`${set}`)}`).toBe(`${set}`);
        expect(`${RangeSet.from(set)}`).toBe(`${set}`);
      }),
    );
  });

  test("says itself in words that can be read back", () => {
    const set = RangeSet.from([
      { first: 1, last: 50 },
      { first: 52, last: 52 },
      { first: 4_294_967_290, last: 4_294_967_295 },
    ]);
    expect(`${set}`).toBe("1-50 52 4294967290-4294967295");
    expect(set.lowest).toBe(1);
    expect(set.highest).toBe(4_294_967_295);
    expect(() => RangeSet.parse("7-")).toThrow(RangeError);
    expect(() => RangeSet.parse("9-3")).toThrow(RangeError);
    expect(() => RangeSet.parse("x")).toThrow(RangeError);
  });
});

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n);
}
