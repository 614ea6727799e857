/** A lamp and its calendars: fetched, checked, followed, kept until the next is whole; with poor clocks and with none. */
import { describe, expect, test } from "vitest";
import { calendarAt } from "#protocol/behavior/calendar.ts";
import { civilBound, validBound } from "#protocol/behavior/clock.ts";
import { mostCalendarParts } from "#protocol/behavior/device-calendars.ts";
import { paceOf } from "#protocol/behavior/pace-segment.ts";
import { segment, street } from "#protocol/vectors/calendars.ts";
import { type Calendar, encodeCalendar } from "#protocol/wire/calendar.ts";
import type { Desire } from "#protocol/wire/desire.ts";
import { nameDocument } from "#protocol/wire/documents.ts";
import { maxCalendarBytes, maxDocumentPartBytes, maxSubscriptions } from "#protocol/wire/limits.ts";
import {
  type Bench,
  bench,
  colour,
  config,
  desireOf,
  evening,
  hour,
  lampWith,
  minute,
  noon,
  readyLamp,
  relay,
  white,
} from "./support/device-on-bench.ts";

const flat = (level: number): Calendar => ({
  format: 1,
  programs: [
    {
      points: [
        { time: 43_200, target: { level } },
        { time: 79_200, target: { level: level / 2 } },
      ],
    },
  ],
  defaultProgram: 0,
});
const nameOf = (calendar: Calendar) => nameDocument(encodeCalendar(calendar));
const arrival = (calendar: Calendar) => ({ kind: "document", digest: nameOf(calendar).digest, calendar }) as const;
const follow = (calendar: Calendar, rev: number, outputs = [0], more: Partial<Desire> = {}) =>
  desireOf({ rev, calendars: [{ document: nameOf(calendar), outputs }], ...more });
const lightOf = (lamp: Bench) => lamp.outputs().map(({ level, source }) => [level, source]);
const holdsOf = (lamp: Bench) => lamp.published("report").at(-1)?.message.holds;
const subscribed = (lamp: Bench) =>
  lamp.effects().flatMap(({ effect }) => (effect.kind === "subscribe" ? [effect.documents] : []));

describe("a calendar of the desired state", () => {
  test("is waited for, subscribed to, followed once it is whole, and let go of", () => {
    const lamp = readyLamp({}, follow(flat(60), evening));
    expect(lightOf(lamp)).toEqual([[80, "fallback"]]);
    expect(holdsOf(lamp)?.waiting).toEqual([nameOf(flat(60)).digest]);
    expect(subscribed(lamp).at(-1)).toEqual([nameOf(flat(60)).digest]);
    lamp.give(arrival(flat(60)));
    expect(lightOf(lamp)).toEqual([[60, "calendar"]]);
    expect(subscribed(lamp).at(-1)).toEqual([]);
    lamp.runTo(lamp.now() + 10_000);
    expect(holdsOf(lamp)).toEqual({ rev: evening, refs: [] });
    lamp.give({ kind: "desire", desire: desireOf({ rev: evening + 1 }) });
    expect(lightOf(lamp)).toEqual([[80, "fallback"]]);
    expect(lamp.device.stored.documents).toEqual({});
  });

  test("switches at its instants, without anybody", () => {
    const lamp = readyLamp({}, follow(flat(60), evening));
    lamp.give(arrival(flat(60)));
    const ten = Date.UTC(2026, 10, 22, 15) - evening;
    lamp.runTo(ten - 1000);
    expect(lightOf(lamp)).toEqual([[60, "calendar"]]);
    lamp.runTo(ten + 1000);
    expect(lightOf(lamp)).toEqual([[30, "calendar"]]);
  });

  test("gives way to the next only when that is whole, also over a restart", () => {
    const lamp = readyLamp({}, follow(flat(60), evening));
    lamp.give(arrival(flat(60)));
    lamp.give({ kind: "desire", desire: follow(flat(90), evening + 1) });
    expect(lightOf(lamp)).toEqual([[60, "calendar"]]);
    const again = bench({ stored: lamp.device.stored, boot: { rtcTime: evening + hour, rtcBound: 10 } });
    again.runTo(20_000);
    expect(lightOf(again)).toEqual([[60, "calendar"]]);
    expect(holdsOf(again)?.waiting).toEqual([nameOf(flat(90)).digest]);
    again.give(arrival(flat(90)));
    expect(lightOf(again)).toEqual([[90, "calendar"]]);
    expect(Object.keys(again.device.stored.documents)).toEqual([nameOf(flat(90)).digest]);
  });

  test("that is of no use is refused, is an event, and leaves the last good one in force", () => {
    const lamp = readyLamp({}, follow(flat(60), evening));
    lamp.give(arrival(flat(60)));
    lamp.give({ kind: "desire", desire: follow(flat(90), evening + 1) });
    const { digest } = nameOf(flat(90));
    lamp.give({ kind: "document", digest });
    lamp.give({ kind: "document", digest });
    lamp.runTo(lamp.now() + 10_000);
    expect(lightOf(lamp)).toEqual([[60, "calendar"]]);
    expect(holdsOf(lamp)).toEqual({ rev: evening + 1, refs: [], refused: [{ ref: 0, code: "badDocument" }] });
    const events = lamp.published("event").map(({ message }) => message.batches[0]!.rows[0]);
    expect(events).toMatchObject([{ type: "invalidProgram", state: "once" }]);
    lamp.give(arrival(flat(90)));
    lamp.runTo(lamp.now() + 10_000);
    expect(lightOf(lamp)).toEqual([[90, "calendar"]]);
    expect(holdsOf(lamp)).toEqual({ rev: evening + 1, refs: [] });
  });

  test("that its outputs cannot show, or for outputs that are not there, is refused and has no effect", () => {
    const lamp = readyLamp({}, follow(segment, evening));
    lamp.give(arrival(segment));
    lamp.runTo(lamp.now() + 10_000);
    expect(lightOf(lamp)).toEqual([[80, "fallback"]]);
    expect(holdsOf(lamp)?.refused).toEqual([{ ref: 0, code: "unsupportedTarget" }]);
    lamp.give({ kind: "desire", desire: follow(flat(60), evening + 1, [7]) });
    lamp.runTo(lamp.now() + 10_000);
    expect(holdsOf(lamp)?.refused).toEqual([{ ref: 0, code: "unknownOutput" }]);
  });

  test("that nobody named is not taken", () => {
    const lamp = readyLamp();
    lamp.give(arrival(flat(60)));
    expect(lamp.device.stored.documents).toEqual({});
  });

  test("may differ by output; a bare level is white on a colour output", () => {
    const desire = desireOf({
      rev: evening,
      calendars: [
        { document: nameOf(flat(60)), outputs: [0] },
        { document: nameOf(flat(100)), outputs: [1] },
      ],
    });
    const lamp = readyLamp({ hardware: lampWith([white, colour]) }, desire);
    lamp.give(arrival(flat(60)));
    lamp.give(arrival(flat(100)));
    expect(lamp.outputs().map(({ target }) => target)).toEqual([{ level: 60 }, { rgbw16: [0, 0, 0, 65_535] }]);
  });

  test("never needs more filters than a device may have: the others follow when it is here", () => {
    const calendars = Array.from({ length: 8 }, (_, n) => ({
      document: { digest: String(n).repeat(32), parts: n === 0 ? 11 : 9 },
      outputs: [0],
    }));
    const groups = Array.from({ length: 12 }, (_, n) => ({ group: `g-${n}`, outputs: [0] }));
    const lamp = readyLamp({}, desireOf({ calendars, config: { ...config, groups } }));
    expect(subscribed(lamp).at(-1)).toEqual(["1".repeat(32)]);
    expect(3 + 12 + 9).toBeLessThanOrEqual(maxSubscriptions);
    // larger than any calendar can be
    expect(holdsOf(lamp)?.refused).toEqual([{ ref: 0, code: "badDocument" }]);
    expect(holdsOf(lamp)?.waiting).toHaveLength(7);
    lamp.give({ kind: "document", digest: "1".repeat(32), calendar: flat(60) });
    expect(subscribed(lamp).at(-1)).toEqual(["2".repeat(32)]);
  });

  test("fits the number of parts a device allows for", () => {
    expect(mostCalendarParts).toBe(Math.ceil(maxCalendarBytes / maxDocumentPartBytes));
  });
});

describe("a segment with a calendar", () => {
  test("closes at its own place and is refused nothing", () => {
    const cabinet = readyLamp(
      { hardware: lampWith([relay, relay]), utc: noon, boot: { rtcTime: noon, rtcBound: 10 } },
      follow(segment, noon, [0, 1]),
    );
    cabinet.give(arrival(segment));
    expect(lightOf(cabinet)).toEqual([
      [0, "calendar"],
      [0, "calendar"],
    ]);
    cabinet.runTo(8 * hour);
    for (const output of [0, 1]) {
      const pace = paceOf(segment, "lamp-1", output);
      const closing = calendarAt(segment, config, noon + 8 * hour, pace).since - noon;
      const closed = cabinet
        .effects()
        .filter(({ effect }) => effect.kind === "drive" && effect.output === output && effect.level === 100);
      expect(closed.map(({ at }) => Math.round(at / 1000))).toContain(Math.round(closing / 1000));
    }
  });
});

describe("a lamp left alone", () => {
  /** Booted with what a lamp on the street's calendar remembers. */
  function alone(
    boot: { rtcTime?: number; rtcBound?: number },
    feeder: "alwaysLive" | "deadByDay",
    spans: number[] = [],
  ): Bench {
    const before = readyLamp({}, follow(street, evening, [0], { config: { ...config, feeder } }));
    before.give(arrival(street));
    const { stored } = before.device;
    stored.powerSpans = spans;
    stored.supplied = 0;
    return bench({ stored, online: false, boot });
  }

  test("follows calendar and sun by a clock that is too poor for directives, until it is too poor for nights", () => {
    const poor = alone({ rtcTime: noon, rtcBound: validBound + 1 }, "alwaysLive");
    poor.runTo(26 * hour);
    for (const { at, effect } of poor.effects()) {
      if (effect.kind !== "drive") continue;
      expect(effect.target).toEqual(calendarAt(street, config, noon + at).target);
    }
    expect(poor.effects().filter(({ effect }) => effect.kind === "drive")).toHaveLength(5);
    const useless = alone({ rtcTime: noon, rtcBound: civilBound + 1 }, "alwaysLive");
    useless.runTo(1000);
    expect(lightOf(useless)).toEqual([[100, "fallback"]]);
  });

  test("drops from a good clock to a poor one and to none at the right moments", () => {
    const lamp = alone({ rtcTime: noon, rtcBound: civilBound - 3000 }, "alwaysLive");
    // 3 s at 40 ppm
    lamp.runTo(20 * hour);
    expect(lightOf(lamp)[0]![1]).toBe("calendar");
    lamp.runTo(21 * hour);
    expect(lightOf(lamp)).toEqual([[80, "fallback"]]);
  });

  test("lays the default program around the middle of the learned night where it has no clock", () => {
    const lamp = alone({}, "deadByDay", [12 * hour, 12 * hour, 12 * hour]);
    // the sun's midnight is at 23:53:24 by the clock; the middle of the learned night 6 h after power-up
    const at = (clockHours: number) => 6 * hour + clockHours * hour + 6.6 * minute;
    const level = (uptime: number) => {
      lamp.runTo(uptime);
      return lightOf(lamp)[0];
    };
    expect(level(1000)).toEqual([80, "fallback"]);
    expect(level(at(-5.5) + 31_000)).toEqual([100, "fallback"]);
    expect(level(at(-2) - 1000)).toEqual([100, "fallback"]);
    expect(level(at(-2) + 61_000)).toEqual([60, "fallback"]);
    expect(level(at(0.5) + 61_000)).toEqual([30, "fallback"]);
    expect(level(at(4.75) + 61_000)).toEqual([70, "fallback"]);
    // the supply says when the night is over
    expect(level(16 * hour)).toEqual([70, "fallback"]);
  });

  test("gives its fallback level while no night was learned, and on live feeders full light first", () => {
    const dead = alone({}, "deadByDay");
    dead.runTo(8 * hour);
    expect(lightOf(dead)).toEqual([[80, "fallback"]]);
    const live = alone({}, "alwaysLive", [12 * hour]);
    live.runTo(13 * hour - 1000);
    expect(lightOf(live)).toEqual([[100, "fallback"]]);
    live.runTo(13 * hour + 1000);
    expect(lightOf(live)).toEqual([[80, "fallback"]]);
  });
});
