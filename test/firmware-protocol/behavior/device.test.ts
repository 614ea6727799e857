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
  override,
  readyLamp,
  relay,
  white,
} from "./support/device-on-bench.ts";

describe("a new device", () => {
  test("is lit, connects within its spread, and says hello before it reports", () => {
    const lamp = bench();
    lamp.runTo(10_000);
    const kinds = lamp.effects().map(({ effect }) => (effect.kind === "publish" ? effect.topic : effect.kind));
    expect(kinds.filter((kind) => ["connect", "hello", "report"].includes(kind))).toEqual([
      "connect",
      "hello",
      "report",
    ]);
    expect(lamp.outputs()[0]).toMatchObject({ level: 100, source: "fallback" });
    const connect = lamp.effects().find(({ effect }) => effect.kind === "connect")!;
    expect(connect.at).toBeLessThan(5000);
    expect(connect.effect).toMatchObject({ will: { session: lamp.published("hello")[0]!.message.session } });
  });

  test("takes its first desired state over, persists before it reports, and subscribes to its groups", () => {
    const lamp = bench();
    lamp.runTo(10_000);
    const effects = lamp.give({ kind: "desire", desire: desireOf() });
    const order = effects.map((effect) => (effect.kind === "publish" ? effect.topic : effect.kind));
    expect(order).toEqual(["persist", "drive", "subscribe", "measure", "report"]);
    expect(effects[2]).toEqual({ kind: "subscribe", groups: ["all"], documents: [] });
    const { message } = lamp.published("report").at(-1)!;
    expect(message).toMatchObject({ reason: "change", holds: { rev: evening, refs: [] } });
    expect(message.states).toMatchObject([
      { output: 0, level: 80, source: "fallback", settled: true, activePower: 40 },
    ]);
  });
});

describe("a desired state", () => {
  test("that is not newer changes nothing, and is answered with what is held", () => {
    const lamp = readyLamp();
    const reports = lamp.published("report").length;
    lamp.give({ kind: "desire", desire: desireOf({ rev: evening - 1, directives: [override(1)] }) });
    expect(lamp.outputs()[0]?.source).toBe("fallback");
    expect(lamp.published("report").length).toBe(reports + 1);
    expect(lamp.published("report").at(-1)?.message.holds).toEqual({ rev: evening, refs: [] });
  });

  test("holds what it can and names what it refuses", () => {
    const lamp = readyLamp();
    const rgb = override(2, { target: { rgbw16: [1, 2, 3, 4] } });
    lamp.give({ kind: "desire", desire: desireOf({ rev: evening + 1, directives: [override(1), rgb] }) });
    expect(lamp.published("report").at(-1)?.message.holds).toEqual({
      rev: evening + 1,
      refs: [1],
      refused: [{ ref: 2, code: "unsupportedTarget" }],
    });
  });

  test("survives a restart without the broker", () => {
    const before = readyLamp({}, desireOf({ directives: [override(1)] }));
    const after = bench({
      stored: before.device.stored,
      online: false,
      boot: { rtcTime: evening + 2 * minute, rtcBound: 100 },
    });
    after.runTo(1000);
    expect(after.outputs()[0]).toMatchObject({ level: 30, source: "override", ref: 1 });
    expect(after.device.stored.bootCount).toBe(2);
  });

  test("whose configuration cannot be used leaves the one before in force and says so", () => {
    const lamp = readyLamp();
    const offsets = [
      { at: evening, offset: 420 },
      { at: evening, offset: 480 },
    ];
    lamp.give({ kind: "desire", desire: desireOf({ rev: evening + 1, config: { ...config, offsets } }) });
    expect(lamp.published("report").at(-1)?.message.holds?.refused).toEqual([{ ref: 0, code: "badConfig" }]);
    expect(lamp.device.stored.desire).toMatchObject({ rev: evening + 1, config: { offsets: config.offsets } });
  });
});

describe("a group directive", () => {
  const directive = override(7, { ramp: 2, reportWithin: 3 });

  test("is followed at once and reported within its window", () => {
    const lamp = readyLamp();
    lamp.give({ kind: "directive", group: "all", directive });
    lamp.runTo(lamp.now() + 1000);
    expect(lamp.outputs()[0]).toMatchObject({ level: 55, settled: false, source: "override", ref: 7 });
    lamp.runTo(lamp.now() + 4500);
    const report = lamp.published("report").at(-1)!;
    expect(report.at - minute).toBeLessThan(5000);
    expect(report.message.states[0]).toMatchObject({ level: 30, settled: true, activePower: 15 });
    expect(report.message.holds?.refs).toEqual([7]);
  });

  test("that ramps longer than its window is reported twice: held, then settled", () => {
    const lamp = readyLamp({}, desireOf({ config: { ...config, reportPeriod: 3600 } }));
    lamp.give({ kind: "directive", group: "all", directive: { ...directive, ramp: 20 } as Directive });
    lamp.runTo(lamp.now() + 30_000);
    const reports = lamp.published("report").filter(({ at }) => at > minute);
    expect(reports.map(({ message }) => message.states[0]?.settled)).toEqual([false, true]);
  });

  test("concerns the outputs the configuration lists for the group", () => {
    const lamp = readyLamp(
      { hardware: lampWith([white, white]) },
      desireOf({ config: { ...config, groups: [{ group: "left", outputs: [1] }] } }),
    );
    lamp.give({ kind: "directive", group: "left", directive });
    expect(lamp.outputs().map(({ source }) => source)).toEqual(["fallback", "override"]);
  });

  test("one member cannot do is refused there with its code, and the light stays", () => {
    const lamp = readyLamp();
    lamp.give({ kind: "directive", group: "elsewhere", directive });
    lamp.runTo(lamp.now() + 4000);
    expect(lamp.published("report").at(-1)?.message.holds?.refused).toEqual([{ ref: 7, code: "unknownOutput" }]);
    expect(lamp.outputs()[0]?.source).toBe("fallback");
  });

  test("call is held by nobody and answered with hello and report", () => {
    const lamp = readyLamp({}, desireOf({ config: { ...config, reportPeriod: 3600 } }));
    lamp.give({
      kind: "directive",
      group: "all",
      directive: { kind: "call", ref: 1, priority: 0, issuedAt: evening, reportWithin: 5 },
    });
    lamp.runTo(lamp.now() + 6000);
    expect(lamp.published("hello")).toHaveLength(2);
    expect(lamp.published("report").at(-1)?.message).toMatchObject({ reason: "call", holds: { refs: [] } });
  });

  test("end lets the light go back by itself and bars the reference", () => {
    const lamp = readyLamp();
    lamp.give({ kind: "directive", group: "all", directive });
    const end: Directive = { kind: "end", ref: 8, priority: 0, issuedAt: evening, until: evening + hour, ends: 7 };
    lamp.give({ kind: "directive", group: "all", directive: end });
    lamp.give({ kind: "directive", group: "all", directive });
    expect(lamp.outputs()[0]).toMatchObject({ target: { level: 80 }, source: "fallback" });
    lamp.runTo(lamp.now() + 4000);
    expect(lamp.published("report").at(-1)?.message.holds).toMatchObject({
      refs: [],
      refused: [{ ref: 7, code: "barred" }],
    });
  });
});

describe("the selector of a cabinet", () => {
  test("overrides every command, is an event, and shows in the report", () => {
    const cab = readyLamp(
      { hardware: lampWith([relay]) },
      desireOf({ directives: [override(1, { target: { closed: true } })] }),
    );
    cab.give({ kind: "selector", position: "off" });
    expect(cab.outputs()[0]).toMatchObject({ level: 0, source: "hand" });
    expect(cab.published("report").at(-1)?.message).toMatchObject({ selector: "off", holds: { refs: [1] } });
    cab.give({ kind: "selector", position: "auto" });
    expect(cab.outputs()[0]).toMatchObject({ level: 100, source: "override" });
    const events = cab.published("event").map(({ message }) => message.batches[0]?.rows[0]);
    expect(events).toMatchObject([
      { type: "cabinetInLocal", state: "start" },
      { type: "cabinetInLocal", state: "end" },
    ]);
  });
});

describe("a power budget", () => {
  test("makes all outputs step back together", () => {
    const lamp = readyLamp(
      { hardware: lampWith([white, white], { ratedPower: [100, 100] }) },
      desireOf({ config: { ...config, fallback: 100, powerBudget: 120 } }),
    );
    expect(lamp.outputs().map(({ level, filtered }) => [level, filtered])).toEqual([
      [60, "power"],
      [60, "power"],
    ]);
  });
});

describe("a step", () => {
  test("gives the same effects for the same inputs and the same seed", () => {
    const run = () => {
      const lamp = readyLamp({}, desireOf({ directives: [override(1, { until: evening + 20 * minute })] }));
      lamp.runTo(2 * hour);
      return JSON.stringify(lamp.effects());
    };
    expect(run()).toBe(run());
  });

  test("asks to be woken in the future, however often it is woken early", () => {
    const lamp = readyLamp();
    for (let n = 0; n < 20; n++) lamp.give({ kind: "wake" });
    const before = lamp.effects().length;
    lamp.runTo(lamp.now() + 1000);
    expect(lamp.effects().length).toBeLessThanOrEqual(before + 2);
  });
});
