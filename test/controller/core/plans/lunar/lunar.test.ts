import { SearchMoonPhase, SearchSunLongitude } from "astronomy-engine";
import { describe, expect, test } from "vitest";
import { dateOf, dayOf } from "../../../../../controller/core/plans/days.ts";
import { julianDayOfEpoch } from "../../../../../controller/core/plans/lunar/dynamical-time.ts";
import { lunarDateOf, lunarYear } from "../../../../../controller/core/plans/lunar/lunar.ts";
import { newMoon } from "../../../../../controller/core/plans/lunar/new-moon.ts";
import { solarLongitude } from "../../../../../controller/core/plans/lunar/solar-longitude.ts";

const dayMs = 86_400_000;
const number = (iso: string) => Date.parse(`${iso}T00:00Z`) / dayMs;
const iso = (day: number) => new Date(day * dayMs).toISOString().slice(0, 10);
/** Days since 1970 on a clock at UTC+7, with a fraction. */
const local = (date: Date) => date.getTime() / dayMs + 7 / 24;
/** Days to the nearest midnight. */
const fromMidnight = (days: number) => Math.abs(days - Math.round(days));

/** New moons and principal terms of the ephemeris, from the autumn of 2018 to the spring of 2062. */
function ephemeris() {
  const newMoons: number[] = [];
  for (let at = new Date("2018-10-01T00:00Z"); at < new Date("2062-03-01T00:00Z"); ) {
    const found = SearchMoonPhase(0, at, 35)!.date;
    newMoons.push(local(found));
    at = new Date(found.getTime() + 25 * dayMs);
  }
  const terms: { longitude: number; at: number }[] = [];
  for (let at = new Date("2018-10-01T00:00Z"), longitude = 210; at < new Date("2062-03-01T00:00Z"); ) {
    const found = SearchSunLongitude(longitude, at, 40)!.date;
    terms.push({ longitude, at: local(found) });
    at = new Date(found.getTime() + 20 * dayMs);
    longitude = (longitude + 30) % 360;
  }
  return { newMoons, terms };
}

/** The rule of the calendar applied to instants of the ephemeris, written apart from the code under test. */
function monthsBySky({ newMoons, terms }: ReturnType<typeof ephemeris>) {
  const months = newMoons.slice(0, -1).map((at, n) => {
    const first = Math.floor(at);
    const next = Math.floor(newMoons[n + 1]!);
    const held = terms.filter((term) => Math.floor(term.at) >= first && Math.floor(term.at) < next);
    return { first, length: next - first, longitudes: held.map(({ longitude }) => longitude) };
  });
  const named: { first: number; length: number; month: number; leap: boolean }[] = [];
  const elevenths = months.flatMap(({ longitudes }, n) => (longitudes.includes(270) ? [n] : []));
  for (const [sui, begin] of elevenths.slice(0, -1).entries()) {
    const members = months.slice(begin, elevenths[sui + 1]);
    const leapAt = members.length === 13 ? members.findIndex(({ longitudes }) => longitudes.length === 0) : 99;
    for (const [n, { first, length }] of members.entries()) {
      const place = n >= leapAt ? n - 1 : n;
      named.push({ first, length, month: ((place + 10) % 12) + 1, leap: n === leapAt });
    }
  }
  return named;
}

describe("the lunar calendar", () => {
  const sky = ephemeris();

  test("names every day from 2020 to 2060 as the ephemeris does", () => {
    let days = 0;
    let margin = 1;
    for (const { first, length, month, leap } of monthsBySky(sky)) {
      for (
        let day = Math.max(first, number("2020-01-01"));
        day < Math.min(first + length, number("2061-01-01"));
        day++
      ) {
        const found = lunarDateOf(day);
        expect([iso(day), found.month, found.leap, found.day, found.monthLength]).toEqual([
          iso(day),
          month,
          leap,
          day - first + 1,
          length,
        ]);
        days++;
      }
    }
    expect(days).toBe(number("2061-01-01") - number("2020-01-01"));
    for (const at of sky.newMoons) margin = Math.min(margin, fromMidnight(at));
    console.log(`${days} days agree; the new moon nearest to a midnight is ${Math.round(margin * 86_400)} s away`);
  });

  test("finds new moons and principal terms within a minute of the ephemeris", () => {
    let worstMoon = 0;
    for (const at of sky.newMoons) {
      const k = Math.round((at - 7 / 24 + julianDayOfEpoch - 2_451_550.1) / 29.530588861);
      worstMoon = Math.max(worstMoon, Math.abs(newMoon(k) - julianDayOfEpoch + 7 / 24 - at) * 86_400);
    }
    let worstTerm = 0;
    for (const { longitude, at } of sky.terms) {
      const away = ((solarLongitude(at - 7 / 24 + julianDayOfEpoch) - longitude + 540) % 360) - 180;
      worstTerm = Math.max(worstTerm, (Math.abs(away) / 360) * 365.2422 * 86_400);
    }
    console.log(
      `${sky.newMoons.length} new moons within ${worstMoon.toFixed(1)} s, ` +
        `${sky.terms.length} principal terms within ${worstTerm.toFixed(1)} s of the ephemeris`,
    );
    expect(worstMoon).toBeLessThan(60);
    expect(worstTerm).toBeLessThan(60);
  });

  test.each([
    [2026, "2026-02-17"],
    [2027, "2027-02-06"],
    [2028, "2028-01-26"],
    [2029, "2029-02-13"],
    [2030, "2030-02-02"],
    [2031, "2031-01-23"],
  ])("has Tết of %i on %s", (year, date) => {
    expect(iso(lunarYear(year)[0]!.first)).toBe(date);
  });

  test.each(["2026-09-25", "2027-09-15", "2028-10-03", "2029-09-22"])("has Trung thu on %s", (date) => {
    expect(lunarDateOf(number(date))).toMatchObject({ month: 8, leap: false, day: 15 });
  });

  test.each([
    ["2026-02-16", 29],
    ["2027-02-05", 29],
    ["2028-01-25", 29],
    ["2029-02-12", 29],
    ["2030-02-01", 29],
    ["2031-01-22", 29],
    ["2032-02-10", 29],
    ["2033-01-30", 30],
  ])("has the night of Giao thừa begin on %s, the last day of the twelfth month, its %ith", (date, day) => {
    expect(lunarDateOf(number(date))).toMatchObject({ month: 12, leap: false, day, monthLength: day });
    expect(lunarDateOf(number(date) + 1)).toMatchObject({ month: 1, day: 1 });
  });

  test("has a twelfth month of 29 days at the end of each year from 2025 to 2032", () => {
    const lengths = Array.from({ length: 8 }, (_, n) => lunarYear(2024 + n).at(-1)!);
    expect(lengths.map(({ month, length }) => `${month}/${length}`)).toEqual(Array(8).fill("12/29"));
  });

  test("has these leap months", () => {
    const leap = Array.from({ length: 41 }, (_, n) => 2020 + n).flatMap((year) =>
      lunarYear(year).flatMap((month) => (month.leap ? [`${year}/${month.month}`] : [])),
    );
    expect(leap.slice(0, 6)).toEqual(["2020/4", "2023/2", "2025/6", "2028/5", "2031/3", "2033/11"]);
  });

  test("covers each year without a gap from Tết to the eve of the next", () => {
    for (let year = 2020; year < 2060; year++) {
      const months = lunarYear(year);
      for (const [n, { first, length }] of months.entries()) {
        expect(first + length).toBe((months[n + 1] ?? lunarYear(year + 1)[0]!).first);
      }
    }
  });
});

describe("day numbers", () => {
  test("agree with the calendar of the platform for two hundred years", () => {
    for (let day = 0; day < 84_006; day++) {
      const { year, month, day: dayOfMonth } = dateOf(day);
      const text = `${year}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
      if (text !== iso(day)) expect(text).toBe(iso(day));
      expect(dayOf({ year, month, day: dayOfMonth })).toBe(day);
    }
  });
});
