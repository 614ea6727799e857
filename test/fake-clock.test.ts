/** The fake clock is a product too: what a test learns from it must be true. */
import { createServer } from "node:http";
import { describe, expect, test } from "vitest";
import { createFakeClock } from "./support/fake-clock.ts";

const start = 1_790_000_000_000;

describe("a fake clock", () => {
  test("stands still until it is moved", () => {
    const clock = createFakeClock(start);
    const before = clock.now();
    clock.wakeAt(start, () => expect.unreachable());
    expect([before, clock.now(), clock.ticks(), clock.pending]).toEqual([start, start, 0, 1]);
  });

  test("runs what is due in order of instant, then of asking, each at its own instant", () => {
    const clock = createFakeClock(start);
    const ran: [string, number][] = [];
    const wake = (name: string, at: number) => clock.wakeAt(at, () => ran.push([name, clock.now() - start]));
    wake("late", start + 30);
    wake("first", start + 10);
    wake("second", start + 10);
    wake("after", start + 31);
    clock.advanceTo(start + 30);
    expect(ran).toEqual([
      ["first", 10],
      ["second", 10],
      ["late", 30],
    ]);
    expect([clock.now(), clock.ticks(), clock.pending]).toEqual([start + 30, 30, 1]);
  });

  test("runs wakes that a wake asks for, when they are due on the way", () => {
    const clock = createFakeClock(start);
    let rings = 0;
    const ring = () => {
      rings++;
      clock.wakeAt(clock.now() + 10, ring);
    };
    ring();
    clock.advanceBy(100);
    expect(rings).toBe(11);
  });

  test("runs a wake in the past at the next move, without turning back", () => {
    const clock = createFakeClock(start);
    const seen: number[] = [];
    clock.wakeAt(start - 1000, () => seen.push(clock.now()));
    clock.advanceTo(start);
    expect(seen).toEqual([start]);
  });

  test("forgets a cancelled wake, also one cancelled by the wake before it", () => {
    const clock = createFakeClock(start);
    const cancel = clock.wakeAt(start + 20, () => expect.unreachable());
    clock.wakeAt(start + 10, cancel);
    clock.advanceBy(100);
    cancel();
    expect(clock.pending).toBe(0);
  });

  test("steps like a set clock: ticks go on, nothing runs until time passes", () => {
    const clock = createFakeClock(start);
    let ran = false;
    clock.wakeAt(start + 1000, () => (ran = true));
    clock.stepTo(start + 5000);
    expect([ran, clock.ticks()]).toEqual([false, 0]);
    clock.advanceBy(1);
    expect([ran, clock.ticks(), clock.now()]).toEqual([true, 1, start + 5001]);
    clock.stepTo(start - 365 * 86_400_000);
    expect(clock.ticks()).toBe(1);
  });

  test("refuses to pass backwards and wakes at no time", () => {
    const clock = createFakeClock(start);
    expect(() => clock.advanceTo(start - 1)).toThrow("time passes forwards");
    expect(() => clock.advanceTo(Number.NaN)).toThrow("time passes forwards");
    expect(() => clock.wakeAt(Number.NaN, () => {})).toThrow(RangeError);
  });

  test("a wake at infinity is never due", () => {
    const clock = createFakeClock(start);
    clock.wakeAt(Number.POSITIVE_INFINITY, () => expect.unreachable());
    clock.advanceBy(1e12);
    expect(clock.pending).toBe(1);
  });

  test("settling lets sockets speak between two wakes", async () => {
    const server = createServer((_, response) => response.end("lamp")).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    let answered = 0;
    const settle = async () => {
      while (asked > answered) await new Promise((resolve) => setImmediate(resolve));
    };
    const clock = createFakeClock(start, settle);
    let asked = 0;
    const answersSeen: number[] = [];
    for (const at of [10, 20, 30]) {
      clock.wakeAt(start + at, () => {
        answersSeen.push(answered);
        asked++;
        void fetch(`http://127.0.0.1:${port}`).then(async (response) => {
          await response.text();
          answered++;
        });
      });
    }
    await clock.settleTo(start + 100);
    server.closeAllConnections();
    server.close();
    expect([answersSeen, answered, clock.now()]).toEqual([[0, 1, 2], 3, start + 100]);
  });
});
