import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aPlan, hour } from "../../support/fleet-things.ts";
import { type FleetApi, openFleetApi, type Who } from "../../support/open-fleet-api.ts";

let fleet: FleetApi;
beforeEach(async () => {
  fleet = await openFleetApi();
  await draft(cityStaff, "city", cityPlan);
});
afterEach(() => fleet[Symbol.asyncDispose]());

const cityStaff: Who = "districtStaff@everywhere";
const northStaff: Who = "districtStaff@north";
const why = "mùa khô";
const { id: _, ...cityPlan } = aPlan();
const northPlan = {
  ...cityPlan,
  areaId: "north",
  assignments: [{ id: "north", to: { areaId: "north" }, calendarId: "all-year" }],
};

async function draft(who: Who, id: string, plan: typeof cityPlan): Promise<void> {
  await fleet.call(who, "POST", "/plans", { id, name: plan.name, areaId: plan.areaId, why });
  const { status } = await fleet.call(who, "PUT", `/plans/${id}/draft`, { version: 1, plan, why });
  expect(status).toBe(200);
}

async function done(who: Who, wish: object): Promise<string> {
  const { status, body } = await fleet.call(who, "POST", "/previews", wish);
  expect(status).toBe(202);
  for (;;) {
    const now = (await fleet.call(who, "GET", `/previews/${body.id}`)).body;
    if (now.state === "done") return body.id;
    expect(now.state).toMatch(/waiting|running/);
    await nextTurn();
  }
}

describe("previews over the API", () => {
  it("tell a year of a draft in figures, with the sources of every rate", async () => {
    const id = await done(cityStaff, { planId: "city", nights: 365 });
    const { body } = await fleet.call(cityStaff, "GET", `/previews/${id}/summary`);
    expect(body).toMatchObject({
      preview: { id, planId: "city", revision: 1, lamps: 9, share: 1, from: { year: 2026, month: 11, day: 22 } },
      rates: {
        version: 1,
        currency: "VND",
        priceClasses: [{ id: "low", prices: [{ value: 2226, source: "tariff" }] }],
      },
      baselines: [],
      findings: { error: expect.any(Number), warning: expect.any(Number), note: expect.any(Number) },
    });
    expect(body.preview.keptUntil - body.preview.endedAt).toBe(hour);
    expect(body.total.hours).toBeCloseTo(4333, -1);
    expect(body.total.plan.cost).toBeCloseTo(body.total.plan.kWh * 2226, 3);
    expect(body.total.plan.kWh).toBeLessThan(body.total.reference.kWh);
    expect(body.years.map(({ year }: { year: number }) => year)).toEqual([2026, 2027]);
    expect(body.months).toHaveLength(13);
    expect(body.areas.map(({ areaId }: { areaId: string }) => areaId).sort()).toEqual(["north", "south"]);
    const kWh = body.calendars.map((one: { total: { plan: { kWh: number } } }) => one.total.plan.kWh);
    expect(kWh.reduce((a: number, b: number) => a + b, 0)).toBeCloseTo(body.total.plan.kWh, 6);
    const { items } = (await fleet.call(cityStaff, "GET", "/previews")).body;
    expect(items).toEqual([body.preview]);
  });

  it("show the nights of one calendar page by page, each by its date", async () => {
    const id = await done(cityStaff, { planId: "city", nights: 10, from: { year: 2027, month: 2, day: 25 } });
    const path = `/previews/${id}/nights?planId=city&calendarId=all-year&limit=4`;
    const dates: string[] = [];
    let next: string | undefined = "";
    for (let pages = 0; next !== undefined; pages++) {
      expect(pages).toBeLessThan(3);
      const { body } = await fleet.call(cityStaff, "GET", `${path}${next && `&cursor=${next}`}`);
      for (const { night, points, figures } of body.items) {
        dates.push(`${night.day}/${night.month}`);
        expect(points.map(({ level }: { level: number }) => level)).toEqual([70, 0]);
        expect(figures.lamps).toBe(9);
      }
      next = body.next;
    }
    expect(dates).toEqual(["25/2", "26/2", "27/2", "28/2", "1/3", "2/3", "3/3", "4/3", "5/3", "6/3"]);
    const whole = await fleet.call(cityStaff, "GET", `/previews/${id}/night-figures`);
    expect(whole.body.items).toHaveLength(10);
    expect((await fleet.call(cityStaff, "GET", `/previews/${id}/nights?calendarId=other`)).status).toBe(404);
  });

  it("name findings with severity, sentence and the lamps meant, and the dark runs of roads", async () => {
    const dark = [
      { at: { clock: "20:00" }, target: { level: 70 } },
      { at: { clock: "04:00" }, target: { level: 0 } },
    ];
    await draft(northStaff, "north", {
      ...northPlan,
      programs: [{ ...northPlan.programs[0]!, points: dark }],
    } as never);
    const id = await done(northStaff, { planId: "north", nights: 5 });
    const all = (await fleet.call(northStaff, "GET", `/previews/${id}/findings`)).body.items;
    expect(all).toContainEqual(
      expect.objectContaining({
        code: "darkEvening",
        planId: "north",
        calendarId: "all-year",
        nights: expect.objectContaining({ count: 5, first: { year: 2026, month: 11, day: 22 } }),
        sentence: { vi: expect.any(String), en: expect.any(String) },
      }),
    );
    const summary = (await fleet.call(northStaff, "GET", `/previews/${id}/summary`)).body;
    for (const severity of ["error", "warning", "note"]) {
      const { items } = (await fleet.call(northStaff, "GET", `/previews/${id}/findings?severity=${severity}`)).body;
      expect(items).toHaveLength(summary.findings[severity]);
    }
    expect((await fleet.call(northStaff, "GET", `/previews/${id}/dark-runs`)).status).toBe(200);
  });

  it("give the table of months as a file that a spreadsheet of either language opens", async () => {
    const id = await done(cityStaff, { planId: "city", nights: 40 });
    const load = async (language: string) => {
      const url = `/api/v1/previews/${id}/month-table?language=${language}`;
      const { body, headers } = await fleet.api.app.inject({ url, headers: await fleet.as(cityStaff) });
      expect(headers["content-type"]).toBe("text/csv; charset=utf-8");
      expect(headers["content-disposition"]).toContain("preview-city.csv");
      expect(body.startsWith("\uFEFF")).toBe(true);
      return body.slice(1).trimEnd().split("\r\n");
    };
    const [vi, en] = [await load("vi"), await load("en")];
    // two months, of each the two areas
    expect(vi).toHaveLength(5);
    expect(vi[0]).toMatch(/^Tháng;Kế hoạch;.*;Điện năng \(kWh\);Tiền điện chưa thuế \(VND\);/);
    expect(vi[1]).toMatch(/^2026-11;city;all-year;Quanh năm;\w+;\w+;\d+;9;\d+,\d\d;/);
    expect(en[0]).toMatch(/^Month,Plan,/);
    expect(en[1]!.split(",")).toHaveLength(16);
  });

  it("compare with the plan in force, the recorded baseline and full light", async () => {
    const points = [
      { at: { clock: "18:00" }, target: { level: 100 } },
      { at: { clock: "04:00" }, target: { level: 0 } },
    ];
    await fleet.call("administrator@everywhere", "POST", "/baselines/city", {
      revision: 0,
      recordedOn: { year: 2026, month: 1, day: 5 },
      source: "03/BB-KS",
      groups: [{ name: "Natri", lamps: 9, power: 250, program: { id: "on", name: "Cả đêm", points } }],
      why,
    });
    await fleet.call(cityStaff, "POST", "/plans/city/deploy", { version: 2, why });
    await fleet.call(cityStaff, "POST", "/plans/city/draft", { why });
    const { id: _id, ...dimmer } = aPlan({ level: 35 });
    await fleet.call(cityStaff, "PUT", "/plans/city/draft", { version: 1, plan: dimmer, why });
    const id = await done(cityStaff, { planId: "city", nights: 366 });
    const { total, baselines, preview } = (await fleet.call(cityStaff, "GET", `/previews/${id}/summary`)).body;
    expect(preview.revision).toBe(2);
    expect(baselines).toEqual([
      { areaId: "city", revision: 1, recordedOn: { year: 2026, month: 1, day: 5 }, source: "03/BB-KS" },
    ]);
    expect(total.baseline).toMatchObject({ lamps: 9 });
    expect(total.baseline.kWh).toBeCloseTo((9 * 250 * 3660) / 1000, 6);
    expect(total.plan.kWh).toBeLessThan(total.present.kWh);
    expect(total.present.kWh).toBeLessThan(total.reference.kWh);
  });

  it("are begun and seen only for areas a person may read, and only by who asked", async () => {
    await draft(northStaff, "north", northPlan);
    const ask = (who: Who, wish: object) => fleet.call(who, "POST", "/previews", { nights: 1, ...wish });
    expect((await ask("viewer@south", { planId: "north" })).body.code).toBe("plans/unknown");
    expect((await ask("viewer@south", { planId: "city" })).body.code).toBe("plans/unknown");
    const beyond = await ask(northStaff, { planId: "north", selection: { lampIds: ["n1", "s1"] } });
    expect(beyond).toMatchObject({ status: 403, body: { code: "people/outside-area" } });
    expect((await ask(northStaff, { planId: "north", revision: 7 })).status).toBe(404);
    const id = await done("viewer@north", { planId: "north", nights: 1 });
    for (const part of ["", "/summary", "/findings", "/nights", "/night-figures", "/dark-runs", "/month-table"]) {
      const { status, body } = await fleet.call(cityStaff, "GET", `/previews/${id}${part}`);
      expect([part, status, body.code]).toEqual([part, 404, "plans/preview-unknown"]);
    }
  });

  it("are cancelled or forgotten, and cannot be told from those nobody asked for", async () => {
    const { body } = await fleet.call(cityStaff, "POST", "/previews", { planId: "city", nights: 400 });
    const cancel = () => fleet.api.app.inject({ method: "DELETE", url, headers });
    const [url, headers] = [`/api/v1/previews/${body.id}`, await fleet.as(cityStaff)];
    expect((await cancel()).statusCode).toBe(204);
    expect((await cancel()).statusCode).toBe(404);
    expect((await fleet.call(cityStaff, "GET", "/previews")).body.items).toEqual([]);
  });

  it("are two at once for a person: of many that arrive together the others are told to wait", async () => {
    const ask = () => fleet.call(cityStaff, "POST", "/previews", { planId: "city", nights: 400 });
    const answers = await Promise.all(Array.from({ length: 6 }, ask));
    const full = answers.filter(({ status }) => status === 429);
    expect(full.length).toBeGreaterThan(0);
    expect(full[0]!.body).toMatchObject({
      code: "plans/previews-full",
      params: { running: 2, most: 2 },
      detailVi: "Bạn đang chạy thử 2 bản cùng lúc, tối đa 2. Hãy đợi hoặc hủy bớt.",
    });
  });

  it("are refused with every reason at once", async () => {
    const wrong = await fleet.call(cityStaff, "POST", "/previews", {
      planId: "City!",
      nights: 401,
      from: { year: 2027, month: 2, day: 30 },
      selection: { lampIds: [] },
      fast: true,
    });
    expect(wrong.status).toBe(400);
    const paths = wrong.body.places.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(["body.planId", "body.nights", "body.from", "body.selection.lampIds", "body"]),
    );
  });
});
