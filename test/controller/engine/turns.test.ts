import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTurns } from "../../../controller/engine/turns.ts";
import { createFakeClock } from "../../support/fake-clock.ts";

const pace = { perSecond: 100, atOnce: 10 };

function open() {
  const clock = createFakeClock(1_795_000_000_000);
  const served: string[][] = [];
  const turns = createTurns(clock, pace, (keys) => served.push([...keys]));
  return { clock, served, turns };
}
const names = (count: number) => Array.from({ length: count }, (_, n) => `k${n}`);

describe("turns", () => {
  it("let as many go at once as there may be, and the others in the order in which they came", () => {
    const { clock, served, turns } = open();
    const atOnce = names(35).filter((key) => turns.take(key));
    expect(atOnce).toEqual(names(10));
    expect(turns.waiting()).toBe(25);
    clock.advanceBy(1000);
    expect(served.flat()).toEqual(names(35).slice(10));
    expect(served.map((keys) => keys.length)).toEqual([1, 10, 10, 4]);
  });

  it("let nobody pass those who wait, and serve a thing once however often it asks", () => {
    const { clock, served, turns } = open();
    for (const key of names(12)) turns.take(key);
    clock.advanceBy(15);
    expect(turns.take("late")).toBe(false);
    expect(turns.take("late")).toBe(false);
    clock.advanceBy(1000);
    expect(served.flat()).toEqual(["k10", "k11", "late"]);
  });

  it("never let more go within a second than the pace and one burst, whoever comes when", () => {
    const coming = fc.array(fc.record({ pause: fc.nat(300), count: fc.integer({ min: 1, max: 60 }) }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(coming, (arrivals) => {
        const clock = createFakeClock(0);
        const went: number[] = [];
        const turns = createTurns(clock, pace, (keys) => went.push(...keys.map(() => clock.now())));
        let asked = 0;
        for (const { pause, count } of arrivals) {
          for (let n = 0; n < count; n++) if (turns.take(`k${asked++}`)) went.push(clock.now());
          clock.advanceBy(pause);
        }
        clock.advanceBy(60_000);
        expect(went).toHaveLength(asked);
        for (const from of went) {
          const within = went.filter((at) => at >= from && at < from + 1000).length;
          expect(within).toBeLessThanOrEqual(pace.perSecond + pace.atOnce);
        }
      }),
    );
  });

  it("go on when the clock is set back, and end when they are closed", () => {
    const { clock, served, turns } = open();
    for (const key of names(30)) turns.take(key);
    clock.stepTo(clock.now() - 3_600_000);
    clock.advanceBy(3_700_000);
    expect(served.flat()).toHaveLength(20);
    for (const key of names(30)) turns.take(key);
    turns.close();
    clock.advanceBy(10_000);
    expect(turns.waiting()).toBe(0);
  });
});
