import { describe, expect, test } from "vitest";
import type { Plan } from "../../../../../controller/core/plans/plan.ts";
import type { FindingCode } from "../../../../../controller/core/plans/preview/finding.ts";
import { snapshot } from "../../inventory/small-town.ts";
import { at, cityPlan, night, program } from "../plan-of-a-town.ts";
import { type Asked, previewOf, street } from "./preview-town.ts";

const planOf = (programs: Plan["programs"], more: Partial<Plan> = {}): Plan => ({
  ...cityPlan,
  programs,
  calendars: programs.map(({ id }) => ({ id, name: `Lịch ${id}`, rules: [], defaultProgramId: id })),
  assignments: [{ id: "all", to: { areaId: "city", use: "all" }, calendarId: programs[0]!.id }],
  ...more,
});
const found = (code: FindingCode, asked: Asked) => previewOf(asked).findings.filter((each) => each.code === code);
const good = program("good", ["sunset", 100], ["sunrise", 0]);

describe("findings", () => {
  test("are none where a plan is lit from sunset to sunrise", () => {
    expect(previewOf({ plans: [planOf([good])], nights: 366 }).findings).toEqual([]);
  });

  test("tell darkness after sunset: a note in twilight, an error beyond, with the worst night", () => {
    const [twilight] = found("darkEvening", { plans: [planOf([program("a", ["sunset+10", 100], ["sunrise", 0])])] });
    expect(twilight).toMatchObject({ severity: "note", figures: { minutes: 10, minutesBeyondTwilight: 0 } });
    const late = planOf([program("a", ["18:30", 100], ["sunrise", 0])]);
    const [gap] = found("darkEvening", { plans: [late], nights: 366 });
    // the earliest sunset here is on a day around 23 November
    expect(gap).toMatchObject({ severity: "error", nights: { count: 366 }, place: { programId: "a" } });
    expect(gap!.figures.minutes).toBeGreaterThan(60);
    expect(gap!.figures.minutes).toBeLessThan(66);
    expect(gap!.sentence.vi).toMatch(
      /^Lịch “Lịch a”, chương trình “a”: tối 6\d(,\d)? phút từ lúc mặt trời lặn đến khi bật lúc 18:30 \(đêm \d\d rạng \d\d\/1[12]\/202\d; 366 đêm\)\.$/,
    );
    expect(gap!.sentence.en).toContain("between sunset and the first light at 18:30");
  });

  test("tell darkness before sunrise", () => {
    const early = planOf([program("a", ["sunset", 100], ["04:00", 0])]);
    const [gap] = found("darkMorning", { plans: [early] });
    expect(gap).toMatchObject({ severity: "error", nights: { at: at("2026-11-23 04:00") } });
    expect(gap!.figures.minutes).toBeGreaterThan(110);
  });

  test("tell light by day: a note up to 20 minutes, an error beyond", () => {
    const of = (...points: [string, number][]) =>
      found("lightByDay", { plans: [planOf([program("a", ...points)])] })[0];
    expect(of(["sunset-15", 100], ["sunrise", 0])).toMatchObject({
      severity: "note",
      figures: { minutesBeforeSunset: 15, minutesAfterSunrise: 0 },
    });
    expect(of(["sunset", 100], ["sunrise+45", 0])).toMatchObject({
      severity: "error",
      figures: { minutesBeforeSunset: 0, minutesAfterSunrise: 45 },
    });
  });

  test("tell two switch points within a minute, on the nights they meet", () => {
    const plan = planOf([program("a", ["sunset", 100], ["17:40", 80], ["sunrise", 0])]);
    const [close] = found("pointsTooClose", { plans: [plan], nights: 366 });
    expect(close!.place).toMatchObject({ programId: "a", point: expect.any(Number) });
    expect(close!.nights!.count).toBeGreaterThan(0);
    expect(close!.nights!.count).toBeLessThan(30);
    expect(close!.figures.seconds).toBeLessThan(60);
  });

  test("tell points that another leaves without effect", () => {
    const plan = planOf([program("a", ["sunset", 100], ["22:00", 60], ["22:00", 50], ["sunrise", 0])]);
    expect(found("pointWithoutEffect", { plans: [plan] })).toMatchObject([
      { place: { point: 1 }, figures: { point: 2 } },
    ]);
  });

  test("tell nights no rule covers and lamps no calendar covers", () => {
    const calendar = { id: "open", name: "Dở dang", rules: [], nights: [] };
    const rules = [
      { id: "mon", name: "Thứ hai", nights: [{ by: "weekday", weekdays: [1] }], programId: "good" },
    ] as const;
    const plan: Plan = {
      ...cityPlan,
      programs: [good],
      calendars: [{ id: calendar.id, name: calendar.name, rules }],
      assignments: [{ id: "two", to: { lampId: "l1" }, calendarId: "open" }],
    };
    const { findings } = previewOf({ plans: [plan], nights: 14 });
    expect(findings.filter(({ code }) => code === "nightsWithoutProgram")).toMatchObject([
      {
        severity: "error",
        place: { calendarId: "open" },
        figures: { nights: 12 },
        nights: { first: night("2026-11-22") },
      },
    ]);
    expect(findings.filter(({ code }) => code === "lampsWithoutCalendar")).toMatchObject([
      { severity: "warning", place: { lampIds: ["l2", "l3", "l4"] }, figures: { lamps: 3 } },
    ]);
  });

  test("tell levels and patterns below the floor of a road, and whether something holds it", () => {
    const plan = planOf([program("a", ["sunset", 100], ["22:00", 20], ["sunrise", 0])], {
      roadFloors: [
        {
          id: "f",
          name: "Sàn",
          roadIds: ["main"],
          spans: [{ from: "22:00", to: "05:00", level: 30, mayBeDark: { every: 2, offsets: [1] } }],
        },
      ],
    });
    expect(found("belowFloor", { plans: [plan] })).toMatchObject([
      {
        severity: "warning",
        place: { roadId: "main", roadName: "Đường chính", lampIds: ["l1", "l3"] },
        figures: { floor: 30, wanted: 20, given: 30, lamps: 2 },
        nights: { at: at("2026-11-22 22:00") },
      },
    ]);
    const dark = { ...plan, programs: [program("a", ["sunset", 100], ["22:00", 0])] };
    const [pattern] = found("belowFloor", { plans: [dark] });
    expect(pattern!.sentence.en).toContain("2 lamps dark outside the allowed pattern at 22:00 on Đường chính");
  });

  test("tell the longest run of dark poles, arms counted once, neighbours that were not selected included", () => {
    const patterned = planOf(
      [program("a", ["sunset", 100], ["sunrise", 0]), program("off", ["sunset", 100], ["22:00", 0])],
      {
        assignments: [
          { id: "all", to: { areaId: "city" }, calendarId: "a" },
          ...["l2", "l3", "l4", "l7", "l8"].map((lampId) => ({ id: lampId, to: { lampId }, calendarId: "off" })),
        ],
      },
    );
    const inventory = street(10, { order: (n) => (n < 8 ? n + 1 : 8) });
    const { darkRuns, findings } = previewOf({ plans: [patterned], inventory });
    expect(darkRuns).toMatchObject([
      { roadId: "main", poles: 3, firstLampId: "l2", lastLampId: "l4", at: at("2026-11-22 22:00"), nights: 1 },
    ]);
    expect(findings).toContainEqual(
      expect.objectContaining({ code: "darkRun", severity: "warning", figures: { poles: 3, metres: 0 } }),
    );
    const part = previewOf({ plans: [patterned], inventory, selection: { lampIds: ["l2", "l3", "l7"] } });
    // as long as before, but lamps nobody asked for are not named: they may be another area's
    expect(part.darkRuns).toEqual([{ ...darkRuns[0], firstLampId: "l2", lastLampId: "l3" }]);
    const beside = previewOf({ plans: [patterned], inventory, selection: { lampIds: ["l7"] } });
    expect(beside.darkRuns[0]).toMatchObject({ poles: 3 });
    expect(beside.darkRuns[0]).not.toHaveProperty("firstLampId");
  });

  test("tell segments that are open while a lamp on them wants light", () => {
    const inventory = snapshot({
      area: [{ id: "city" }],
      lampModel: [{ id: "model" }],
      device: [{ id: "cab", outputs: 2 }, { id: "d1" }, { id: "d2" }],
      cabinet: [{ id: "own", deviceId: "cab" }, { id: "timer" }],
      circuit: [
        { id: "half", cabinetId: "own", kind: "halfNight", segment: 0 },
        { id: "blind", cabinetId: "timer", kind: "halfNight", segment: 0 },
      ],
      lamp: [
        { id: "fed", circuitId: "half", deviceId: "d1", output: 0 },
        { id: "unfed", circuitId: "blind", deviceId: "d2", output: 0 },
      ],
    });
    const { findings } = previewOf({ plans: [planOf([good])], inventory });
    expect(findings.map(({ code, place }) => [code, place.lampIds])).toEqual([["segmentNotCommanded", ["unfed"]]]);
  });

  test("tell decorative light after curfew, held where it can be", () => {
    const inventory = snapshot({
      area: [{ id: "city" }],
      lampModel: [{ id: "model" }],
      device: [{ id: "d1" }, { id: "cab", outputs: 1 }],
      cabinet: [{ id: "own", deviceId: "cab" }],
      circuit: [{ id: "deco", cabinetId: "own", kind: "decorative", segment: 0 }],
      lamp: [
        { id: "node", use: "decorative", deviceId: "d1", output: 0 },
        { id: "plain", use: "decorative", circuitId: "deco" },
        { id: "other", use: "road", circuitId: "deco" },
      ],
    });
    const plan = planOf([good], {
      curfews: [{ id: "c", name: "22 giờ", scope: { use: "decorative" }, from: "22:00", to: "05:00", percent: 0 }],
    });
    const late = found("litAfterCurfew", { plans: [plan], inventory });
    expect(late).toMatchObject([
      {
        severity: "error",
        figures: { cap: 0, given: 100, minutes: 420 },
        nights: { at: at("2026-11-22 22:00") },
      },
    ]);
    const { lamp, ...rest } = inventory;
    const held = { ...rest, lamp: new Map([...lamp].filter(([id]) => id === "node")) };
    expect(found("litAfterCurfew", { plans: [plan], inventory: held })).toMatchObject([
      { severity: "warning", figures: { given: 0, lamps: 1 } },
    ]);
    const approved = {
      ...plan,
      curfews: plan.curfews.map((curfew) => ({
        ...curfew,
        approvals: [
          {
            id: "gala",
            name: "Gala",
            from: { year: 2026, month: 11, day: 22 },
            to: { year: 2026, month: 11, day: 22 },
            approved: { at: 0, personId: "lan", personName: "Lan" },
            why: "lễ hội",
          },
        ],
      })),
    };
    expect(found("litAfterCurfew", { plans: [approved], inventory: held })).toEqual([]);
    expect(found("exception", { plans: [approved], inventory: held })).toMatchObject([
      { severity: "note", figures: { lamps: 1 }, nights: { count: 1 } },
    ]);
  });

  test("name exceptions of floors that reach the lamps and nights, and those nobody has approved", () => {
    const spans = [{ from: "18:00", to: "05:00", level: 30 }];
    const approval = {
      id: "quiet",
      name: "Đường vắng",
      from: { year: 2026, month: 11, day: 1 },
      to: { year: 2026, month: 11, day: 24 },
      level: 10,
      why: "đường vắng",
      documentNumber: "9/TB",
    };
    const dim = planOf([program("a", ["sunset", 100], ["22:00", 10], ["sunrise", 0])]);
    const look = (said: object) => {
      const roadFloors = [{ id: "f", name: "Sàn", roadIds: ["main"], spans, approvals: [{ ...approval, ...said }] }];
      const { findings } = previewOf({ plans: [{ ...dim, roadFloors }], nights: 5 });
      return findings.filter(({ code }) => code === "exception" || code === "belowFloor");
    };
    const [below, asked] = look({});
    expect(below).toMatchObject({ code: "belowFloor", nights: { count: 5 } });
    expect(asked).toMatchObject({ severity: "warning", figures: { lamps: 4, level: 10 }, nights: { count: 3 } });
    expect(asked!.sentence.vi).toBe(
      "Ngoại lệ “Đường vắng”: mức sàn “Sàn” hạ xuống 10 % cho 4 đèn, đêm 22 rạng 23/11/2026 đến đêm 24 rạng 25/11/2026; chưa có người chấp thuận, văn bản số 9/TB.",
    );
    const given = look({ approved: { at: 0, personId: "hoa", personName: "Hoa" } });
    expect(given.find(({ code }) => code === "belowFloor")).toMatchObject({ nights: { count: 2 } });
    expect(given.find(({ code }) => code === "exception")!.sentence.en).toContain("; approved by Hoa, document 9/TB.");
    expect(look({ to: { year: 2026, month: 11, day: 21 } }).map(({ code }) => code)).toEqual(["belowFloor"]);
  });

  test("put errors first", () => {
    const plan = planOf([program("a", ["19:00", 100], ["sunrise+5", 0])]);
    const { findings } = previewOf({ plans: [plan] });
    expect(findings.map(({ code, severity }) => [severity, code])).toEqual([
      ["error", "darkEvening"],
      ["warning", "darkRun"],
      ["note", "lightByDay"],
    ]);
  });
});
