import { describe, expect, test } from "vitest";
import { type FallbackInput, fallbackAt, learnedMiddle } from "#protocol/behavior/fallback.ts";
import { nightAt } from "#protocol/behavior/night.ts";

const hour = 3_600_000;
const wall = Date.UTC(2026, 10, 22, 12);
const night = nightAt({ place: { lat: 10.98, lon: 106.65 }, offsets: [{ at: 0, offset: 420 }] }, wall);

function fallback(parts: Partial<FallbackInput> = {}) {
  return fallbackAt({
    outputKind: "white",
    decorative: false,
    level: 70,
    now: { wall, uptime: 5000 },
    night,
    feeder: "alwaysLive",
    dayLit: 13 * hour,
    dark: undefined,
    powerSpans: [],
    suppliedBefore: 0,
    ...parts,
  });
}
const blind = (uptime: number) => ({ now: { wall: undefined, uptime }, night: undefined });

describe("with a clock and no calendar", () => {
  test("the fallback level is shown from civil dusk to civil dawn", () => {
    const at = (time: number) => fallback({ now: { wall: time, uptime: 0 } });
    expect(at(night.civilDusk - 1)).toEqual({ target: { level: 0 }, nextChangeAt: night.civilDusk });
    expect(at(night.civilDusk)).toEqual({ target: { level: 70 }, nextChangeAt: night.civilDawn });
    expect(at(night.civilDawn)).toEqual({ target: { level: 0 }, nextChangeAt: night.nextNoon });
  });

  test("a relay closes for any light, and a photocell is not asked", () => {
    expect(fallback({ outputKind: "relay" }).target).toEqual({ closed: true });
    expect(fallback({ dark: false }).target).toEqual({ level: 70 });
  });
});

describe("decorative outputs", () => {
  test("are dark with and without a clock", () => {
    expect(fallback({ decorative: true, outputKind: "colour" }).target).toEqual({ rgbw16: [0, 0, 0, 0] });
    expect(fallback({ decorative: true, ...blind(0) })).toEqual({ target: { level: 0 }, nextChangeAt: Infinity });
  });
});

describe("without a clock", () => {
  test("a photocell decides before anything else", () => {
    const feeder = { feeder: "deadByDay", ...blind(0) } as const;
    expect(fallback({ ...feeder, dark: false }).target).toEqual({ level: 0 });
    expect(fallback({ ...feeder, dark: true }).target).toEqual({ level: 70 });
  });

  test("a live feeder gives full light for 13 h after power-up, then the fallback level", () => {
    expect(fallback(blind(13 * hour - 1))).toEqual({ target: { level: 100 }, nextChangeAt: 13 * hour });
    expect(fallback(blind(13 * hour))).toEqual({ target: { level: 70 }, nextChangeAt: Infinity });
  });

  test("a restart without a loss of supply does not begin the 13 h again", () => {
    expect(fallback({ ...blind(0), suppliedBefore: 12 * hour })).toMatchObject({ nextChangeAt: hour });
    expect(fallback({ ...blind(0), suppliedBefore: 14 * hour }).target).toEqual({ level: 70 });
  });

  test("a clock whose place is unknown is no help, and the answer stays on its axis", () => {
    expect(fallback({ night: undefined })).toEqual({ target: { level: 100 }, nextChangeAt: wall + 13 * hour - 5000 });
  });

  test("a feeder that is dead by day gives the fallback level while nothing else is known", () => {
    expect(fallback({ feeder: "deadByDay", ...blind(0) })).toEqual({ target: { level: 70 }, nextChangeAt: Infinity });
  });

  test("a feeder that is dead by day lays the program around the middle of the learned night", () => {
    const program = [
      { fromMiddle: -7 * hour, level: 100 },
      { fromMiddle: -2 * hour, level: 40 },
      { fromMiddle: 4 * hour, level: 90 },
    ];
    const at = (uptime: number) =>
      fallback({ feeder: "deadByDay", program, powerSpans: [12 * hour, 12 * hour], ...blind(uptime) });
    expect(at(0)).toEqual({ target: { level: 100 }, nextChangeAt: 4 * hour });
    expect(at(4 * hour)).toEqual({ target: { level: 40 }, nextChangeAt: 10 * hour });
    expect(at(11 * hour)).toEqual({ target: { level: 90 }, nextChangeAt: Infinity });
  });
});

describe("the learned night", () => {
  test("is the median of the last five spans that can have been nights", () => {
    const hours = (...spans: number[]) => learnedMiddle(spans.map((span) => span * hour));
    expect(hours(12)).toBe(6 * hour);
    expect(hours(11, 12, 13, 12, 11)).toBe(6 * hour);
    expect(hours(9, 11, 11, 11, 11, 11)).toBe(5.5 * hour);
    expect(hours(12, 0.5, 12, 30)).toBe(6 * hour);
    expect(hours(10, 12)).toBe(5.5 * hour);
    expect(hours(0.5)).toBeUndefined();
  });
});
