import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarAt } from "#protocol/behavior/calendar.ts";
import { levelOf } from "#protocol/behavior/light.ts";
import { nightAt } from "#protocol/behavior/night.ts";
import { Calendar as Document, decodeCalendar } from "#protocol/wire/calendar.ts";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import { inventoryOf } from "../../../../controller/core/inventory/snapshot.ts";
import { dateOf } from "../../../../controller/core/plans/days.ts";
import type { Campaign, Plan, RoadFloor } from "../../../../controller/core/plans/plan.ts";
import { smallTown, snapshot } from "../inventory/small-town.ts";
import { at, cityPlan, compileTown, evening, festive, night, program, short, site } from "./plan-of-a-town.ts";

const minutes = 60_000;

/** What the document a lamp holds wants at a local time. */
function levelAt(compiled: ReturnType<typeof compileTown>, lampId: string, local: string): number {
  const { compiled: calendar } = compiled.lamps.get(lampId)!;
  return levelOf(calendarAt(calendar!.document, site, at(local)).target);
}

function closedAt(compiled: ReturnType<typeof compileTown>, segment: string, local: string): boolean {
  return levelOf(calendarAt(compiled.segments.get(segment)!, site, at(local)).target) > 0;
}

describe("compiling plans", () => {
  test("gives all lamps of one calendar one document that its schema accepts", () => {
    const compiled = compileTown([cityPlan], "2026-11-22 20:00");
    const names = [...compiled.lamps.values()].map(({ compiled: calendar }) => calendar?.name?.digest);
    expect(new Set(names.filter((name) => name !== undefined)).size).toBe(1);
    for (const bytes of compiled.documents.values()) expect(decodeCalendar(bytes)).toMatchObject({ ok: true });
    expect(compiled.devices.get("twin")).toMatchObject({ calendars: [{ outputs: [0, 1] }] });
    expect(compiled.oversized).toEqual([]);
  });

  test("leaves decorative lamps to assignments that name them", () => {
    const compiled = compileTown([cityPlan], "2026-11-22 20:00");
    expect(compiled.lamps.get("bridge-1")!.followed).toBeUndefined();
    expect(compiled.devices.has("node")).toBe(false);
  });

  test("makes the same bytes every night of a half-year, and others only where a lunar date comes into sight", () => {
    const digests = (now: string) => [...compileTown([cityPlan], now).documents.keys()].sort();
    expect(digests("2027-01-01 13:00")).toEqual(digests("2027-07-01 11:00"));
    const plain = {
      ...cityPlan,
      calendars: cityPlan.calendars.map((calendar) => ({ ...calendar, rules: [] })),
    };
    const ofPlain = (now: string) => [...compileTown([plain], now).documents.keys()];
    expect(ofPlain("2027-01-01 13:00")).toEqual(ofPlain("2029-07-02 13:00"));
  });

  test("names lunar nights at least 400 nights ahead, whatever the night", () => {
    for (const now of ["2026-12-31 11:00", "2027-01-01 13:00", "2027-06-30 20:00", "2028-02-29 03:00"]) {
      const { window } = compileTown([cityPlan], now);
      const tonight = nightAt(site, at(now)).date;
      expect(window[0]).toBeLessThanOrEqual(tonight);
      expect(window[1]).toBeGreaterThanOrEqual(tonight + 400);
    }
  });

  test("makes Giao thừa the night that begins on its date", () => {
    const compiled = compileTown([cityPlan], "2026-11-22 20:00");
    expect(levelAt(compiled, "l1", "2027-02-05 23:30")).toBe(100);
    expect(levelAt(compiled, "l1", "2027-02-06 03:00")).toBe(100);
    expect(levelAt(compiled, "l1", "2027-02-06 23:30")).toBe(50);
    expect(levelAt(compiled, "l1", "2027-02-04 23:30")).toBe(50);
  });

  test("does not depend on the order of plans or of the inventory", () => {
    const other: Plan = {
      ...cityPlan,
      id: "a-north",
      areaId: "north",
      assignments: [{ id: "n", to: { areaId: "north" }, calendarId: "half" }],
    };
    const backwards = inventoryOf((sort) => new Map([...smallTown[sort]].reverse()));
    const one = compileTown([cityPlan, other], "2026-11-22 20:00");
    const two = compileTown([other, cityPlan], "2026-11-22 20:00", backwards);
    expect([...two.documents.keys()].sort()).toEqual([...one.documents.keys()].sort());
    for (const [id, device] of one.devices) expect(two.devices.get(id)).toEqual(device);
    expect(levelAt(one, "l1", "2026-11-22 23:00")).toBe(0);
    expect(levelAt(one, "dumb", "2026-11-22 23:00")).toBe(50);
  });
});

describe("a segment", () => {
  test("closes while any lamp on it wants light", () => {
    const plan: Plan = {
      ...cityPlan,
      programs: [...cityPlan.programs, program("morning", ["04:00", 30], ["sunrise", 0])],
      calendars: [...cityPlan.calendars, { id: "early", name: "Sáng sớm", rules: [], defaultProgramId: "morning" }],
      assignments: [
        { id: "a", to: { lampId: "l1" }, calendarId: "half" },
        { id: "b", to: { lampId: "l3" }, calendarId: "early" },
      ],
    };
    const compiled = compileTown([plan], "2026-11-22 20:00");
    const whole = (local: string) => closedAt(compiled, "cabinet/0", local);
    expect([whole("2026-11-22 17:00"), whole("2026-11-22 18:00"), whole("2026-11-22 21:59")]).toEqual([
      false,
      true,
      true,
    ]);
    expect([whole("2026-11-22 22:01"), whole("2026-11-23 03:59"), whole("2026-11-23 04:01")]).toEqual([
      false,
      false,
      true,
    ]);
    expect(whole("2026-11-23 07:00")).toBe(false);
    expect(Document.parse(compiled.segments.get("cabinet/0"))).toBeDefined();
    expect(compiled.segments.has("cabinet/1")).toBe(false);
    expect(compiled.devices.get("cab-dev")!.calendars).toMatchObject([{ outputs: [0] }]);
  });

  test("that a lamp without a calendar shares stays closed for its fallback", () => {
    const plan = { ...cityPlan, assignments: [{ id: "a", to: { lampId: "l1" }, calendarId: "half" }] };
    const compiled = compileTown([plan], "2026-11-22 20:00");
    expect(closedAt(compiled, "cabinet/0", "2026-11-23 02:00")).toBe(true);
  });

  test("is closed wherever a lamp is lit, for any two programs, night and place in the city", () => {
    const event = fc.constantFrom("sunset", "civilDusk", "civilDawn", "sunrise");
    const when = fc.oneof(
      fc
        .tuple(event, fc.integer({ min: -300, max: 300 }))
        .map(([sun, offset]) => `${sun}${offset < 0 ? "" : "+"}${offset}`),
      fc
        .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
        .map(([h, m]) => `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`),
    );
    const points = fc.array(fc.tuple(when, fc.constantFrom(0, 0, 40, 100)), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        points,
        points,
        fc.integer({ min: 0, max: 580 }),
        fc.double({ min: -0.2, max: 0.2, noNaN: true }),
        (a, b, n, east) => {
          const plan: Plan = {
            ...cityPlan,
            programs: [program("a", ...a), program("b", ...b)],
            calendars: ["a", "b"].map((id) => ({ id, name: id, rules: [], defaultProgramId: id })),
            assignments: [
              { id: "a", to: { lampId: "l1" }, calendarId: "a" },
              { id: "b", to: { lampId: "l3" }, calendarId: "b" },
            ],
          };
          const compiled = compileTown([plan], "2026-08-01 20:00");
          const segment = compiled.segments.get("cabinet/0")!;
          const here = { ...site, place: { ...site.place, lon: site.place.lon + east } };
          const noon = at("2026-07-01 12:00") + n * 86_400_000;
          for (let time = noon; time < noon + 86_400_000; time += 7 * minutes) {
            const wants = ["l1", "l3"].some(
              (id) => levelOf(calendarAt(compiled.lamps.get(id)!.compiled!.document, here, time).target) > 0,
            );
            if (wants) expect(levelOf(calendarAt(segment, here, time).target), new Date(time).toISOString()).toBe(100);
          }
        },
      ),
      { numRuns: process.env.DEN_TEST_LONG === "1" ? 400 : 15 },
    );
  });
});

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

describe("road floors and curfews", () => {
  const floor: RoadFloor = {
    id: "f",
    name: "Đại lộ",
    roadIds: ["dai-lo"],
    spans: [
      { from: "18:00", to: "22:00", level: 50 },
      { from: "22:00", to: "06:00", level: 30, mayBeDark: { every: 2, offsets: [1] } },
    ],
  };

  test("become one floor per output and hour, none where the pattern darkens the lamp", () => {
    const compiled = compileTown([{ ...cityPlan, roadFloors: [floor] }], "2026-11-22 20:00");
    expect(compiled.devices.get("twin")!.floors).toEqual([
      { fromMinute: 1080, toMinute: 1320, percent: 50, outputs: [0, 1] },
      { fromMinute: 1320, toMinute: 360, percent: 30, outputs: [0, 1] },
    ]);
    expect(compiled.devices.get("dev-3")!.floors).toEqual([
      { fromMinute: 1080, toMinute: 1320, percent: 50, outputs: [0] },
    ]);
  });

  test("keep the segment closed that feeds a lamp with a floor", () => {
    const compiled = compileTown([{ ...cityPlan, roadFloors: [floor] }], "2026-11-22 20:00");
    expect(compiled.devices.get("cab-dev")!.floors).toContainEqual({
      fromMinute: 1320,
      toMinute: 360,
      percent: 100,
      outputs: [0, 1],
    });
  });

  test("let go on the nights and lamps of an approval", () => {
    const plan: Plan = {
      ...cityPlan,
      curfews: [
        {
          id: "quiet",
          name: "Giờ yên tĩnh",
          scope: { use: "all" },
          from: "22:00",
          to: "05:00",
          percent: 40,
          approvals: [
            {
              id: "tet",
              name: "Tết",
              from: { year: 2027, month: 2, day: 5 },
              to: { year: 2027, month: 2, day: 7 },
              scope: { use: "decorative" },
              approvedBy: "UBND",
              why: "đón năm mới",
            },
          ],
        },
      ],
    };
    const compiled = compileTown([plan], "2026-11-22 20:00");
    expect(compiled.devices.get("dev-3")!.ceilings).toEqual([
      { fromMinute: 1320, toMinute: 300, percent: 40, outputs: [0] },
    ]);
    expect(compiled.devices.get("node")!.ceilings[0]!.nights).toEqual([
      [expect.any(Number), night("2027-02-04")],
      [night("2027-02-08"), expect.any(Number)],
    ]);
  });
});

test("a city of ten thousand lamps and twenty calendars compiles within two seconds", () => {
  const count = 10_000;
  const inventory = snapshot({
    area: [{ id: "city" }, ...Array.from({ length: 20 }, (_, n) => ({ id: `d${n}`, parentId: "city" }))],
    lampModel: [{ id: "model" }],
    device: Array.from({ length: count }, (_, n) => ({ id: `dev-${n}` })),
    road: Array.from({ length: 20 }, (_, n) => ({ id: `r${n}`, areaId: `d${n}` })),
    lamp: Array.from({ length: count }, (_, n) => ({
      id: `l${n}`,
      areaId: `d${n % 20}`,
      roadId: `r${n % 20}`,
      order: 1 + Math.floor(n / 20),
      deviceId: `dev-${n}`,
      output: 0,
    })),
  });
  const plan: Plan = {
    ...cityPlan,
    calendars: Array.from({ length: 20 }, (_, n) => ({ ...cityPlan.calendars[0]!, id: `c${n}`, name: `c${n}` })),
    assignments: Array.from({ length: 20 }, (_, n) => ({ id: `a${n}`, to: { areaId: `d${n}` }, calendarId: `c${n}` })),
    programs: [evening, short, festive],
    roadFloors: [
      {
        id: "f",
        name: "f",
        roadIds: Array.from({ length: 20 }, (_, n) => `r${n}`),
        spans: [{ from: "18:00", to: "06:00", level: 20, mayBeDark: { every: 3, offsets: [2] } }],
      },
    ],
  };
  createInventoryIndex(inventory);
  const begin = performance.now();
  const compiled = compileTown([plan], "2026-11-22 20:00", inventory);
  const took = performance.now() - begin;
  console.log(`${count} lamps compiled in ${took.toFixed(0)} ms`);
  expect(compiled.documents.size).toBe(1);
  expect(compiled.devices.size).toBe(count);
  expect(took).toBeLessThan(2000);
});
