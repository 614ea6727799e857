import { describe, expect, test } from "vitest";
import { createInventoryIndex } from "../../../../../controller/core/inventory/index.ts";
import type {
  Campaign,
  NightSelector,
  Plan,
  PointTime,
  SwitchPoint,
} from "../../../../../controller/core/plans/plan.ts";
import { planProblemReasons } from "../../../../../controller/core/plans/validate/problem.ts";
import { placesOf } from "../../../../../controller/core/plans/validate/problem-places.ts";
import { planTextsOf } from "../../../../../controller/core/plans/validate/problem-texts.ts";
import { validatePlan } from "../../../../../controller/core/plans/validate/validate-plan.ts";
import { site } from "../../../../support/fleet-things.ts";
import { smallTown, snapshot } from "../../inventory/small-town.ts";
import { at, cityPlan } from "../plan-of-a-town.ts";

function problemsOf(plan: Plan, others: readonly Plan[] = [], inventory = smallTown): string[] {
  const index = createInventoryIndex(inventory);
  return validatePlan(plan, { inventory, index, others, site, now: at("2026-11-22 20:00") }).map(
    ({ path, reason }) => `${path} ${reason}`,
  );
}

const withPoint = (point: SwitchPoint): Plan => ({
  ...cityPlan,
  programs: [...cityPlan.programs, { id: "extra", name: "extra", points: [point] }],
});
const withTime = (time: PointTime) => withPoint({ at: time, target: { level: 10 } });
const withNights = (...nights: NightSelector[]): Plan => ({
  ...cityPlan,
  calendars: [
    { ...cityPlan.calendars[0]!, rules: [{ id: "r", name: "r", nights, programId: "festive" }] },
    cityPlan.calendars[1]!,
  ],
});
const saving: Campaign = {
  id: "saving",
  name: "Tiết giảm",
  from: { year: 2027, month: 5, day: 16 },
  to: { year: 2027, month: 6, day: 30 },
  scope: { use: "all" },
  shift: { onMinutes: 30, offMinutes: -30 },
  why: "tiết giảm điện",
};

describe("a plan", () => {
  test("that is sound has no problem", () => {
    expect(problemsOf({ ...cityPlan, campaigns: [saving] })).toEqual([]);
  });

  test.each<[string, Plan, string]>([
    ["a clock time that is none", withTime({ clock: "25:00" }), "programs[3].points[0].at.clock badClock"],
    [
      "an offset beyond 12 h",
      withTime({ sun: "sunset", offset: 721 }),
      "programs[3].points[0].at.offset offsetOutOfRange",
    ],
    [
      "clamps that cross",
      withTime({ sun: "sunset", notBefore: "18:30", notAfter: "18:00" }),
      "programs[3].points[0].at clampsCross",
    ],
    [
      "clamps that cross in the night though not on the dial",
      withTime({ sun: "sunrise", notBefore: "04:00", notAfter: "23:00" }),
      "programs[3].points[0].at clampsCross",
    ],
    [
      "a level above 100",
      withPoint({ at: { clock: "22:00" }, target: { level: 101 } }),
      "programs[3].points[0].target.level levelOutOfRange",
    ],
    [
      "a level between steps",
      withPoint({ at: { clock: "22:00" }, target: { level: 33.3 } }),
      "programs[3].points[0].target.level levelNotStep",
    ],
    [
      "a ramp of hours",
      withPoint({ at: { clock: "22:00" }, target: { level: 30 }, ramp: 4000 }),
      "programs[3].points[0].ramp rampOutOfRange",
    ],
    [
      "points that contradict",
      {
        ...cityPlan,
        programs: [
          ...cityPlan.programs,
          {
            id: "extra",
            name: "extra",
            points: [
              { at: { clock: "22:00" }, target: { level: 30 } },
              { at: { clock: "22:00:00" }, target: { level: 40 } },
            ],
          },
        ],
      },
      "programs[3].points[1] pointsContradict",
    ],
    [
      "30 February",
      withNights({ by: "date", date: { month: 2, day: 30 } }),
      "calendars[0].rules[0].nights[0].date dateNotReal",
    ],
    [
      "29 February of a year that has none",
      withNights({ by: "date", date: { year: 2027, month: 2, day: 29 } }),
      "calendars[0].rules[0].nights[0].date dateNotReal",
    ],
    [
      "a range that runs backwards",
      withNights({ by: "range", from: { year: 2027, month: 5, day: 2 }, to: { year: 2027, month: 5, day: 1 } }),
      "calendars[0].rules[0].nights[0] datesBackwards",
    ],
    [
      "a range with one year",
      withNights({ by: "range", from: { year: 2027, month: 5, day: 2 }, to: { month: 6, day: 1 } }),
      "calendars[0].rules[0].nights[0] yearMissing",
    ],
    ["a rule without nights", withNights(), "calendars[0].rules[0].nights noNights"],
    [
      "holidays nobody listed",
      withNights({ by: "holidays", holidaySetId: "none" }),
      "calendars[0].rules[0].nights[0].holidaySetId unknownHolidaySet",
    ],
    ["a lunar 31st", withNights({ by: "lunar", month: 1, day: 31 }), "calendars[0].rules[0].nights[0].day badLunarDay"],
    [
      "a lunar 30th, with a note",
      withNights({ by: "lunar", month: 12, day: 30 }),
      "calendars[0].rules[0].nights[0].day lunarThirtieth",
    ],
    [
      "a calendar without a default",
      { ...cityPlan, calendars: [{ id: "usual", name: "usual", rules: [] }, cityPlan.calendars[1]!] },
      "calendars[0] noDefault",
    ],
    [
      "an assignment of a calendar that is not there",
      { ...cityPlan, assignments: [{ id: "a", to: { areaId: "city" }, calendarId: "none" }] },
      "assignments[0].calendarId unknownCalendar",
    ],
    [
      "an assignment of a retired area",
      { ...cityPlan, assignments: [{ id: "a", to: { areaId: "old-ward" }, calendarId: "half" }] },
      "assignments[0].to.areaId unknownThing",
    ],
    [
      "an assignment beyond the plan's area",
      { ...cityPlan, areaId: "south", assignments: [{ id: "a", to: { areaId: "north" }, calendarId: "half" }] },
      "assignments[0].to.areaId outsideArea",
    ],
    [
      "one thing assigned twice",
      {
        ...cityPlan,
        assignments: [...cityPlan.assignments, { id: "b", to: { areaId: "city", use: "all" }, calendarId: "half" }],
      },
      "assignments[1].to namedTwice",
    ],
    [
      "a campaign without effect",
      { ...cityPlan, campaigns: [{ ...saving, shift: undefined! }] },
      "campaigns[0] campaignWithoutEffect",
    ],
    [
      "a campaign that ends before it begins",
      { ...cityPlan, campaigns: [{ ...saving, to: { year: 2027, month: 5, day: 1 } }] },
      "campaigns[0] datesBackwards",
    ],
    [
      "a floor pattern that darkens everything",
      {
        ...cityPlan,
        roadFloors: [
          {
            id: "f",
            name: "f",
            roadIds: ["dai-lo"],
            spans: [{ from: "22:00", to: "05:00", level: 30, mayBeDark: { every: 2, offsets: [0, 1] } }],
          },
        ],
      },
      "roadFloors[0].spans[0].mayBeDark badPattern",
    ],
    [
      "floors of one road that overlap",
      {
        ...cityPlan,
        roadFloors: [
          {
            id: "f",
            name: "f",
            roadIds: ["dai-lo"],
            spans: [
              { from: "18:00", to: "23:00", level: 50 },
              { from: "22:00", to: "05:00", level: 30 },
            ],
          },
        ],
      },
      "roadFloors[0].spans[1] spansOverlap",
    ],
  ])("with %s is told so at its place", (_, plan, problem) => {
    expect(problemsOf(plan)).toEqual([problem]);
  });

  test("tells all its problems at once", () => {
    const wrong = withPoint({ at: { clock: "25:00" }, target: { level: -1 }, ramp: -1 });
    expect(problemsOf({ ...wrong, areaId: "nowhere", name: "" })).toEqual([
      "name badName",
      "areaId unknownThing",
      "programs[3].points[0].at.clock badClock",
      "programs[3].points[0].target.level levelOutOfRange",
      "programs[3].points[0].ramp rampOutOfRange",
      "assignments[0].to.areaId outsideArea",
    ]);
  });

  test("with more than a device can hold is refused, naming the device", () => {
    const hours = Array.from({ length: 17 }, (_, n) => `${String(n + 1).padStart(2, "0")}:00`);
    const curfews = hours.map((from, n) => ({
      id: `c${n}`,
      name: `c${n}`,
      scope: { use: "decorative" as const },
      from,
      to: "00:30",
      percent: n,
    }));
    expect(problemsOf({ ...cityPlan, curfews })).toEqual(["curfews deviceTooFull"]);
    expect(problemsOf({ ...cityPlan, curfews: curfews.slice(1) })).toEqual([]);
  });

  test("notes a rule whose nights all belong to rules before it", () => {
    const plan = withNights({ by: "lunar", month: 1, day: 1, daysBefore: 3, daysAfter: 3 });
    const [usual, half] = plan.calendars;
    const tet = { id: "tet", name: "Tết", nights: [{ by: "lunar", month: 1, day: 1 }], programId: "short" } as const;
    const all = { ...plan, calendars: [{ ...usual!, rules: [...usual!.rules, tet] }, half!] };
    expect(problemsOf(all)).toEqual(["calendars[0].rules[1] neverReached"]);
  });

  test("with two groups that tie on a lamp is refused with both named", () => {
    const town = snapshot({
      ...Object.fromEntries(
        (["area", "lampModel", "device", "cabinet", "circuit", "road", "lamp"] as const).map((sort) => [
          sort,
          [...smallTown[sort].values()],
        ]),
      ),
      group: [
        { id: "corner", name: "Góc phố", lampIds: ["l1", "dumb"] },
        { id: "market", name: "Chợ", lampIds: ["l1"] },
      ],
    });
    const index = createInventoryIndex(town);
    const plan: Plan = {
      ...cityPlan,
      assignments: [
        { id: "a", to: { groupId: "corner" }, calendarId: "usual" },
        { id: "b", to: { groupId: "market" }, calendarId: "half" },
      ],
    };
    const [tie, ...rest] = validatePlan(plan, {
      inventory: town,
      index,
      others: [],
      site,
      now: at("2026-11-22 20:00"),
    });
    expect(rest).toEqual([]);
    expect(tie).toMatchObject({
      reason: "tie",
      path: "assignments[1]",
      params: { id: "Chợ", other: "Góc phố", count: 1, lamp: "l1" },
    });
    expect(placesOf([tie!], "plan.")[0]!.messageVi).toContain("nhóm “Chợ” lẫn nhóm “Góc phố”");
  });

  test("that ties with another plan in force is refused, an older revision of itself is not", () => {
    const other: Plan = { ...cityPlan, id: "other", name: "Khác" };
    expect(problemsOf(cityPlan, [other])).toEqual(["assignments[0] tie"]);
    expect(problemsOf(cityPlan, [{ ...cityPlan, name: "cũ" }])).toEqual([]);
  });

  test("with colours on white lamps is refused where the assignment stands, and not on colour lamps", () => {
    const colours: Plan = {
      ...withPoint({ at: { clock: "19:00" }, target: { rgbw16: [65_535, 0, 0, 0] } }),
      calendars: [{ id: "deco", name: "Trang trí", rules: [], defaultProgramId: "extra" }],
    };
    const to = (use: "road" | "decorative"): Plan => ({
      ...colours,
      assignments: [{ id: "a", to: { areaId: "city", use }, calendarId: "deco" }],
    });
    expect(problemsOf(to("road"))).toEqual(["assignments[0].calendarId colourOnWhite"]);
    expect(problemsOf(to("decorative"))).toEqual([]);
  });
});

test("every problem has a sentence in both languages without holes", () => {
  const params = new Proxy({ sort: "lamp", otherSort: "group" } as Record<string, string>, {
    get: (target, key) => target[String(key)] ?? "x",
  });
  for (const reason of Object.keys(planProblemReasons) as (keyof typeof planProblemReasons)[]) {
    const { vi, en } = planTextsOf({ reason, params: params as never });
    expect(vi.length, reason).toBeGreaterThan(4);
    expect(en.length, reason).toBeGreaterThan(4);
    expect(`${vi}${en}`).not.toContain("undefined");
  }
});
