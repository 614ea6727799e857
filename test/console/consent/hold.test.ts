import { beforeEach, describe, expect, test } from "vitest";
import { createHold, type Hold } from "../../../controller/console/consent/hold.ts";
import { createFakeClock, type FakeClock } from "../../support/fake-clock.ts";

let clock: FakeClock;
let hold: Hold;
let done: number;
let shown: boolean[];

beforeEach(() => {
  [clock, done, shown] = [createFakeClock(0), 0, []];
  hold = createHold({
    wait: (ms, run) => clock.wakeAt(clock.now() + ms, run),
    onChange: (isHeld) => shown.push(isHeld),
    onHeld: () => done++,
  });
});

describe("what is held", () => {
  test("for less than two seconds does nothing, for two seconds it does it once", () => {
    hold.press();
    clock.advanceBy(1_500);
    expect(done).toBe(0);
    clock.advanceBy(499);
    expect(done).toBe(0);
    clock.advanceBy(1);
    expect(done).toBe(1);
    clock.advanceBy(10_000);
    expect([done, shown]).toEqual([1, [true, false]]);
  });

  test("and let go early is taken back: the next time begins from nothing", () => {
    hold.press();
    clock.advanceBy(1_999);
    hold.letGo();
    hold.press();
    clock.advanceBy(1_999);
    expect(done).toBe(0);
    hold.letGo();
    clock.advanceBy(10_000);
    expect([done, shown]).toEqual([0, [true, false, true, false]]);
  });

  test.each([" ", "Enter"])("by the key %j counts from when it went down, however often it repeats", (key) => {
    hold.key({ type: "keydown", key, repeat: false });
    for (let n = 0; n < 19; n++) {
      clock.advanceBy(100);
      hold.key({ type: "keydown", key, repeat: true });
    }
    expect(done).toBe(0);
    clock.advanceBy(100);
    hold.key({ type: "keydown", key, repeat: true });
    clock.advanceBy(5_000);
    expect(done).toBe(1);
  });

  test.each([" ", "Enter"])("by the key %j is let go with it", (key) => {
    hold.key({ type: "keydown", key, repeat: false });
    clock.advanceBy(1_500);
    hold.key({ type: "keyup", key, repeat: false });
    clock.advanceBy(5_000);
    expect(done).toBe(0);
  });
});

test("other keys pass by", () => {
  expect(hold.key({ type: "keydown", key: "Tab", repeat: false })).toBe(false);
  expect(shown).toEqual([]);
});
