import { describe, expect, test } from "vitest";
import type { Baseline } from "../../../../../controller/core/energy/baseline.ts";
import { expectedPower } from "../../../../../controller/core/fleet/power-band.ts";
import type { Plan } from "../../../../../controller/core/plans/plan.ts";
import { monthTable } from "../../../../../controller/core/plans/preview/month-table.ts";
import { preview, previewSteps } from "../../../../../controller/core/plans/preview/preview.ts";
import { smallTown, snapshot } from "../../inventory/small-town.ts";
import { at, cityPlan, night, program } from "../plan-of-a-town.ts";
import { previewOf, requestOf, street } from "./preview-town.ts";

const fullNight = program("full", ["sunset", 100], ["sunrise", 0]);
const dimmed = program("dimmed", ["17:00", 100], ["22:00", 50], ["05:00", 0]);
const planOf = (...programs: Plan["programs"]): Plan => ({
  ...cityPlan,
  programs,
  calendars: [{ id: "usual", name: "Thường ngày", rules: [], defaultProgramId: programs[0]!.id }],
});
const usual = (id: string, programId: string) => ({ id, name: id, rules: [], defaultProgramId: programId });

describe("a preview", () => {
  test("finds the 4,333 hours that a year from sunset to sunrise has here", () => {
    const { total, nights } = previewOf({ plans: [planOf(fullNight)], nights: 365 });
    expect(nights).toBe(365);
    expect(total.hours).toBeCloseTo(4333, -1);
    expect(total.plan.kWh).toBeCloseTo(total.reference.kWh, 6);
    expect(total.reference.kWh).toBeCloseTo((4 * 100 * total.hours) / 1000, 6);
  });

  test("tells hours, energy, cost and emissions of a night", () => {
    const { total } = previewOf({ plans: [planOf(dimmed)] });
    const kWh =
      (4 * (5 * 100 + 7 * expectedPower({ nominalPower: 100, powerAtMinimumDimLevel: 12, minLevel: 10 }, 50))) / 1000;
    expect(total).toMatchObject({ lamps: 4, hours: 12, fullLoadHours: 8.5 });
    expect(total.plan.kWh).toBeCloseTo(kWh, 9);
    expect(total.plan.cost).toBeCloseTo(kWh * 2226, 6);
    expect(total.plan.co2).toBeCloseTo(kWh * 0.6592, 9);
  });

  test("resolves each night with the names of rule, program and points", () => {
    const { calendars } = previewOf({ plans: [cityPlan], from: "2027-02-05", nights: 2 });
    const [giaoThua, after] = calendars[0]!.nights;
    expect(giaoThua).toMatchObject({ night: night("2027-02-05"), ruleName: "Giao thừa", programName: "festive" });
    expect(after).toMatchObject({ programName: "evening" });
    expect(after).not.toHaveProperty("ruleName");
    expect(after!.points.map(({ point, level }) => [point, level])).toEqual([
      [0, 100],
      [1, 50],
      [2, 0],
    ]);
    expect(after!.points[1]!.at).toBe(at("2027-02-06 22:00"));
  });

  test("compares with the plans in force, and with the fallback where there is none", () => {
    const against = previewOf({ plans: [planOf(dimmed)], inForce: [planOf(fullNight)] }).total;
    expect(against.present.kWh).toBeCloseTo(against.reference.kWh, 9);
    const alone = previewOf({ plans: [planOf(dimmed)] }).total;
    expect(alone.present.kWh).toBeLessThan(alone.reference.kWh);
    expect(alone.present.kWh).toBeGreaterThan(alone.reference.kWh * 0.7);
  });

  test("tells how many lamps get darker or brighter than by the plans in force, and by how much", () => {
    const half = program("half", ["sunset", 50], ["sunrise", 0]);
    const changeOf = (plan: Plan, present: Plan) => previewOf({ plans: [plan], inForce: [present] }).change;
    const none = { lamps: 0, share: 0 };
    expect(changeOf(planOf(half), planOf(fullNight))).toEqual({ darker: { lamps: 4, share: 0.5 }, brighter: none });
    expect(changeOf(planOf(fullNight), planOf(half))).toEqual({ darker: none, brighter: { lamps: 4, share: 1 } });
    expect(changeOf(planOf(half), planOf(half))).toEqual({ darker: none, brighter: none });
    const one = { ...planOf(fullNight, half), calendars: [usual("usual", "full"), usual("less", "half")] };
    const assignments = [...cityPlan.assignments, { id: "one", to: { lampId: "l2" }, calendarId: "less" }];
    expect(changeOf({ ...one, assignments }, planOf(fullNight)).darker).toEqual({ lamps: 1, share: 0.5 });
  });

  test("compares with the recorded baseline, shared out among the lamps that stand there now", () => {
    const baseline: Baseline = {
      areaId: "city",
      recordedOn: { year: 2026, month: 3, day: 1 },
      source: "12/BB",
      groups: [
        { name: "cả đêm", lamps: 2, power: 250, program: program("on", ["18:00", 100], ["04:00", 0]) },
        { name: "nửa đêm", lamps: 2, power: 250, program: program("half", ["18:00", 100], ["22:00", 0]) },
      ],
    };
    const whole = previewOf({ plans: [planOf(dimmed)], baselines: [baseline], nights: 365 }).total;
    // one-mode cabinets burn 3,650 h a year
    expect(whole.baseline!.kWh).toBeCloseTo((2 * 250 * 3650 + 2 * 250 * 365 * 4) / 1000, 6);
    expect(whole.baseline!.lamps).toBe(4);
    const part = previewOf({ plans: [planOf(dimmed)], baselines: [baseline], selection: { lampIds: ["l1"] } }).total;
    expect(part.baseline!.kWh).toBeCloseTo(whole.baseline!.kWh / 365 / 4, 9);
    expect(part.baseline!.plan.kWh).toBeCloseTo(part.plan.kWh, 9);
    expect(previewOf({ plans: [planOf(dimmed)] }).total).not.toHaveProperty("baseline");
  });

  test("sums months, years, calendars, areas and nights to the same whole", () => {
    const report = previewOf({ plans: [cityPlan], inventory: smallTown, nights: 40 });
    const sums = [report.months, report.years, report.byNight, report.areas.map(({ total }) => total)];
    sums.push(
      report.calendars.map(({ total }) => total),
      report.rows,
    );
    for (const parts of sums) {
      expect(parts.reduce((sum, { plan }) => sum + plan.kWh, 0)).toBeCloseTo(report.total.plan.kWh, 6);
      expect(parts.reduce((sum, { reference }) => sum + reference.kWh, 0)).toBeCloseTo(report.total.reference.kWh, 6);
    }
    expect(report.months.map(({ month, nights }) => [month, nights])).toEqual([
      [11, 9],
      [12, 31],
    ]);
    expect(report.lamps).toBe(5);
  });

  test("lets a lamp without electronics burn fully while its segment is closed, and one without a relay by the sun", () => {
    const inventory = snapshot({
      area: [{ id: "city" }],
      lampModel: [{ id: "model" }],
      device: [{ id: "cab", outputs: 2 }, { id: "d1" }],
      cabinet: [{ id: "cabinet", deviceId: "cab" }],
      circuit: [
        { id: "k", segment: 0 },
        { id: "live", kind: "alwaysLive" },
      ],
      lamp: [
        { id: "smart", circuitId: "k", deviceId: "d1", output: 0 },
        { id: "plain", circuitId: "k" },
        { id: "lonely", circuitId: "live" },
      ],
    });
    const kWhOf = (id: string) =>
      previewOf({ plans: [planOf(dimmed)], inventory, selection: { lampIds: [id] } }).total.plan.kWh;
    expect(kWhOf("plain")).toBeCloseTo(1.2, 6);
    expect(kWhOf("smart")).toBeLessThan(0.9);
    // from dusk to dawn on 22 November
    expect(kWhOf("lonely")).toBeGreaterThan(1.1);
    expect(kWhOf("lonely")).toBeLessThan(1.2);
  });

  test("shares a few places of the sun in a city and keeps every place of a street", () => {
    const { lamp, ...rest } = street(400);
    const spread = new Map([...lamp].map(([id, each], n) => [id, { ...each, lon: 106 + n * 0.002, roadId: "main" }]));
    const { places } = previewOf({ plans: [planOf(fullNight)], inventory: { ...rest, lamp: spread } });
    expect(places.count).toBeLessThanOrEqual(16);
    expect(places.farthest).toBeLessThan(0.1);
    expect(previewOf({ plans: [planOf(fullNight)], inventory: street(9) }).places).toEqual({ count: 1, farthest: 0 });
  });

  test("comes in steps that tell how far it is, to the same report", () => {
    const request = requestOf({ plans: [cityPlan], inventory: smallTown, nights: 20 });
    const shares: number[] = [];
    const steps = previewSteps(request);
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) shares.push(step.value);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    expect(step.value).toEqual(preview(request));
  });

  test("prices each lamp as its supply point is billed, and everything else as lighting", () => {
    const billed = snapshot({
      area: [{ id: "city" }],
      lampModel: [{ id: "model" }],
      supplyPoint: [{ id: "s", areaId: "city", priceClass: "high" }],
      cabinet: [{ id: "c", areaId: "city", supplyPointId: "s" }],
      circuit: [{ id: "k", cabinetId: "c", kind: "alwaysLive" }],
      device: [{ id: "d1" }, { id: "d2" }],
      lamp: [
        { id: "l1", deviceId: "d1", output: 0, circuitId: "k" },
        { id: "l2", deviceId: "d2", output: 0 },
      ],
    });
    const price = (value: number) => [{ from: { year: 2025, month: 1, day: 1 }, value, source: "list" }];
    const rates = {
      currency: "EUR",
      priceClasses: [
        { id: "low", name: "Low", prices: price(3) },
        { id: "high", name: "High", prices: price(1) },
      ],
      lightingClass: "low",
      gridFactor: [],
    };
    const report = previewOf({ plans: [planOf(fullNight)], inventory: billed, rates, nights: 40 });
    expect(report.total.plan.cost).toBeCloseTo((report.total.plan.kWh / 2) * (3 + 1), 6);
    expect(report.priceClasses.toSorted()).toEqual(["high", undefined]);
    // one row per month, calendar and area still
    expect(report.rows.map(({ month, lamps }) => [month, lamps])).toEqual([
      [11, 2],
      [12, 2],
    ]);
  });

  test("knows no cost before the first price", () => {
    const early = { currency: "VND", priceClasses: [], gridFactor: [] };
    const { total } = previewOf({ plans: [planOf(dimmed)], rates: early });
    expect(total.plan).not.toHaveProperty("cost");
    expect(total.plan).not.toHaveProperty("co2");
  });
});

describe("the table of months", () => {
  test("has a row per month, calendar and area, a cell per column, in either language", () => {
    const report = previewOf({ plans: [cityPlan], inventory: smallTown, nights: 40 });
    const { columns, rows } = monthTable(report, "vi");
    expect(rows).toHaveLength(report.rows.length);
    for (const row of rows) expect(row).toHaveLength(columns.length);
    expect(rows[0]!.slice(0, 4)).toEqual(["2026-11", "city-plan", "usual", "Thường ngày"]);
    expect(rows.some((row) => row[2] === undefined)).toBe(true);
    expect(columns.slice(0, 2).map(({ label }) => label)).toEqual(["Tháng", "Kế hoạch"]);
    const english = monthTable(report, "en");
    expect(english.rows).toEqual(rows);
    expect(english.columns.find(({ label }) => label === "Cost without taxes")?.unit).toBe("VND");
  });
});
