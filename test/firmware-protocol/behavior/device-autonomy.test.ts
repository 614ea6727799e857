import { describe, expect, test } from "vitest";
import type { Directive } from "#protocol/wire/directive.ts";
import {
  bench,
  config,
  desireOf,
  evening,
  hour,
  lampWith,
  minute,
  noon,
  override,
  readyLamp,
  relay,
} from "./support/device-on-bench.ts";

describe("an area dimmed to 05:00 while one lamp is tested for five minutes", () => {
  const area = override(1, { until: Date.UTC(2026, 10, 22, 22, 0) });
  const lampTest = override(2, { issuedAt: evening + minute, until: evening + 6 * minute, target: { level: 100 } });

  test("shows the test, then the area's level again, then the plan", () => {
    const lamp = readyLamp({}, desireOf({ directives: [area] }));
    lamp.give({ kind: "desire", desire: desireOf({ rev: evening + minute, directives: [area, lampTest] }) });
    expect(lamp.outputs()[0]).toMatchObject({ level: 100, ref: 2 });
    lamp.runTo(6 * minute - 1);
    expect(lamp.outputs()[0]?.ref).toBe(2);
    lamp.runTo(6 * minute + 1);
    expect(lamp.outputs()[0]).toMatchObject({ level: 30, ref: 1 });
    lamp.runTo(10.5 * hour - 1000);
    expect(lamp.outputs()[0]?.ref).toBe(1);
    lamp.runTo(10.5 * hour + 1000);
    expect(lamp.outputs()[0]).toMatchObject({ level: 80, source: "fallback" });
  });
});

describe("two work locks on a segment", () => {
  const lock = (ref: number, parts: object = {}): Directive => ({
    kind: "lock",
    ref,
    priority: 2,
    issuedAt: evening,
    target: { closed: false },
    ...parts,
  });
  const cabinet = { hardware: lampWith([relay, relay]) };
  const both = desireOf({ directives: [lock(1, { outputs: [0] }), lock(2, { outputs: [0] })] });

  test("keep it open when one is released, two days and a restart later, and against an emergency", () => {
    const before = readyLamp(cabinet, both);
    before.runTo(hour);
    const emergency: Directive = {
      kind: "emergency",
      ref: 3,
      priority: 3,
      issuedAt: evening + 48 * hour,
      until: evening + 60 * hour,
      target: { closed: true },
    };
    const released = desireOf({ rev: evening + 48 * hour, directives: [lock(2, { outputs: [0] }), emergency] });
    const after = bench({ ...cabinet, stored: before.device.stored, utc: evening + 48 * hour });
    after.runTo(minute);
    expect(after.outputs().map(({ level, ref }) => [level, ref])).toEqual([
      [0, 1],
      [100, undefined],
    ]);
    after.give({ kind: "desire", desire: released });
    after.runTo(2 * minute);
    expect(after.outputs().map(({ level, ref }) => [level, ref])).toEqual([
      [0, 2],
      [100, 3],
    ]);
  });

  test("refuse the first holder's test while the second stands", () => {
    const cab = readyLamp(cabinet, both);
    const closing = lock(1, { outputs: [0], target: { closed: true }, issuedAt: evening + 1000 });
    cab.give({
      kind: "desire",
      desire: desireOf({ rev: evening + 1000, directives: [closing, lock(2, { outputs: [0] })] }),
    });
    expect(cab.outputs()[0]).toMatchObject({ level: 0, source: "lock" });
    expect(cab.published("report").at(-1)?.message.holds).toMatchObject({
      refs: [1, 2],
      refused: [{ ref: 1, code: "locked" }],
    });
  });
});

describe("the clock", () => {
  test("missing: a directive with an end waits for it and takes effect when it comes", () => {
    const lamp = bench({ timeServer: false });
    lamp.runTo(10_000);
    lamp.give({ kind: "desire", desire: desireOf({ directives: [override(1)] }) });
    expect(lamp.outputs()[0]).toMatchObject({ level: 100, source: "fallback" });
    expect(lamp.published("report").at(-1)?.message).not.toHaveProperty("at");
    const { t1 } = lamp.published("time").at(-1)!.message;
    lamp.give({
      kind: "timeAnswer",
      answer: { t1, t2: (evening + 10_000) * 1000, t3: (evening + 10_000) * 1000 },
      at: 10_000_000,
    });
    expect(lamp.outputs()[0]).toMatchObject({ level: 30, ref: 1 });
  });

  test("wrong by years is stepped by the first exchange, which is an event", () => {
    const lamp = bench({ boot: { rtcTime: Date.UTC(2031, 0, 1), rtcBound: 10 } });
    lamp.runTo(24 * hour);
    expect(lamp.published("event").map(({ message }) => message.batches[0]?.rows[0])).toMatchObject([
      { type: "clockSet", state: "once", value: -10_000_000 },
    ]);
    expect(lamp.published("report").at(-1)?.message.at).toBeLessThan(evening + 24 * hour + 1000);
  });

  test("set once is asked for again only at night's pace", () => {
    const lamp = readyLamp();
    lamp.runTo(12 * hour);
    expect(lamp.published("time")).toHaveLength(10);
    lamp.runTo(48 * hour);
    expect(lamp.published("time").length).toBeLessThanOrEqual(13);
  });

  test("answers that were not asked for change nothing", () => {
    const lamp = readyLamp();
    const clock = structuredClone(lamp.device.clock);
    lamp.give({ kind: "timeAnswer", answer: { t1: 1, t2: 1, t3: 1 }, at: 2 });
    expect(lamp.device.clock).toEqual(clock);
  });
});

describe("nobody there", () => {
  test("a lamp follows dusk and dawn for two weeks and never burns by day", () => {
    const before = readyLamp();
    const lamp = bench({ stored: before.device.stored, online: false, boot: { rtcTime: noon, rtcBound: 100 } });
    let lit = 0;
    for (let quarter = 0; quarter < 14 * 96; quarter++) {
      lamp.runTo(quarter * 15 * minute + 1);
      const local = (12 + quarter / 4) % 24;
      const on = lamp.outputs()[0]!.level > 0;
      if (on) lit++;
      if (local > 5.6 && local < 17.6) expect(on, `lit at ${local} h`).toBe(false);
      if (local < 5.2 || local > 18.2) expect(on, `dark at ${local} h`).toBe(true);
    }
    expect(lit / 4 / 14).toBeCloseTo(11.75, 0);
  });

  test("retries, each time within a longer window, and never sooner than the session needs", () => {
    const lamp = bench({ online: false });
    lamp.runTo(24 * hour);
    const attempts = lamp.effects().filter(({ effect }) => effect.kind === "connect");
    const gaps = attempts.slice(1).map(({ at }, n) => at - attempts[n]!.at);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(15 * minute + 50);
    expect(Math.max(...gaps)).toBeGreaterThan(10 * minute);
    expect(gaps[0]).toBeLessThanOrEqual(5050);
    expect(attempts.length).toBeLessThan(300);
  });

  test("without a clock a lamp on a live feeder gives full light for 13 h, then its fallback", () => {
    const before = readyLamp();
    const lamp = bench({ stored: before.device.stored, online: false });
    lamp.runTo(13 * hour - 1);
    expect(lamp.outputs()[0]?.level).toBe(100);
    lamp.runTo(13 * hour + 1);
    expect(lamp.outputs()[0]?.level).toBe(80);
  });

  test("learns the night from the spans with supply", () => {
    let stored = readyLamp({}, desireOf({ config: { ...config, feeder: "deadByDay" } })).device.stored;
    for (const hours of [11, 12, 1, 12]) {
      const lamp = bench({ stored, online: false });
      lamp.runTo(hours * hour);
      stored = lamp.device.stored;
    }
    const last = bench({ stored, online: false });
    expect(last.device.stored.powerSpans.map((span) => span / hour)).toEqual([11, 12, 12]);
    last.runTo(1000);
    expect(last.outputs()[0]?.level).toBe(80);
  });
});
