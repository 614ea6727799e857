import { describe, expect, test } from "vitest";
import { arbitrate } from "#protocol/behavior/arbitrate.ts";
import type { Filters, Sources } from "#protocol/behavior/sources.ts";
import type { HeldDirective, Target } from "#protocol/wire/directive.ts";
import type { Capability } from "#protocol/wire/hello.ts";

const white: Capability = { outputKind: "white" };
const relay: Capability = { outputKind: "relay" };
const colour: Capability = { outputKind: "colour" };
const now = 10_000;
const dark: Target = { rgbw16: [0, 0, 0, 0] };
const blue: Target = { rgbw16: [0, 0, 0xffff, 0] };

const common = { issuedAt: 0, until: 60_000 };
const isolate: HeldDirective = { kind: "isolate", ref: 11, priority: 1, issuedAt: 0 };
const lock: HeldDirective = { kind: "lock", ref: 12, priority: 2, issuedAt: 0, hold: true, target: { level: 55 } };
const emergency: HeldDirective = { kind: "emergency", ref: 13, priority: 3, ...common, target: { level: 100 } };
const override: HeldDirective = { kind: "override", ref: 14, priority: 4, ...common, target: { level: 30 } };
const frames: HeldDirective = { kind: "frames", ref: 15, priority: 5, ...common };
const show: HeldDirective = {
  kind: "show",
  ref: 16,
  priority: 6,
  ...common,
  document: { digest: "00", parts: 1 },
  startEpochUs: 0,
};
const scene: HeldDirective = { ...show, kind: "scene", ref: 17, priority: 7 };
const limit: HeldDirective = { kind: "limit", ref: 18, priority: 4, ...common, percent: 20 };

function sources(parts: Partial<Sources> = {}): Sources {
  return {
    output: white,
    directives: [],
    fallback: { target: { level: 80 }, nextChangeAt: Infinity },
    ...parts,
  };
}

describe("the precedence table", () => {
  const wish = (level: number) => ({ target: { level }, nextChangeAt: Infinity });
  const rows = [
    ["isolate", { level: 0 }],
    ["lock", { level: 55 }],
    ["emergency", { level: 100 }],
    ["override", { level: 30 }],
    ["frames", { level: 15 }],
    ["show", { level: 16 }],
    ["scene", { level: 17 }],
    ["sensor", { level: 70 }],
    ["calendar", { level: 60 }],
  ] as const;
  const directives = [scene, show, frames, override, emergency, lock, isolate];
  const rendered = { 15: wish(15), 16: wish(16), 17: wish(17) };

  test("is walked down, row by row, as each source ends", () => {
    const all = sources({
      selector: "man",
      directives,
      rendered,
      calendar: wish(60),
      sensor: { level: 70, until: 99_999 },
    });
    expect(arbitrate(all, now)).toMatchObject({ source: "hand", target: { level: 100 } });
    let left: Sources = { ...all, selector: "auto" };
    for (const [source, target] of rows) {
      expect(arbitrate(left, now)).toMatchObject({ source, target });
      left = { ...left, directives: left.directives.filter(({ kind }) => kind !== source) };
      if (source === "sensor") left = sources({ calendar: wish(60) });
    }
    expect(arbitrate(sources(), now)).toMatchObject({ source: "fallback", target: { level: 80 } });
  });

  test("the selector at OFF darkens and opens whatever is wanted", () => {
    expect(arbitrate(sources({ selector: "off", directives: [emergency] }), now).target).toEqual({ level: 0 });
    expect(arbitrate(sources({ output: relay, selector: "off" }), now).target).toEqual({ closed: false });
    expect(arbitrate(sources({ output: relay, selector: "man", directives: [isolate] }), now).target).toEqual({
      closed: true,
    });
  });

  test("isolate opens a relay", () => {
    expect(arbitrate(sources({ output: relay, directives: [isolate] }), now).target).toEqual({ closed: false });
  });

  test("a show without a picture lets the next below show", () => {
    expect(arbitrate(sources({ output: colour, directives: [show, override] }), now).source).toBe("override");
    expect(arbitrate(sources({ output: colour, directives: [show] }), now).source).toBe("fallback");
  });

  test("a directive may rank itself lower than its kind, never higher", () => {
    const low: HeldDirective = { ...override, priority: 9 };
    const high: HeldDirective = { ...override, priority: 0 };
    expect(
      arbitrate(sources({ directives: [low], calendar: { target: { level: 60 }, nextChangeAt: 1e9 } }), now).source,
    ).toBe("override");
    expect(
      arbitrate(
        sources({ directives: [{ ...low, priority: 10 }], calendar: { target: { level: 60 }, nextChangeAt: 1e9 } }),
        now,
      ).source,
    ).toBe("calendar");
    expect(arbitrate(sources({ directives: [high, isolate] }), now).source).toBe("isolate");
  });

  test("among equals the latest order wins, then the lower reference", () => {
    const later: HeldDirective = { ...override, ref: 99, issuedAt: 5000, target: { level: 40 } };
    expect(arbitrate(sources({ directives: [override, later] }), now).ref).toBe(99);
    expect(arbitrate(sources({ directives: [{ ...later, issuedAt: 0 }, override] }), now).ref).toBe(14);
  });

  test("when the winner ends the next below shows again", () => {
    const short: HeldDirective = { ...override, ref: 20, issuedAt: 1, until: 20_000, target: { level: 5 } };
    const both = sources({ directives: [override, short] });
    const first = arbitrate(both, now);
    expect(first).toMatchObject({ ref: 20, nextChangeAt: 20_000 });
    expect(arbitrate(both, first.nextChangeAt)).toMatchObject({ ref: 14, nextChangeAt: 60_000 });
  });
});

describe("a sensor", () => {
  const sensor = { level: 70, until: 20_000 };
  const calendar = (level: number) => ({ target: { level }, nextChangeAt: Infinity });

  test("raises the calendar and never lowers it", () => {
    expect(arbitrate(sources({ sensor, calendar: calendar(40) }), now)).toMatchObject({
      source: "sensor",
      target: { level: 70 },
    });
    expect(arbitrate(sources({ sensor, calendar: calendar(90) }), now)).toMatchObject({
      source: "calendar",
      target: { level: 90 },
    });
  });

  test("lights nothing outside the lit window unless it may widen it", () => {
    expect(arbitrate(sources({ sensor, calendar: calendar(0) }), now).target).toEqual({ level: 0 });
    expect(arbitrate(sources({ sensor: { ...sensor, widens: true }, calendar: calendar(0) }), now).target).toEqual({
      level: 70,
    });
  });

  test("ends with its hold time", () => {
    expect(arbitrate(sources({ sensor, calendar: calendar(40) }), 20_000).source).toBe("calendar");
  });
});

describe("a lock that holds", () => {
  const bare: HeldDirective = { kind: "lock", ref: 1, priority: 2, issuedAt: 0, hold: true };

  test("gives what the output gives now where it has not noted anything", () => {
    expect(arbitrate(sources({ directives: [bare, override], current: { level: 42 } }), now).target).toEqual({
      level: 42,
    });
  });

  test("is what a lock with a level is on a relay", () => {
    const current = { closed: true };
    expect(arbitrate(sources({ output: relay, directives: [lock], current }), now).target).toEqual(current);
  });

  test("gives what would be shown without it where even that is unknown", () => {
    expect(arbitrate(sources({ directives: [bare, override] }), now)).toMatchObject({
      source: "lock",
      target: { level: 30 },
    });
  });
});

describe("a level on a colour output", () => {
  const picture = { rendered: { 16: { target: blue, nextChangeAt: Infinity } } };

  test("dims what runs there and keeps the colour", () => {
    const decision = arbitrate(sources({ output: colour, directives: [override, show], ...picture }), now);
    expect(decision).toMatchObject({ source: "override", target: { rgbw16: [0, 0, 19661, 0] } });
  });

  test("leaves darkness dark, and gives way to a colour state", () => {
    const night = { target: dark, nextChangeAt: Infinity };
    expect(arbitrate(sources({ output: colour, directives: [override], fallback: night }), now).target).toEqual(dark);
    const red: HeldDirective = { ...override, ref: 1, issuedAt: 9, target: { rgbw16: [9, 0, 0, 0] } };
    expect(arbitrate(sources({ output: colour, directives: [override, red] }), now).target).toEqual({
      rgbw16: [9, 0, 0, 0],
    });
  });

  test("does not multiply with another one below", () => {
    const second: HeldDirective = { ...override, ref: 1, issuedAt: -1, target: { level: 50 } };
    const decision = arbitrate(sources({ output: colour, directives: [override, second, show], ...picture }), now);
    expect(decision.target).toEqual({ rgbw16: [0, 0, 19661, 0] });
  });

  test("is white light in an emergency", () => {
    expect(arbitrate(sources({ output: colour, directives: [emergency, show], ...picture }), now).target).toEqual({
      rgbw16: [0, 0, 0, 0xffff],
    });
  });
});

describe("the filters", () => {
  const floor = { percent: 50, nextChangeAt: Infinity };
  const filtered = (directives: HeldDirective[], filters: Filters, parts: Partial<Sources> = {}) =>
    arbitrate(sources({ directives, filters, ...parts }), now);

  test.each([
    ["caps an override", override, { level: 20 }, "limit"],
    ["does not touch an emergency", emergency, { level: 100 }, undefined],
    ["does not touch a lock", lock, { level: 55 }, undefined],
    ["does not touch an isolation", isolate, { level: 0 }, undefined],
  ] as const)("limit %s", (_, directive, target, filter) => {
    expect(filtered([directive, limit], {})).toMatchObject({ target, filtered: filter });
  });

  test("of several limits the lowest counts, each in its own time", () => {
    const strict: HeldDirective = { ...limit, ref: 1, percent: 10, from: 20_000 };
    expect(filtered([override, limit, strict], {})).toMatchObject({ target: { level: 20 }, nextChangeAt: 20_000 });
    expect(arbitrate(sources({ directives: [override, limit, strict] }), 20_000).target).toEqual({ level: 10 });
  });

  test.each([
    ["raises an override", override, { level: 50 }, "floor"],
    ["lets an override with darken pass", { ...override, darken: true } as HeldDirective, { level: 30 }, undefined],
    ["lets an isolation pass", isolate, { level: 0 }, undefined],
    ["lets a lock pass", { ...lock, target: { level: 5 } } as HeldDirective, { level: 5 }, undefined],
  ] as const)("floor %s", (_, directive, target, filter) => {
    expect(filtered([directive], { floor })).toMatchObject({ target, filtered: filter });
  });

  test("floor beats limit, and keeps a segment closed", () => {
    expect(filtered([override, limit], { floor })).toMatchObject({ target: { level: 50 }, filtered: "floor" });
    const open: HeldDirective = { ...override, target: { closed: false } };
    expect(filtered([open], { floor }, { output: relay }).target).toEqual({ closed: true });
  });

  test("floor lights a dark colour output white and brightens a coloured one in its colour", () => {
    const night = { target: dark, nextChangeAt: Infinity };
    expect(filtered([], { floor }, { output: colour, fallback: night }).target).toEqual({ rgbw16: [0, 0, 0, 32768] });
    const dim = { target: { rgbw16: [0, 0, 6554, 0] } as Target, nextChangeAt: Infinity };
    expect(filtered([], { floor }, { output: colour, fallback: dim }).target).toMatchObject({
      rgbw16: [0, 0, 32768, 0],
    });
  });

  test("flash holds back a change against the last one until its time has come", () => {
    const flash = { rate: 1, reversedAt: 9500, direction: 1 };
    const decision = filtered([override], { flash }, { current: { level: 80 } });
    expect(decision).toMatchObject({ target: { level: 80 }, filtered: "flash", nextChangeAt: 10_500 });
    expect(
      arbitrate(sources({ directives: [override], filters: { flash }, current: { level: 80 } }), 10_500),
    ).toMatchObject({
      target: { level: 30 },
      filtered: undefined,
    });
  });

  test.each([
    ["a change in the same direction", { direction: -1 }, { level: 80 }],
    ["less than a tenth", { direction: 1 }, { level: 35 }],
    ["the first change after a start", { direction: 0 }, { level: 80 }],
  ] as const)("flash lets %s pass", (_, past, current) => {
    const flash = { rate: 1, reversedAt: 9999, ...past };
    expect(filtered([override], { flash }, { current }).target).toEqual({ level: 30 });
  });

  test("flash never delays an isolation", () => {
    const flash = { rate: 1, reversedAt: 9999, direction: 1 };
    expect(filtered([isolate], { flash, transition: 5000 }, { current: { level: 80 } })).toMatchObject({
      target: { level: 0 },
      rampMs: 0,
    });
  });

  test("transition stretches a change in proportion to its depth, and shortens none", () => {
    expect(filtered([override], { transition: 4000 }, { current: { level: 80 } })).toMatchObject({
      rampMs: 2000,
      filtered: "transition",
    });
    const slow: HeldDirective = { ...override, ramp: 10 };
    expect(filtered([slow], { transition: 4000 }, { current: { level: 80 } })).toMatchObject({
      rampMs: 10_000,
      filtered: undefined,
    });
  });

  test("the power budget comes last and beats the floor", () => {
    expect(filtered([override], { floor, powerScale: 0.5 })).toMatchObject({
      target: { level: 25 },
      filtered: "power",
    });
    expect(filtered([override], { powerScale: 0.33 }).target).toEqual({ level: 9.5 });
  });
});
