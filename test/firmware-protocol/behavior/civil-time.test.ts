import { describe, expect, test } from "vitest";
import {
  localMinute,
  nextLocalMinute,
  nextOffsetChange,
  nightBounds,
  offsetAt,
  utcOf,
} from "#protocol/behavior/civil-time.ts";
import { darkness, nightAt } from "#protocol/behavior/night.ts";

const utc = (text: string) => Date.parse(`${text}Z`);
const local = (text: string) => Date.parse(`${text}Z`);

/** Berlin around both changes of 2027. */
const berlin = [
  { at: utc("2026-10-25T01:00"), offset: 60 },
  { at: utc("2027-03-28T01:00"), offset: 120 },
  { at: utc("2027-10-31T01:00"), offset: 60 },
];
const vietnam = [{ at: utc("2020-01-01T00:00"), offset: 420 }];

describe("local time", () => {
  test("before the first entry of the table uses the first, after the last the last", () => {
    expect(offsetAt(berlin, utc("2020-07-01T00:00"))).toBe(60);
    expect(offsetAt(berlin, utc("2027-03-28T00:59"))).toBe(60);
    expect(offsetAt(berlin, utc("2027-03-28T01:00"))).toBe(120);
    expect(offsetAt(berlin, utc("2040-01-01T00:00"))).toBe(60);
    expect(nextOffsetChange(berlin, utc("2027-06-01T00:00"))).toBe(utc("2027-10-31T01:00"));
    expect(nextOffsetChange(berlin, utc("2028-01-01T00:00"))).toBe(Infinity);
  });

  test("that does not exist is taken at the end of the gap", () => {
    expect(utcOf(berlin, local("2027-03-28T02:30"))).toBe(utc("2027-03-28T01:00"));
  });

  test("that comes twice is taken the first time", () => {
    expect(utcOf(berlin, local("2027-10-31T02:30"))).toBe(utc("2027-10-31T00:30"));
  });

  test("gives the minute of the day", () => {
    expect(localMinute(vietnam, utc("2026-11-22T17:30"))).toBe(30);
    expect(localMinute(berlin, utc("2027-07-01T10:15"))).toBe(12 * 60 + 15);
  });

  test("finds the next time a minute of the day is shown, across a change of the clock", () => {
    expect(nextLocalMinute(vietnam, utc("2026-11-22T16:00"), 23 * 60)).toBe(utc("2026-11-23T16:00"));
    expect(nextLocalMinute(berlin, utc("2027-03-27T12:00"), 6 * 60)).toBe(utc("2027-03-28T04:00"));
  });

  test("finds it again in the hour that comes twice, and at the end of the gap that skips it", () => {
    const halfPastTwo = 2 * 60 + 30;
    expect(nextLocalMinute(berlin, utc("2027-10-30T23:00"), halfPastTwo)).toBe(utc("2027-10-31T00:30"));
    expect(nextLocalMinute(berlin, utc("2027-10-31T00:30"), halfPastTwo)).toBe(utc("2027-10-31T01:30"));
    expect(nextLocalMinute(berlin, utc("2027-10-31T01:30"), halfPastTwo)).toBe(utc("2027-11-01T01:30"));
    expect(nextLocalMinute(berlin, utc("2027-03-28T00:00"), halfPastTwo)).toBe(utc("2027-03-28T01:00"));
  });
});

describe("a night", () => {
  test("runs from local noon to local noon, 23 h when the clocks go forward", () => {
    const { noon, nextNoon } = nightBounds(berlin, utc("2027-03-28T00:00"));
    expect([noon, nextNoon]).toEqual([utc("2027-03-27T11:00"), utc("2027-03-28T10:00")]);
    expect(nightBounds(berlin, noon)).toEqual({ date: local("2027-03-27T00:00") / 86_400_000, noon, nextNoon });
    expect(nightBounds(berlin, noon - 1).nextNoon).toBe(noon);
  });

  test("is the only one of an instant, even where the clock jumps over noon or shows it twice", () => {
    const jumpy = [
      { at: utc("2027-01-01T00:00"), offset: 0 },
      { at: utc("2027-01-10T11:50"), offset: 60 },
      { at: utc("2027-01-20T11:10"), offset: 0 },
      { at: utc("2027-01-30T10:30"), offset: -840 },
    ];
    let before = nightBounds(jumpy, utc("2027-01-02T00:00"));
    for (let at = before.nextNoon; at < utc("2027-02-10T00:00"); at = before.nextNoon) {
      const night = nightBounds(jumpy, at);
      expect([night.date, night.noon]).toEqual([before.date + 1, before.nextNoon]);
      expect(nightBounds(jumpy, at - 1)).toEqual(before);
      expect(nightBounds(jumpy, (night.noon + night.nextNoon) / 2)).toEqual(night);
      before = night;
    }
    expect(nightBounds(jumpy, utc("2027-01-10T11:50")).date).toBe(local("2027-01-10T00:00") / 86_400_000);
  });

  test("holds its dusk and dawn, and says when darkness changes", () => {
    const night = nightAt({ place: { lat: 10.98, lon: 106.65 }, offsets: vietnam }, utc("2026-11-22T12:00"));
    expect(night.sunset).toBeLessThan(night.civilDusk);
    expect(night.civilDawn).toBeLessThan(night.sunrise);
    expect(darkness(night, night.noon)).toEqual({ dark: false, nextChangeAt: night.civilDusk });
    expect(darkness(night, night.civilDusk)).toEqual({ dark: true, nextChangeAt: night.civilDawn });
    expect(darkness(night, night.civilDawn)).toEqual({ dark: false, nextChangeAt: night.nextNoon });
  });
});
