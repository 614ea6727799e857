/** Nights as people plan them: by the clock and the sun, by rules, over changes of the clock, and at the poles. */
import { describe, expect, test } from "vitest";
import { calendarAt, resolveNight, stateAt, suits, wishOf } from "#protocol/behavior/calendar.ts";
import { chooseProgram, civilDate } from "#protocol/behavior/choose-program.ts";
import { nightAt, type Site } from "#protocol/behavior/night.ts";
import { bridge, nightNumber, segment, street } from "#protocol/vectors/calendars.ts";
import type { Calendar, Point, Rule } from "#protocol/wire/calendar.ts";
import { berlin, binhDuong, lordHowe, tromso } from "./support/sites.ts";

const utc = (text: string) => Date.parse(`${text}Z`);
const time = (hours: number, minutes = 0) => hours * 3600 + minutes * 60;
const minute = 60_000;

/** A calendar of one program. */
function always(...points: Point[]): Calendar {
  return { format: 1, programs: [{ points }], defaultProgram: 0 };
}

const lit = (level: number) => ({ target: { level } });
const stepsOf = (calendar: Calendar, site: Site, at: number) =>
  resolveNight(calendar, site, nightAt(site, at)).steps.map(({ at: from, target, point }) => [
    new Date(from).toISOString().slice(0, 16),
    "level" in target ? target.level : target,
    point,
  ]);

describe("a program", () => {
  const evening = utc("2026-11-22T12:00");

  test("is off until its first point, then follows its points by the clock over midnight", () => {
    const calendar = always(
      { time: time(18), ...lit(100) },
      { time: time(0, 30), ...lit(30) },
      { time: time(5), ...lit(0) },
    );
    expect(stepsOf(calendar, binhDuong, evening)).toEqual([
      ["2026-11-22T05:00", 0, undefined],
      ["2026-11-22T11:00", 100, 0],
      ["2026-11-22T17:30", 30, 1],
      ["2026-11-22T22:00", 0, 2],
    ]);
  });

  test("takes its points in the order of the night, not of the list; at one instant the later in the list wins", () => {
    const calendar = always(
      { time: time(23), ...lit(10) },
      { time: time(20), ...lit(20) },
      { time: time(23), ...lit(30) },
      { time: time(20), ...lit(40) },
    );
    expect(stepsOf(calendar, binhDuong, evening).slice(1)).toEqual([
      ["2026-11-22T13:00", 40, 3],
      ["2026-11-22T16:00", 30, 2],
    ]);
  });

  test("crosses points of the sun and of the clock as the season has it", () => {
    // in June the sun sets after 20:00 in Berlin, in December before 16:00: "20:00 dimmed" comes first, then the sunset
    const calendar = always({ sun: "sunset", ...lit(100) }, { time: time(20), ...lit(50) });
    expect(stepsOf(calendar, berlin, utc("2027-06-21T20:00")).map(([, level]) => level)).toEqual([0, 50, 100]);
    expect(stepsOf(calendar, berlin, utc("2027-12-21T20:00")).map(([, level]) => level)).toEqual([0, 100, 50]);
  });

  test("holds points of the sun between its clamps", () => {
    const at = (point: Point, day: string) => stepsOf(always(point), berlin, utc(day))[1]![0];
    const clamped: Point = { sun: "sunset", shift: 15, notBefore: time(17), notAfter: time(21), ...lit(100) };
    expect(at(clamped, "2027-12-21T20:00")).toBe("2027-12-21T16:00");
    expect(at(clamped, "2027-06-21T20:00")).toBe("2027-06-21T19:00");
    expect(at(clamped, "2027-03-20T20:00")).toBe("2027-03-20T17:34");
    const morning: Point = { sun: "sunrise", notAfter: time(5, 30), ...lit(0) };
    expect(at(morning, "2027-12-21T20:00")).toBe("2027-12-22T04:30");
  });

  test("takes what comes before the night at its noon, and leaves out what comes after it", () => {
    const calendar = always({ sun: "sunset", shift: -720, ...lit(50) }, { sun: "sunrise", shift: 420, ...lit(10) });
    expect(stepsOf(calendar, binhDuong, evening)).toEqual([["2026-11-22T05:00", 50, 0]]);
  });

  test("says what holds, since when, and until when", () => {
    const calendar = always({ time: time(18), ...lit(100), ramp: 60 }, { time: time(22), ...lit(50) });
    expect(calendarAt(calendar, binhDuong, utc("2026-11-22T14:00"))).toEqual({
      target: { level: 100 },
      ramp: 60,
      since: utc("2026-11-22T11:00"),
      nextChangeAt: utc("2026-11-22T15:00"),
      rule: undefined,
      program: 0,
      point: 0,
    });
    expect(calendarAt(calendar, binhDuong, utc("2026-11-23T04:59:59")).nextChangeAt).toBe(utc("2026-11-23T05:00"));
    expect(calendarAt(calendar, binhDuong, utc("2026-11-23T05:00"))).toMatchObject({
      target: { level: 0 },
      point: undefined,
    });
  });

  test("never loses a switch when the clock is stepped over it", () => {
    const state = (at: string) => calendarAt(street, binhDuong, utc(at)).target;
    expect(state("2026-11-22T14:59:00")).toEqual({ level: 100 });
    expect(state("2026-11-22T15:01:00")).toEqual({ level: 60 });
    expect(state("2026-11-22T14:59:00")).toEqual({ level: 100 });
  });
});

describe("a change of the clock", () => {
  test("puts a time that does not exist at the end of the gap, also in half hours", () => {
    const calendar = always({ time: time(2, 30), ...lit(30) });
    expect(stepsOf(calendar, berlin, utc("2027-03-27T22:00"))[1]![0]).toBe("2027-03-28T01:00");
    // Lord Howe goes from 02:00 to 02:30 on 3 October 2027
    const gap = always({ time: time(2, 10), ...lit(30) });
    expect(stepsOf(gap, lordHowe, utc("2027-10-02T14:00"))[1]![0]).toBe("2027-10-02T15:30");
  });

  test("takes a time that comes twice the first time, also in half hours", () => {
    const calendar = always({ time: time(2, 30), ...lit(30) });
    expect(stepsOf(calendar, berlin, utc("2027-10-30T22:00"))[1]![0]).toBe("2027-10-31T00:30");
    // Lord Howe goes from 02:00 back to 01:30 on 4 April 2027
    const twice = always({ time: time(1, 45), ...lit(30) });
    expect(stepsOf(twice, lordHowe, utc("2027-04-03T14:00"))[1]![0]).toBe("2027-04-03T14:45");
  });

  test("lets two points on either side of a gap meet, where the later in the list wins", () => {
    const calendar = always({ time: time(2, 10), ...lit(30) }, { time: time(2, 50), ...lit(60) });
    expect(stepsOf(calendar, berlin, utc("2027-03-27T22:00")).slice(1)).toEqual([["2027-03-28T01:00", 60, 1]]);
  });

  test("agrees with the zone database on every clock time of every night of three years", () => {
    const zones = [
      [binhDuong, "Asia/Ho_Chi_Minh"],
      [berlin, "Europe/Berlin"],
      [lordHowe, "Australia/Lord_Howe"],
    ] as const;
    const times = [time(12), time(17, 45), time(0), time(1, 45), time(2, 15), time(6), time(11, 59)];
    for (const [site, zone] of zones) {
      const calendar = always(...times.map((each): Point => ({ time: each, ...lit(1) })));
      for (let date = Temporal.PlainDate.from("2026-01-02"); date.year < 2029; date = date.add({ days: 1 })) {
        const noon = date.toZonedDateTime({ timeZone: zone, plainTime: "12:00" });
        const { steps } = resolveNight(calendar, site, nightAt(site, noon.epochMilliseconds));
        const wanted = times.map((each) => {
          const local = (each < 43_200 ? date.add({ days: 1 }) : date).toPlainDateTime(
            Temporal.PlainTime.from({ hour: Math.floor(each / 3600), minute: (each / 60) % 60 }),
          );
          const shown = local.toZonedDateTime(zone);
          // a time in a gap is moved on by the length of the gap: what counts is the gap's end
          const gap = shown.toPlainDateTime().equals(local) ? undefined : shown.getTimeZoneTransition("previous");
          return (gap ?? shown).epochMilliseconds;
        });
        expect(
          steps.map(({ at }) => at),
          `${zone} ${date}`,
        ).toEqual([...new Set(wanted)].sort((a, b) => a - b));
      }
    }
  });
});

describe("the polar year", () => {
  const dusk = always({ sun: "sunset", ...lit(100) }, { sun: "sunrise", ...lit(0) });

  test("in summer has no light: sunset and sunrise meet at the sun's lowest point", () => {
    for (const day of ["2027-06-01", "2027-06-21", "2027-07-10"]) {
      const night = nightAt(tromso, utc(`${day}T20:00`));
      expect(night.sunset).toBe(night.sunrise);
      expect(
        resolveNight(dusk, tromso, night).steps.every(({ target }) => "level" in target && target.level === 0),
      ).toBe(true);
    }
  });

  test("in winter is lit from about noon to about noon", () => {
    const night = nightAt(tromso, utc("2027-12-21T20:00"));
    const { steps, noon, nextNoon } = resolveNight(dusk, tromso, night);
    const on = steps.find(({ target }) => "level" in target && target.level === 100)!;
    const off = steps.find(({ at, point }) => point === 1 && at > on.at)?.at ?? nextNoon;
    expect(on.at - noon).toBeLessThan(30 * minute);
    expect(nextNoon - off).toBeLessThan(30 * minute);
  });
});

describe("rules", () => {
  const rule = (selectors: Omit<Rule, "program">): Calendar => ({
    format: 1,
    programs: [{ points: [] }, { points: [] }],
    rules: [{ program: 1, ...selectors }],
    defaultProgram: 0,
  });
  const matches = (calendar: Calendar, date: string) => chooseProgram(calendar, nightNumber(date)).program === 1;

  test("name a night by the date on which it begins: the small hours belong to the evening before", () => {
    const tet = rule({ nights: [[nightNumber("2027-02-05"), nightNumber("2027-02-05")]] });
    expect(calendarAt(tet, binhDuong, utc("2027-02-05T04:59")).program).toBe(0);
    expect(calendarAt(tet, binhDuong, utc("2027-02-05T05:00")).program).toBe(1);
    expect(calendarAt(tet, binhDuong, utc("2027-02-05T20:00")).program).toBe(1);
    expect(calendarAt(tet, binhDuong, utc("2027-02-06T05:00")).program).toBe(0);
  });

  test("the first that matches counts, else the default program", () => {
    expect(chooseProgram(street, nightNumber("2027-02-05"))).toEqual({ rule: 0, program: 1 });
    expect(chooseProgram(street, nightNumber("2027-09-02"))).toEqual({ rule: 1, program: 1 });
    expect(chooseProgram(street, nightNumber("2027-05-28"))).toEqual({ rule: 2, program: 1 });
    expect(chooseProgram(street, nightNumber("2027-05-22"))).toEqual({ rule: 3, program: 2 });
    expect(chooseProgram(street, nightNumber("2027-03-03"))).toEqual({ rule: undefined, program: 0 });
  });

  test("of every year pass the new year where they end before they begin", () => {
    const winter = rule({ yearly: [[1215, 110]] });
    expect(
      ["2026-12-14", "2026-12-15", "2026-12-31", "2027-01-01", "2027-01-10", "2027-01-11"].map((date) =>
        matches(winter, date),
      ),
    ).toEqual([false, true, true, true, true, false]);
    const leap = rule({ yearly: [[229, 229]] });
    expect(["2027-02-28", "2027-03-01", "2028-02-29"].map((date) => matches(leap, date))).toEqual([false, false, true]);
  });

  test("know the n-th and the last weekday of a month, and combine with all others", () => {
    const secondTuesday = rule({ weekdays: [2], occurrences: [2] });
    expect(
      ["2027-06-01", "2027-06-08", "2027-06-09", "2027-06-15"].map((date) => matches(secondTuesday, date)),
    ).toEqual([false, true, false, false]);
    const lastSunday = rule({ weekdays: [7], occurrences: [-1], yearly: [[1001, 1031]] });
    expect(["2027-09-26", "2027-10-24", "2027-10-31"].map((date) => matches(lastSunday, date))).toEqual([
      false,
      false,
      true,
    ]);
    const lastOfFebruary = rule({ weekdays: [2], occurrences: [-1] });
    expect(["2028-02-22", "2028-02-29"].map((date) => matches(lastOfFebruary, date))).toEqual([false, true]);
  });

  test("know every date of the protocol's two centuries", () => {
    for (let number = nightNumber("2020-01-01"); number <= nightNumber("2199-12-31"); number++) {
      const date = new Date(number * 86_400_000);
      const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
      const { year, month, day, weekday, lastOfMonth } = civilDate(number);
      const found = [year, month, day, weekday, lastOfMonth];
      if (
        year !== date.getUTCFullYear() ||
        month !== date.getUTCMonth() + 1 ||
        day !== date.getUTCDate() ||
        weekday !== (date.getUTCDay() || 7) ||
        lastOfMonth !== last
      ) {
        throw new Error(`${date.toISOString()} became ${found.join(" ")}`);
      }
    }
  });
});

describe("what an output makes of it", () => {
  const fading = always({ time: time(22), ...lit(50), ramp: 600 });
  const at = (text: string, kind: "white" | "relay" | "colour" = "white") => {
    const now = utc(text);
    return wishOf(calendarAt(fading, binhDuong, now), kind, now);
  };

  test("is what is left of the ramp, so that a lamp which joins late arrives with the others", () => {
    expect(at("2026-11-22T15:00:00.003").ramp).toBe(600);
    expect(at("2026-11-22T15:04:00").ramp).toBe(360);
    expect(at("2026-11-22T18:00:00").ramp).toBe(0);
  });

  test("is white where a colour output gets a bare level", () => {
    expect(at("2026-11-22T18:00", "colour").target).toEqual({ rgbw16: [0, 0, 0, 32_768] });
  });

  test("fits only outputs that can show all of the calendar", () => {
    expect(["relay", "white", "colour"].map((kind) => suits(segment, kind as "relay"))).toEqual([true, false, false]);
    expect(["relay", "white", "colour"].map((kind) => suits(street, kind as "relay"))).toEqual([false, true, true]);
    expect(["relay", "white", "colour"].map((kind) => suits(bridge, kind as "relay"))).toEqual([false, false, true]);
  });

  test("is dark in the form of the output where a program has no points", () => {
    const dark = always();
    const now = utc("2026-11-22T15:00");
    expect(wishOf(calendarAt(dark, binhDuong, now), "relay", now).target).toEqual({ closed: false });
    expect(stateAt(resolveNight(dark, binhDuong, nightAt(binhDuong, now)), now).point).toBeUndefined();
  });
});
