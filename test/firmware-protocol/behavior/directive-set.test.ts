import { beforeEach, describe, expect, test } from "vitest";
import {
  addDirective,
  afterRestart,
  captureHolds,
  directivesOf,
  emptySet,
  endDirective,
  forgetEnded,
  noteRunning,
} from "#protocol/behavior/directive-set.ts";
import { type Abilities, type DirectiveSet, isInForce, type TimeView } from "#protocol/behavior/held-directive.ts";
import type { HeldDirective } from "#protocol/wire/directive.ts";
import type { Capability } from "#protocol/wire/hello.ts";

const t0 = Date.UTC(2026, 10, 22, 12);
const at = (ms: number): TimeView => ({ wall: t0 + ms, uptime: ms });
const noClock = (uptime: number): TimeView => ({ wall: undefined, uptime });

const white: Capability = { outputKind: "white" };
const relay: Capability = { outputKind: "relay" };
const abilities = (...capabilities: Capability[]): Abilities => ({
  capabilities,
  kinds: new Set(["isolate", "lock", "emergency", "override", "limit"]),
});
const lamp = abilities(white);

function override(ref: number, parts: Partial<Extract<HeldDirective, { kind: "override" }>> = {}): HeldDirective {
  return { kind: "override", ref, priority: 4, issuedAt: t0, until: t0 + 60_000, target: { level: 30 }, ...parts };
}
function lock(ref: number, parts: Partial<Extract<HeldDirective, { kind: "lock" }>> = {}): HeldDirective {
  return { kind: "lock", ref, priority: 2, issuedAt: t0, hold: true, ...parts };
}

let set: DirectiveSet;
beforeEach(() => {
  set = emptySet();
});
const add = (directive: HeldDirective, now = at(0), able = lamp, outputs = [0]) =>
  addDirective(set, directive, outputs, able, now);
const refs = () => set.entries.map(({ directive }) => directive.ref);

describe("a directive", () => {
  test("stands beside others and is replaced only by its own reference", () => {
    add(override(1));
    add(override(2));
    add(override(1, { target: { level: 70 }, issuedAt: t0 + 1000 }));
    expect(refs().sort()).toEqual([1, 2]);
    expect(set.entries.find(({ directive }) => directive.ref === 1)?.directive).toMatchObject({
      target: { level: 70 },
    });
  });

  test("is in force from its start up to, not including, its end", () => {
    add(override(1, { from: t0 + 1000, until: t0 + 2000 }));
    const [entry] = set.entries;
    expect([999, 1000, 1999, 2000].map((ms) => isInForce(entry!, at(ms)))).toEqual([false, true, true, false]);
  });

  test("that was ended stays barred until the end's own until", () => {
    add(override(1));
    endDirective(set, 1, t0 + 30_000);
    expect(add(override(1), at(1000))).toBe("barred");
    forgetEnded(set, at(30_000));
    expect(add(override(1), at(30_000))).toBeUndefined();
  });

  test("can be ended before it arrives", () => {
    endDirective(set, 9, t0 + 30_000);
    expect(add(override(9))).toBe("barred");
    expect(set.entries).toEqual([]);
  });

  test.each([
    ["unsupportedKind", { ...override(1), kind: "show", document: { digest: "", parts: 1 }, startEpochUs: 0 } as never],
    ["badPeriod", override(1, { from: t0 + 60_000 })],
    ["expired", override(1, { issuedAt: t0 - 2000, until: t0 - 1000 })],
    ["unsupportedTarget", override(1, { target: { closed: true } })],
    ["unsupportedTarget", override(1, { target: { rgbw16: [1, 2, 3, 4] } })],
  ] as const)("is refused %s and has no effect", (code, directive) => {
    expect(add(directive)).toBe(code);
    expect(set.entries).toEqual([]);
    expect(set.refused).toMatchObject([{ ref: 1, code }]);
  });

  test("for outputs that do not exist is refused, for some that do it stands on those", () => {
    expect(add(override(1), at(0), lamp, [3])).toBe("unknownOutput");
    expect(add(override(2), at(0), lamp, [0, 3])).toBeUndefined();
    expect(set.entries[0]?.outputs).toEqual([0]);
  });

  test("with a level leaves the relays among its outputs alone", () => {
    expect(add(override(1), at(0), abilities(relay, white), [0, 1])).toBeUndefined();
    expect(set.entries[0]?.outputs).toEqual([1]);
  });
});

describe("a full set", () => {
  test("refuses the ninth on an output and evicts nothing", () => {
    for (let ref = 1; ref <= 8; ref++) expect(add(override(ref))).toBeUndefined();
    expect(add(override(9))).toBe("full");
    expect(refs()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test("refuses the seventeenth on a device", () => {
    const twin = abilities(white, white, white);
    for (let ref = 0; ref < 16; ref++) expect(add(override(ref), at(0), twin, [ref >> 3])).toBeUndefined();
    expect(add(override(99), at(0), twin, [2])).toBe("full");
  });

  test("still takes a new version of what it holds, and counts nothing that has ended", () => {
    for (let ref = 1; ref <= 8; ref++) add(override(ref));
    expect(add(override(3, { target: { level: 10 }, issuedAt: t0 + 1 }))).toBeUndefined();
    expect(add(override(9, { until: t0 + 200_000 }), at(60_000))).toBeUndefined();
  });
});

describe("work locks", () => {
  const shown = (target = { level: 80 }) => captureHolds(set, at(0), () => target);

  test("stand side by side, and one that is released leaves the other", () => {
    add(lock(1));
    add(lock(2));
    endDirective(set, 1, t0 + 60_000);
    expect(refs()).toEqual([2]);
  });

  test("keep the light as it was when they took effect", () => {
    add(lock(1));
    shown({ level: 80 });
    captureHolds(set, at(5000), () => ({ level: 20 }));
    expect(directivesOf(set, 0, at(5000))).toMatchObject([{ ref: 1, target: { level: 80 } }]);
  });

  test("let their holder test with the same reference and another level", () => {
    add(lock(1));
    shown();
    expect(add(lock(1, { target: { level: 10 }, issuedAt: t0 + 1000 }))).toBeUndefined();
    expect(directivesOf(set, 0, at(1000))).toMatchObject([{ ref: 1, target: { level: 10 } }]);
  });

  test("refuse a test while somebody else's lock stands, and go on standing themselves", () => {
    add(lock(1));
    add(lock(2));
    shown();
    expect(add(lock(1, { target: { level: 10 }, issuedAt: t0 + 1000 }))).toBe("locked");
    expect(refs().sort()).toEqual([1, 2]);
    expect(directivesOf(set, 0, at(1000)).map((d) => "target" in d && d.target)).toEqual([
      { level: 80 },
      { level: 80 },
    ]);
  });

  test("do not let a refused test spring into effect when the other lock is released", () => {
    const testLevel = lock(1, { target: { level: 10 }, issuedAt: t0 + 1000 });
    add(lock(1));
    add(lock(2));
    shown();
    add(testLevel);
    endDirective(set, 2, t0 + 60_000);
    expect(add(testLevel)).toBe("locked");
    expect(directivesOf(set, 0, at(1000))).toMatchObject([{ ref: 1, target: { level: 80 } }]);
    expect(add({ ...testLevel, issuedAt: t0 + 2000 })).toBeUndefined();
  });

  test("stand, holding, even where their first word is a test that is refused", () => {
    add(lock(1));
    shown();
    expect(add(lock(2, { target: { level: 10 } }))).toBe("locked");
    expect(refs()).toEqual([1, 2]);
    shown();
    expect(directivesOf(set, 0, at(0))).toMatchObject([{ target: { level: 80 } }, { target: { level: 80 } }]);
  });

  test("that ask for what the standing lock shows already are no test", () => {
    const segment = abilities(relay);
    add(lock(1, { target: { closed: false } }), at(0), segment);
    expect(add(lock(2, { target: { closed: false } }), at(0), segment)).toBeUndefined();
    expect(add(lock(3, { target: { closed: true } }), at(0), segment)).toBe("locked");
  });

  test("with a level stand on relays too and keep them as they are", () => {
    const cabinet = abilities(white, relay);
    add(lock(1, { target: { level: 10 } }), at(0), cabinet, [0, 1]);
    captureHolds(set, at(0), (output) => (output === 1 ? { closed: true } : { level: 80 }));
    expect(directivesOf(set, 0, at(0))).toMatchObject([{ target: { level: 10 } }]);
    expect(directivesOf(set, 1, at(0))).toMatchObject([{ target: { closed: true } }]);
  });

  test("on other outputs are none of its business", () => {
    const twin = abilities(white, white);
    add(lock(1), at(0), twin, [1]);
    expect(add(lock(2, { target: { level: 10 } }), at(0), twin, [0])).toBeUndefined();
  });

  test("keep what they hold through a restart", () => {
    add(lock(1));
    shown();
    set = afterRestart(structuredClone(set));
    captureHolds(set, noClock(0), () => ({ level: 0 }));
    expect(directivesOf(set, 0, noClock(0))).toMatchObject([{ ref: 1, target: { level: 80 } }]);
  });
});

describe("without a valid clock", () => {
  test("a directive with an end waits until the clock is set", () => {
    add(override(1), noClock(1000));
    expect(directivesOf(set, 0, noClock(2000))).toEqual([]);
    expect(directivesOf(set, 0, { wall: t0 + 3000, uptime: 3000 })).toHaveLength(1);
  });

  test("isolate and lock count, but not one whose start is still to come", () => {
    add(lock(1), noClock(0));
    add({ kind: "isolate", ref: 2, priority: 1, issuedAt: t0, from: t0 + 5000 }, noClock(0));
    expect(directivesOf(set, 0, noClock(0)).map(({ ref }) => ref)).toEqual([1]);
  });

  test("what was already running ends by the time since boot", () => {
    add(override(1, { until: t0 + 60_000 }), at(0));
    noteRunning(set, at(10_000));
    expect(directivesOf(set, 0, noClock(59_999))).toMatchObject([{ ref: 1, until: 60_000 }]);
    expect(directivesOf(set, 0, noClock(60_000))).toEqual([]);
  });

  test("what was running waits again after a restart, except a lock that had started", () => {
    add(override(1), at(0));
    add(lock(2, { from: t0 }), at(0));
    set = afterRestart(structuredClone(set));
    expect(directivesOf(set, 0, noClock(0)).map(({ ref }) => ref)).toEqual([2]);
  });

  test("nothing is forgotten", () => {
    add(override(1), at(0));
    expect(forgetEnded(set, noClock(10 * 86_400_000))).toBe(false);
    expect(refs()).toEqual([1]);
  });
});

describe("a restart", () => {
  test("ends live frames and nothing else", () => {
    const bridge: Abilities = { capabilities: [{ outputKind: "colour" }], kinds: new Set(["frames", "override"]) };
    add({ kind: "frames", ref: 1, priority: 5, issuedAt: t0, until: t0 + 60_000 }, at(0), bridge);
    add(override(2), at(0), bridge);
    expect(afterRestart(set).entries.map(({ directive }) => directive.ref)).toEqual([2]);
  });
});
