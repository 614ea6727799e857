import { describe, expect, test } from "vitest";
import { floorAt, highestFloor } from "#protocol/behavior/floor.ts";
import { nightAt } from "#protocol/behavior/night.ts";

const hour = 3_600_000;
const utc = (text: string) => Date.parse(`${text}Z`);
const vietnam = [{ at: utc("2020-01-01T00:00"), offset: 420 }];

describe("the floor of a road", () => {
  const floors = [
    { outputs: [0], fromMinute: 17 * 60, toMinute: 22 * 60, percent: 60 },
    { outputs: [0, 1], fromMinute: 22 * 60, toMinute: 6 * 60, percent: 30 },
  ];
  const night = nightAt({ place: { lat: 10.98, lon: 106.65 }, offsets: vietnam }, utc("2026-11-22T12:00"));
  const floorOf = (output: number, at: number) => floorAt(floors, output, vietnam, night, at);

  test("follows the local hours, past midnight too", () => {
    expect(floorOf(0, utc("2026-11-22T12:00"))).toEqual({ percent: 60, nextChangeAt: utc("2026-11-22T15:00") });
    expect(floorOf(0, utc("2026-11-22T15:00")).percent).toBe(30);
    expect(floorOf(0, utc("2026-11-22T20:00")).percent).toBe(30);
    expect(floorOf(1, utc("2026-11-22T12:00")).percent).toBe(0);
  });

  test("holds from civil dusk to civil dawn and not by day", () => {
    expect(floorOf(0, night.civilDusk - 1)).toEqual({ percent: 0, nextChangeAt: night.civilDusk });
    expect(floorOf(0, night.civilDusk).percent).toBe(60);
    expect(floorOf(0, night.civilDawn - 1).percent).toBe(30);
    expect(floorOf(0, night.civilDawn).percent).toBe(0);
  });

  test("never changes before it says", () => {
    for (let at = night.noon; at < night.nextNoon; ) {
      const { percent, nextChangeAt } = floorOf(0, at);
      const end = Math.min(nextChangeAt, night.nextNoon);
      for (let t = at; t < end; t += 97_000) expect(floorOf(0, t).percent).toBe(percent);
      expect(floorOf(0, end - 1).percent).toBe(percent);
      at = end;
    }
  });

  test("holds on the nights it names, from noon to noon", () => {
    const evening = { outputs: [0], fromMinute: 17 * 60, toMinute: 6 * 60 };
    const dated = [
      { ...evening, percent: 20, nights: [[night.date - 1, night.date] as [number, number]] },
      { ...evening, percent: 60, nights: [[night.date + 1, night.date + 1] as [number, number]] },
    ];
    const afterMidnight = utc("2026-11-22T18:30");
    expect(floorAt(dated, 0, vietnam, night, afterMidnight).percent).toBe(20);
    const next = nightAt({ place: { lat: 10.98, lon: 106.65 }, offsets: vietnam }, utc("2026-11-23T12:00"));
    expect(floorAt(dated, 0, vietnam, next, utc("2026-11-23T12:00")).percent).toBe(60);
    expect(highestFloor(dated, 0)).toBe(60);
  });

  test("of a night without a clock is the highest of the day", () => {
    expect([highestFloor(floors, 0), highestFloor(floors, 1), highestFloor(floors, 2)]).toEqual([60, 30, 0]);
  });

  test("is nothing to change where an output has none", () => {
    expect(floorOf(5, utc("2026-11-22T12:00") + hour)).toEqual({ percent: 0, nextChangeAt: Infinity });
  });
});
