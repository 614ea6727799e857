import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarAt } from "#protocol/behavior/calendar.ts";
import { levelOf } from "#protocol/behavior/light.ts";
import { nightAt } from "#protocol/behavior/night.ts";
import { configFor } from "../../../../../controller/core/fleet/configure.ts";
import { expectOutput } from "../../../../../controller/core/fleet/expect.ts";
import { createInventoryIndex } from "../../../../../controller/core/inventory/index.ts";
import { dateOf } from "../../../../../controller/core/plans/days.ts";
import type { Campaign, Plan } from "../../../../../controller/core/plans/plan.ts";
import { smallTown, snapshot } from "../../inventory/small-town.ts";
import { at, cityPlan, compileTown, festive, levelAt, night, program, short, site } from "../plan-of-a-town.ts";

const minutes = 60_000;

describe("the saving order of Hồ Chí Minh City", () => {
  const order: Campaign = {
    id: "saving-2023",
    name: "Tiết giảm điện",
    from: { year: 2027, month: 5, day: 16 },
    to: { year: 2027, month: 6, day: 30 },
    scope: { use: "all" },
    shift: { onMinutes: 30, offMinutes: -30 },
    reductions: [{ from: "22:00", to: "12:00", byPercent: 50, scope: { use: "road", roadIds: ["dai-lo"] } }],
    curfews: [{ from: "22:00", to: "06:00", percent: 0, scope: { use: "decorative" } }],
    why: "tiết giảm điện mùa khô",
    documentNumber: "1234/UBND",
  };
  const plan: Plan = {
    ...cityPlan,
    programs: [
      program("evening", ["sunset+10", 100], ["23:00", 80], ["sunrise-15", 0]),
      short,
      festive,
      program("show", ["civilDusk", 70], ["00:30", 0]),
    ],
    calendars: [...cityPlan.calendars, { id: "deco", name: "Trang trí", rules: [], defaultProgramId: "show" }],
    assignments: [
      ...cityPlan.assignments,
      { id: "deco", to: { areaId: "city", use: "decorative" }, calendarId: "deco" },
    ],
    campaigns: [order],
  };
  const compiled = compileTown([plan], "2027-04-01 20:00");
  const sun = (date: string) => nightAt(site, at(`${date} 20:00`));
  const local = (time: number) => new Date(time + 420 * minutes).toISOString().slice(0, 16).replace("T", " ");

  test("lights half an hour later and ends half an hour earlier", () => {
    const { sunset, sunrise } = sun("2027-05-20");
    expect(levelAt(compiled, "l1", local(sunset + 38 * minutes))).toBe(0);
    expect(levelAt(compiled, "l1", local(sunset + 42 * minutes))).toBe(100);
    expect(levelAt(compiled, "l1", local(sunrise - 47 * minutes))).toBe(40);
    expect(levelAt(compiled, "l1", local(sunrise - 43 * minutes))).toBe(0);
  });

  test("halves the light of quiet roads after 22:00 and of no others", () => {
    expect(levelAt(compiled, "l1", "2027-05-20 21:59")).toBe(100);
    expect(levelAt(compiled, "l1", "2027-05-20 22:01")).toBe(50);
    expect(levelAt(compiled, "l1", "2027-05-20 23:01")).toBe(40);
    expect(levelAt(compiled, "dumb", "2027-05-20 23:01")).toBe(80);
  });

  test("caps what is decorative after 22:00 on its nights, whatever the source", () => {
    expect(compiled.devices.get("node")!.ceilings).toEqual([
      {
        fromMinute: 1320,
        toMinute: 360,
        percent: 0,
        nights: [[night("2027-05-16"), night("2027-06-30")]],
        outputs: [0],
      },
    ]);
  });

  test("leaves nothing decorative lit after curfew, whatever the source but an emergency", () => {
    const config = configFor(
      smallTown.device.get("node")!,
      smallTown,
      createInventoryIndex(smallTown),
      { ...site, ...site.place, timeZone: "Asia/Ho_Chi_Minh", samplePeriod: 60, reportPeriod: 900, fallback: 100 },
      compiled.devices.get("node"),
    );
    const shown = (kind: "override" | "emergency" | "calendar", local: string) => {
      const target = { rgbw16: [65_535, 0, 0, 0] as [number, number, number, number] };
      const order = { ref: 7, priority: 4, issuedAt: at(local), outputs: [0], target, until: at(local) + 60_000 };
      const { target: light } = expectOutput({
        config,
        output: 0,
        capability: { outputKind: "colour", minLevel: 1, curve: "linear" },
        calendar: compiled.lamps.get("bridge-1")!.compiled!.document,
        deviceId: "node",
        directives: kind === "calendar" ? [] : [{ kind, ...order }],
        twin: undefined,
        now: at(local),
      });
      return levelOf(light);
    };
    expect(shown("calendar", "2027-05-20 21:30")).toBeCloseTo(70, 2);
    expect([shown("calendar", "2027-05-20 22:30"), shown("override", "2027-05-20 22:30")]).toEqual([0, 0]);
    expect(shown("emergency", "2027-05-20 22:30")).toBe(100);
    expect(shown("override", "2027-07-01 22:30")).toBe(100);
  });

  test("begins on its first night and ends after its last by itself", () => {
    for (const [date, level] of [
      ["2027-05-15", 80],
      ["2027-05-16", 40],
      ["2027-06-30", 40],
      ["2027-07-01", 80],
    ] as const) {
      expect(levelAt(compiled, "l1", `${date} 23:30`), date).toBe(level);
    }
  });

  test("leaves the document once its half-year has passed", () => {
    const later = compileTown([plan], "2027-07-02 20:00");
    const without = compileTown([{ ...plan, campaigns: [] }], "2027-07-02 20:00");
    expect([...later.documents.keys()]).toEqual([...without.documents.keys()]);
    expect(later.devices.get("node")!.ceilings).toEqual([]);
  });

  test("is one entry over twenty calendars of several plans", () => {
    const districts = Array.from({ length: 20 }, (_, n) => `d${n}`);
    const city = snapshot({
      area: [{ id: "city" }, ...districts.map((id) => ({ id, parentId: "city" }))],
      lampModel: [{ id: "model" }],
      device: districts.map((id) => ({ id: `dev-${id}` })),
      lamp: districts.map((id) => ({ id: `l-${id}`, areaId: id, deviceId: `dev-${id}`, output: 0 })),
    });
    const plans = districts.map(
      (id, n): Plan => ({
        ...cityPlan,
        id: `plan-${id}`,
        areaId: id,
        programs: [program("own", ["sunset+10", 100 - n], ["sunrise-15", 0])],
        calendars: [{ id: "own", name: id, rules: [], defaultProgramId: "own" }],
        assignments: [{ id: "all", to: { areaId: id }, calendarId: "own" }],
      }),
    );
    const saving: Plan = {
      ...cityPlan,
      id: "saving",
      assignments: [],
      campaigns: [{ ...order, reductions: [{ from: "22:00", to: "12:00", byPercent: 50 }] }],
    };
    const laid = compileTown([saving, ...plans], "2027-04-01 20:00", city);
    expect(laid.documents.size).toBe(20);
    for (const [n, id] of districts.entries()) {
      expect(levelAt(laid, `l-${id}`, "2027-05-20 23:00")).toBe((100 - n) / 2);
      expect(levelAt(laid, `l-${id}`, "2027-07-01 23:00")).toBe(100 - n);
    }
  });

  test("keeps the name behind each point, and its own", () => {
    const { document, programs, rules } = compiled.lamps.get("l1")!.compiled!;
    const { rule, program: position, point } = calendarAt(document, site, at("2027-05-20 23:30"));
    expect(rules[rule!]).toEqual({});
    expect(programs[position]).toMatchObject({ programId: "evening", campaigns: ["city-plan/saving-2023"] });
    expect(programs[position]!.points[point!]).toBe(1);
  });

  test("never lights more than the calendar did, but for what its shift moves, in any program and night", () => {
    const minute = fc
      .integer({ min: 0, max: 1439 })
      .map((m) => `${String(Math.floor(m / 60)).padStart(2, "0")}:${String(m % 60).padStart(2, "0")}`);
    const list = fc.array(
      fc.tuple(
        fc.oneof(minute, fc.constantFrom("sunset+10", "sunrise-15", "civilDusk", "civilDawn-60")),
        fc.constantFrom(0, 30, 80, 100),
      ),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(list, minute, minute, fc.integer({ min: 1, max: 100 }), (points, from, to, byPercent) => {
        const reducing: Plan = {
          ...plan,
          programs: [program("evening", ...points), short, festive],
          campaigns: [{ ...order, reductions: [{ from, to, byPercent }], shift: { onMinutes: 0, offMinutes: 0 } }],
        };
        const laid = compileTown([reducing], "2027-04-01 20:00").lamps.get("l1")!.compiled!.document;
        const bare = compileTown([{ ...reducing, campaigns: [] }], "2027-04-01 20:00").lamps.get("l1")!.compiled!
          .document;
        const { noon } = sun("2027-05-20");
        const place = (clock: string) => (Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)) + 720) % 1440;
        for (let time = noon; time < noon + 86_400_000; time += 11 * minutes) {
          const planned = levelOf(calendarAt(bare, site, time).target);
          const given = levelOf(calendarAt(laid, site, time).target);
          const elapsed = (time - noon) / minutes;
          const end = place(to) > place(from) ? place(to) : 1440;
          const within = elapsed >= place(from) && elapsed < end;
          const expected = within ? Math.round((planned * (100 - byPercent)) / 50) / 2 : planned;
          expect([dateOf(night("2027-05-20")), elapsed, given]).toEqual([
            dateOf(night("2027-05-20")),
            elapsed,
            expected,
          ]);
        }
      }),
      { numRuns: process.env.DEN_TEST_LONG === "1" ? 1000 : 60 },
    );
  });
});
