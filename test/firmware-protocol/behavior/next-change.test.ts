import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitrate } from "#protocol/behavior/arbitrate.ts";
import type { HeldDirective } from "#protocol/wire/directive.ts";

describe("the nextChangeAt of a decision", () => {
  const time = fc.integer({ min: 0, max: 200 }).map((n) => n * 100);
  const level = fc.integer({ min: 0, max: 200 }).map((n) => n / 2);
  const directive = fc
    .record({
      kind: fc.constantFrom("isolate", "lock", "emergency", "override", "limit"),
      ref: fc.nat(50),
      priority: fc.nat(12),
      issuedAt: time,
      from: fc.option(time, { nil: undefined }),
      until: time,
      level,
      darken: fc.boolean(),
      ramp: fc.option(fc.nat(5), { nil: undefined }),
    })
    .map(
      ({ level: value, ...parts }) =>
        ({ ...parts, target: { level: value }, percent: value }) as unknown as HeldDirective,
    );
  /** A plan that changes at one instant, told truly. */
  const wish = fc.record({ before: level, after: level, at: time });
  const input = fc.record({
    directives: fc.array(directive, { maxLength: 8 }),
    plan: fc.option(wish, { nil: undefined }),
    floor: fc.option(wish, { nil: undefined }),
    sensor: fc.option(fc.record({ level, until: time, widens: fc.boolean() }), { nil: undefined }),
    flash: fc.option(
      fc.record({ rate: fc.constantFrom(0, 0.5, 1, 3), reversedAt: time, direction: fc.constantFrom(-1, 0, 1) }),
      { nil: undefined },
    ),
    current: level,
  });
  type Given = typeof input extends fc.Arbitrary<infer T> ? T : never;
  const wishAt = ({ before, after, at }: { before: number; after: number; at: number }, t: number) => ({
    percent: t < at ? before : after,
    nextChangeAt: t < at ? at : Infinity,
  });

  function decide({ directives, plan, floor, sensor, flash, current }: Given, t: number) {
    const planned = plan && wishAt(plan, t);
    return arbitrate(
      {
        output: { outputKind: "white" },
        fallback: { target: { level: 80 }, nextChangeAt: Infinity },
        directives,
        ...(planned && { calendar: { target: { level: planned.percent }, nextChangeAt: planned.nextChangeAt } }),
        ...(sensor && { sensor }),
        filters: { ...(floor && { floor: wishAt(floor, t) }), ...(flash && { flash }) },
        current: { level: current },
      },
      t,
    );
  }

  test("never lies: nothing about a decision changes before it", () => {
    fc.assert(
      fc.property(input, time, fc.integer({ min: 1, max: 5000 }), (given, t, later) => {
        const { nextChangeAt, ...decision } = decide(given, t);
        expect(nextChangeAt).toBeGreaterThan(t);
        const before = Math.min(t + later, nextChangeAt - 1);
        const { nextChangeAt: _then, ...same } = decide(given, before);
        expect(same).toEqual(decision);
      }),
      { numRuns: 3000 },
    );
  });

  test("does not depend on the order the directives are kept in", () => {
    fc.assert(
      fc.property(input, time, (given, t) => {
        const unique = [...new Map(given.directives.map((d) => [d.ref, d])).values()];
        const turned = { ...given, directives: unique.toReversed() };
        expect(decide(turned, t)).toEqual(decide({ ...given, directives: unique }, t));
      }),
    );
  });
});
