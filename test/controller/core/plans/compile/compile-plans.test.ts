import { describe, expect, test } from "vitest";
import { nightAt } from "#protocol/behavior/night.ts";
import { decodeCalendar } from "#protocol/wire/calendar.ts";
import { createInventoryIndex } from "../../../../../controller/core/inventory/index.ts";
import { inventoryOf } from "../../../../../controller/core/inventory/snapshot.ts";
import type { Plan, RoadFloor } from "../../../../../controller/core/plans/plan.ts";
import { smallTown, snapshot } from "../../inventory/small-town.ts";
import { at, cityPlan, compileTown, evening, festive, levelAt, night, short, site } from "../plan-of-a-town.ts";

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
              approved: { at: at("2026-11-01 09:00"), personId: "hoa", personName: "Hoa" },
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

test("a city of ten thousand lamps and twenty calendars compiles within five seconds", () => {
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
  expect(took).toBeLessThan(5000);
});
