import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAgenda, looksAtOnce } from "../../../controller/engine/agenda.ts";
import { createFakeClock } from "../../support/fake-clock.ts";

const start = 1_795_000_000_000;
function open() {
  const clock = createFakeClock(start);
  const looks: [number, readonly string[]][] = [];
  const agenda = createAgenda(clock, 20, (keys) => looks.push([clock.now() - start, keys]));
  return { clock, looks, agenda };
}

describe("the agenda", () => {
  it("gathers what is named within a moment into one look, each thing once, in the order it was named", () => {
    const { clock, looks, agenda } = open();
    for (const key of ["b", "a", "b"]) agenda.soon(key);
    clock.advanceBy(19);
    agenda.soon("c");
    clock.advanceBy(100);
    expect(looks).toEqual([[20, ["b", "a", "c"]]]);
  });

  it("keeps appointments with one timer, the earliest one of each thing", () => {
    const { clock, looks, agenda } = open();
    agenda.at("a", start + 5000);
    agenda.at("b", start + 3000);
    agenda.at("a", start + 9000);
    agenda.at("b", start + 2000);
    expect(clock.pending).toBe(1);
    clock.advanceBy(60_000);
    expect(looks).toEqual([
      [2020, ["b"]],
      [5020, ["a"]],
    ]);
    expect(clock.pending).toBe(0);
  });

  it("drops an appointment when the thing is looked at before", () => {
    const { clock, looks, agenda } = open();
    agenda.at("a", start + 5000);
    agenda.soon("a");
    clock.advanceBy(60_000);
    expect(looks).toEqual([[20, ["a"]]]);
  });

  it("looks at nothing after it was closed", () => {
    const { clock, looks, agenda } = open();
    agenda.soon("a");
    agenda.at("b", start + 1000);
    agenda.close();
    agenda.soon("c");
    agenda.at("d", start);
    clock.advanceBy(60_000);
    expect(looks).toEqual([]);
  });

  it("looks at what is pressing first, and at a crowd some at a time with a turn for others in between", () => {
    const { clock, looks, agenda } = open();
    const crowd = Array.from({ length: 2 * looksAtOnce + 5 }, (_, n) => `k${n}`);
    for (const key of crowd) agenda.soon(key);
    clock.advanceBy(19);
    clock.wakeAt(clock.now() + 1, () => agenda.first("k300"));
    clock.wakeAt(clock.now() + 1, () => agenda.first("urgent"));
    clock.advanceBy(100);
    expect(looks.map(([, keys]) => keys.length)).toEqual([looksAtOnce, looksAtOnce, 6]);
    const order = looks.flatMap(([, keys]) => keys);
    expect(order.slice(looksAtOnce, looksAtOnce + 2)).toEqual(["k300", "urgent"]);
    expect(order.toSorted()).toEqual([...crowd, "urgent"].toSorted());
  });

  it("looks at everything in time, whatever is named when", () => {
    const naming = fc.record({
      key: fc.constantFrom("a", "b", "c"),
      in: fc.integer({ min: 0, max: 500 }),
      pause: fc.nat(200),
    });
    fc.assert(
      fc.property(fc.array(naming, { maxLength: 30 }), (namings) => {
        const { clock, looks, agenda } = open();
        const owed: { key: string; from: number; by: number }[] = [];
        for (const { key, in: span, pause } of namings) {
          const now = clock.now() - start;
          owed.push({ key, from: now, by: now + span + 20 });
          agenda.at(key, clock.now() + span);
          clock.advanceBy(pause);
        }
        clock.advanceBy(1000);
        for (const { key, from, by } of owed) {
          const look = looks.find(([at, keys]) => keys.includes(key) && at >= from && at <= by);
          expect(look, `${key} between ${from} and ${by}`).toBeDefined();
        }
      }),
    );
  });
});
