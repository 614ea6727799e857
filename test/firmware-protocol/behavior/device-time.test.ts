import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Desire } from "#protocol/wire/desire.ts";
import type { Directive } from "#protocol/wire/directive.ts";
import {
  type Bench,
  config,
  desireOf,
  evening,
  hour,
  lampWith,
  minute,
  readyLamp,
  white,
} from "./support/device-on-bench.ts";

/** Share of the runs that `npm test` does; all with DEN_TEST_LONG=1. */
const thoroughness = process.env.DEN_TEST_LONG === "1" ? 10 : 0.4;

/** Overrides, locks and limits that come and go within the next two hours, on one of two outputs. */
const directive: fc.Arbitrary<Directive> = fc
  .record({
    kind: fc.constantFrom("override", "lock", "limit", "emergency"),
    ref: fc.integer({ min: 1, max: 1000 }),
    from: fc.integer({ min: 1, max: 90 }),
    length: fc.integer({ min: 1, max: 60 }),
    level: fc.integer({ min: 0, max: 200 }).map((n) => n / 2),
    outputs: fc.constantFrom<number[]>([0], [1], [0, 1]),
    ramp: fc.constantFrom(0, 0, 30, 600),
  })
  .map(({ kind, ref, from, length, level, outputs, ramp }) => {
    const start = evening + from * minute;
    const common = { ref, issuedAt: evening, from: start, outputs };
    switch (kind) {
      case "lock":
        return { kind, ...common, priority: 2, hold: true };
      case "limit":
        return { kind, ...common, priority: 4, until: start + length * minute, percent: level };
      case "emergency":
        return { kind, ...common, priority: 3, until: start + length * minute, target: { level: 100 } };
      default:
        return { kind: "override", ...common, priority: 4, until: start + length * minute, target: { level }, ramp };
    }
  });
const desire: fc.Arbitrary<Desire> = fc
  .uniqueArray(directive, { selector: ({ ref }) => ref, maxLength: 8 })
  .map((directives) =>
    desireOf({
      directives,
      config: { ...config, floors: [{ outputs: [1], fromMinute: 19 * 60, toMinute: 20 * 60, percent: 40 }] },
    }),
  );

const twin = () => ({
  hardware: lampWith([white, white]),
  boot: { rtcTime: evening, rtcBound: 10 },
  timeServer: false,
});
const lightOf = (lamp: Bench) => lamp.outputs().map(({ level, source, ref }) => ({ level, source, ref }));

describe("the light of a device", () => {
  test("is the same whether it is woken only when it asked to be or a hundred times in between", () => {
    fc.assert(
      fc.property(desire, fc.array(fc.integer({ min: 60, max: 9000 }), { maxLength: 100 }), (wanted, wakes) => {
        const [asked, woken] = [readyLamp(twin(), wanted), readyLamp(twin(), wanted)];
        for (const second of wakes.sort((a, b) => a - b)) {
          woken.runTo(second * 1000);
          woken.give({ kind: "wake" });
          asked.runTo(second * 1000);
          expect(lightOf(woken)).toEqual(lightOf(asked));
        }
      }),
      { numRuns: 150 * thoroughness },
    );
  });

  test("is the same in a device that restarts on the way, once all ramps have arrived", () => {
    fc.assert(
      fc.property(desire, fc.integer({ min: 2, max: 100 }), (wanted, restart) => {
        // a holding lock keeps the light it found, a ramp begins anew: both are judged elsewhere
        const steady = wanted.directives
          .filter(({ kind }) => kind !== "lock")
          .map((d) => ({ ...d, ramp: 0 }) as Directive);
        const whole = readyLamp(twin(), { ...wanted, directives: steady });
        const first = readyLamp(twin(), { ...wanted, directives: steady });
        first.runTo(restart * minute);
        const stored = structuredClone(first.device.stored);
        const second = readyLamp(
          { ...twin(), stored, boot: { rtcTime: evening + restart * minute, rtcBound: 10 } },
          wanted,
        );
        for (const later of [1, 7, 31, 62]) {
          whole.runTo((restart + later) * minute);
          second.runTo(later * minute);
          expect(lightOf(second)).toEqual(lightOf(whole));
        }
      }),
      { numRuns: 100 * thoroughness },
    );
  });
});

describe("configured limits", () => {
  test("a floor raises the light in its hours of the night only", () => {
    const floors = [{ outputs: [0], fromMinute: 19 * 60, toMinute: 20 * 60, percent: 90 }];
    const lamp = readyLamp({}, desireOf({ config: { ...config, floors } }));
    expect(lamp.outputs()[0]).toMatchObject({ level: 80, filtered: undefined });
    lamp.runTo(0.5 * hour + 1000);
    expect(lamp.outputs()[0]).toMatchObject({ level: 90, filtered: "floor" });
    lamp.runTo(1.5 * hour + 1000);
    expect(lamp.outputs()[0]).toMatchObject({ level: 80, filtered: undefined });
  });

  test("a flash rate holds the light until the change may come, counts it and says so", () => {
    const lamp = readyLamp(
      {},
      desireOf({ config: { ...config, flashRate: 0.5, groups: [{ group: "all", outputs: [0] }] } }),
    );
    lamp.runTo(2 * minute);
    const dim = (ref: number, level: number): Directive => ({
      kind: "override",
      ref,
      priority: 4,
      issuedAt: evening + ref * 1000,
      until: evening + hour,
      target: { level },
    });
    lamp.give({ kind: "directive", group: "all", directive: dim(1, 20) });
    lamp.runTo(lamp.now() + 500);
    lamp.give({ kind: "directive", group: "all", directive: dim(2, 70) });
    expect(lamp.outputs()[0]).toMatchObject({ level: 20, source: "override", ref: 2, filtered: "flash" });
    lamp.runTo(lamp.now() + 1600);
    expect(lamp.outputs()[0]).toMatchObject({ level: 70, ref: 2, filtered: undefined });
    lamp.runTo(lamp.now() + 10_000);
    expect(lamp.published("report").at(-1)?.message.clamped).toBe(1);
  });

  test("a transition slows a change and is over when it has arrived", () => {
    const lamp = readyLamp({}, desireOf({ config: { ...config, transition: 10_000 } }));
    lamp.runTo(2 * minute);
    const off: Directive = {
      kind: "override",
      ref: 1,
      priority: 4,
      issuedAt: evening,
      until: evening + hour,
      target: { level: 30 },
    };
    lamp.give({ kind: "directive", group: "all", directive: off });
    lamp.runTo(lamp.now() + 2500);
    expect(lamp.outputs()[0]).toMatchObject({ level: 55, filtered: "transition", settled: false });
    lamp.runTo(lamp.now() + 2500);
    expect(lamp.outputs()[0]).toMatchObject({ level: 30, filtered: undefined, settled: true });
  });
});
