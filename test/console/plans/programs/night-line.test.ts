import { describe, expect, it } from "vitest";
import type { SwitchPoint } from "../../../../controller/console/plans/plan.ts";
import {
  burning,
  clockOf,
  instantOf,
  lightLine,
  minute,
  moveTime,
  nightLine,
  pointInstant,
  readClock,
  retell,
  shareOf,
  snapLevel,
  stepsOf,
  withLevel,
} from "../../../../controller/console/plans/programs/night-line.ts";

const site = { lat: 10.98, lon: 106.65, timeZone: "Asia/Ho_Chi_Minh" };
/** The night that begins on 5 February 2027, Giao thừa. */
const date = Date.UTC(2027, 1, 5) / 86_400_000;
const night = nightLine(date, site);
const percent = (level: number) => ({ level }) as SwitchPoint["target"];
const hour = 60 * minute;

describe("a night as a line", () => {
  it("begins at noon of its date and ends a day later", () => {
    expect(night.noon).toBe(Date.UTC(2027, 1, 5, 5));
    expect(night.nextNoon - night.noon).toBe(24 * hour);
    expect(night.sunset).toBeGreaterThan(night.noon);
    expect(night.sunrise).toBeLessThan(night.nextNoon);
  });

  it("says of each place its instant and of each instant its place", () => {
    for (const share of [0, 0.25, 0.5, 1]) expect(shareOf(instantOf(share, night), night)).toBeCloseTo(share, 9);
    expect(clockOf(instantOf(0.5, night), night)).toBe("00:00");
  });

  it("resolves points as devices do, on nights whose clocks change as well", () => {
    const berlin = nightLine(Date.UTC(2026, 9, 24) / 86_400_000, { lat: 52.5, lon: 13.4, timeZone: "Europe/Berlin" });
    expect(berlin.nextNoon - berlin.noon).toBe(25 * hour);
    // 02:30 comes twice: the first counts, while summer time still holds
    const point: SwitchPoint = { at: { clock: "02:30" }, target: percent(50) };
    expect(pointInstant(point, berlin)).toBe(Date.UTC(2026, 9, 25, 0, 30));
    expect(clockOf(Date.UTC(2026, 9, 25, 1, 30), berlin)).toBe("02:30");
  });
});

describe("a point that is moved", () => {
  it("falls on full steps of the clock", () => {
    expect(moveTime({ clock: "22:00" }, night.noon + 10 * hour + 7 * minute, night, 5)).toEqual({ clock: "22:05" });
    expect(moveTime({ clock: "22:00" }, night.noon + 13 * hour + 2 * minute, night, 1)).toEqual({ clock: "01:02" });
  });

  it("stays by its event of the sun and keeps its clamps", () => {
    const at = { sun: "sunset", notBefore: "17:30" } as const;
    expect(moveTime(at, night.sunset + 22 * minute, night, 5)).toEqual({ ...at, offset: 20 });
    expect(moveTime({ ...at, offset: 20 }, night.sunset + minute, night, 5)).toEqual(at);
  });

  it("does not leave the night", () => {
    expect(moveTime({ clock: "12:00" }, night.noon - hour, night, 5)).toEqual({ clock: "12:00" });
    expect(moveTime({ clock: "11:00" }, night.nextNoon + hour, night, 5)).toEqual({ clock: "11:59" });
  });

  it("is told by another kind of time without moving by more than half a minute", () => {
    const point: SwitchPoint = { at: { sun: "sunset", offset: -12 }, target: percent(100) };
    for (const kind of ["clock", "civilDusk"] as const) {
      const told = { ...point, at: retell(point, kind, night) };
      expect(Math.abs(pointInstant(told, night) - pointInstant(point, night))).toBeLessThanOrEqual(30_001);
    }
  });

  it("is brought to an event of the sun that is far away", () => {
    expect(retell({ at: { sun: "sunset" }, target: percent(100) }, "sunrise", night)).toEqual({ sun: "sunrise" });
  });

  it("takes levels in steps and open and closed by the nearer end", () => {
    expect([snapLevel(47.4, 5), snapLevel(47.4, 0.5), snapLevel(120, 5)]).toEqual([45, 47.5, 100]);
    expect(withLevel({ closed: true }, 20)).toEqual({ closed: false });
    expect(withLevel({ rgbw16: [65_535, 32_768, 0, 0] }, 50)).toEqual({ rgbw16: [32_768, 16_384, 0, 0] });
    expect(withLevel({ cct: 3000, level: 50 } as SwitchPoint["target"], 80)).toEqual({ cct: 3000, level: 80 });
  });
});

describe("the light of a night", () => {
  const points: SwitchPoint[] = [
    { at: { clock: "18:00" }, target: percent(100) },
    { at: { clock: "22:00" }, target: percent(50), ramp: 3600 },
    { at: { clock: "05:30" }, target: percent(0) },
  ];

  it("is dark before the first point and keeps the last one", () => {
    const line = lightLine(stepsOf(points, night), night);
    expect(line[0]).toEqual({ at: night.noon, level: 0 });
    expect(line.at(-1)).toEqual({ at: night.nextNoon, level: 0 });
  });

  it("counts lit hours and what they come to at full level, ramps included", () => {
    const { lit, full } = burning(lightLine(stepsOf(points, night), night));
    expect(lit).toBeCloseTo(11.5, 6);
    // four hours full, one falling from 100 to 50, six and a half at a half
    expect(full).toBeCloseTo(4 + 0.75 + 3.25, 6);
  });

  it("goes on from where a ramp was cut short", () => {
    const cut: SwitchPoint[] = [
      { at: { clock: "18:00" }, target: percent(100), ramp: 3600 },
      { at: { clock: "18:30" }, target: percent(0), ramp: 1800 },
    ];
    const line = lightLine(stepsOf(cut, night), night);
    expect(line.map(({ level }) => level)).toEqual([0, 0, 50, 50, 0, 0]);
  });
});

describe("a typed time", () => {
  it.each([
    ["22:30", "22:30"],
    ["22h30", "22:30"],
    ["22h", "22:00"],
    ["2230", "22:30"],
    ["9.15", "09:15"],
    ["5", "05:00"],
    ["22:30:15", "22:30:15"],
    ["22:30:00", "22:30"],
  ])("%s is %s", (typed, clock) => expect(readClock(typed)).toBe(clock));
  it.each(["24:00", "12:60", "abc", "", "1234567"])("%j is none", (typed) => expect(readClock(typed)).toBeUndefined());
});
