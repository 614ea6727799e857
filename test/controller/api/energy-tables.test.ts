import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FleetApi, openFleetApi, type Who } from "../../support/open-fleet-api.ts";
import { rates } from "../core/plans/preview/preview-town.ts";

let fleet: FleetApi;
beforeEach(async () => {
  fleet = await openFleetApi();
});
afterEach(() => fleet[Symbol.asyncDispose]());

const administrator: Who = "administrator@everywhere";
const why = "theo biên bản";
const points = [
  { at: { clock: "18:00" }, target: { level: 100 } },
  { at: { clock: "04:00" }, target: { level: 0 } },
];
const survey = {
  recordedOn: { year: 2026, month: 3, day: 1 },
  source: "12/BB-KS",
  groups: [{ name: "Cả đêm", lamps: 7, power: 250, program: { id: "whole", name: "Cả đêm", points } }],
};

const acts = async (sort: string) => {
  const system = { id: "x", name: "x", grants: [{ role: "administrator" as const }] };
  const lines = await fleet.api.audit.find(system, {}, { limit: 100 });
  return lines
    .filter(({ thing }) => thing?.sort === sort)
    .map(({ action, thing, documentNumber }) => [action, thing!.id, documentNumber])
    .reverse();
};

describe("rates over the API", () => {
  it("are read by everybody and saved by administrators, every version kept and written down", async () => {
    const { body } = await fleet.call("viewer@north", "GET", "/rates");
    expect(body).toMatchObject({ version: 1, rates });
    const next = { ...rates, currency: "USD" };
    const request = { version: 1, rates: next, why, documentNumber: "14/QĐ" };
    expect((await fleet.call("supervisor@everywhere", "PUT", "/rates", request)).body.code).toBe("people/no-power");
    expect((await fleet.call("administrator@north", "PUT", "/rates", request)).body).toMatchObject({
      code: "people/outside-area",
      detailVi: expect.stringContaining("giá điện và số liệu nền"),
    });
    expect((await fleet.call(administrator, "PUT", "/rates", request)).body).toMatchObject({ version: 2, rates: next });
    expect((await fleet.call(administrator, "PUT", "/rates", request)).body).toMatchObject({
      code: "energy/changed-meanwhile",
      detailVi: expect.stringContaining("administrator-everywhere đã lưu"),
    });
    const history = await fleet.call("viewer@south", "GET", "/rates/revisions");
    expect(history.body.items.map((one: typeof body) => one.version)).toEqual([2, 1]);
    expect(await acts("rates")).toEqual([["rates.save", "2", "14/QĐ"]]);
  });

  it("are refused with every reason at once, in both languages", async () => {
    const february = { from: { year: 2027, month: 2, day: 30 }, value: -1, source: "" };
    const malformed = await fleet.call(administrator, "PUT", "/rates", {
      version: 1,
      why,
      rates: { ...rates, currency: "đồng", gridFactor: [february] },
    });
    expect(malformed.status).toBe(400);
    expect(malformed.body.places.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining([
        "body.rates.currency",
        "body.rates.gridFactor[0].from",
        "body.rates.gridFactor[0].value",
        "body.rates.gridFactor[0].source",
      ]),
    );
    const twice = { ...rates, lightingClass: "gone", gridFactor: [...rates.gridFactor, ...rates.gridFactor] };
    const wrong = await fleet.call(administrator, "PUT", "/rates", { version: 1, why, rates: twice });
    expect(wrong).toMatchObject({
      status: 422,
      body: {
        code: "energy/invalid",
        places: [
          { path: "body.rates.lightingClass", messageVi: "không có nhóm giá “gone”" },
          { path: "body.rates.gridFactor[1].from", message: expect.stringContaining("gridFactor[0]") },
        ],
      },
    });
  });
});

describe("baselines over the API", () => {
  it("are recorded once, corrected with a reason, and never written over", async () => {
    const record = (revision: number, said: object = {}) =>
      fleet.call("administrator@north", "POST", "/baselines/north", { revision, ...survey, why, ...said });
    expect(await record(0)).toMatchObject({
      status: 201,
      body: { areaId: "north", revision: 1, ...survey, recorded: { why, personId: "administrator-north" } },
    });
    expect((await record(0)).body).toMatchObject({ code: "energy/changed-meanwhile", status: 409 });
    const counted = [{ ...survey.groups[0], lamps: 8 }];
    expect((await record(1, { why: "đếm lại", groups: counted, documentNumber: "15/BB" })).status).toBe(201);
    const { items } = (await fleet.call("viewer@north", "GET", "/baselines/north")).body;
    expect(items.map((one: { groups: { lamps: number }[] }) => one.groups[0]!.lamps)).toEqual([8, 7]);
    expect((await fleet.call("viewer@north", "GET", "/baselines")).body.items).toEqual([items[0]]);
    expect((await fleet.call("viewer@south", "GET", "/baselines")).body.items).toEqual([]);
    expect((await fleet.call("viewer@south", "GET", "/baselines/north")).body.code).toBe("energy/unknown");
    expect(await acts("baseline")).toEqual([
      ["baseline.record", "north", undefined],
      ["baseline.correct", "north", "15/BB"],
    ]);
  });

  it("are refused with every reason at once", async () => {
    const tomorrow = { year: 2026, month: 11, day: 23 };
    const contradiction = { ...survey.groups[0]!.program, points: [...points, { ...points[0], target: { level: 5 } }] };
    const wrong = await fleet.call(administrator, "POST", "/baselines/north", {
      revision: 0,
      ...survey,
      recordedOn: tomorrow,
      groups: [{ ...survey.groups[0], program: contradiction }, survey.groups[0]],
      why,
    });
    expect(wrong.body).toMatchObject({
      code: "energy/invalid",
      places: [
        { path: "body.recordedOn", messageVi: "ngày khảo sát ở tương lai" },
        { path: "body.groups[1].name" },
        { path: "body.groups[0].program.points[2]" },
      ],
    });
    const malformed = await fleet.call(administrator, "POST", "/baselines/north", {
      revision: 0,
      ...survey,
      groups: [{ ...survey.groups[0], lamps: 0, power: 0 }],
    });
    expect(malformed.body.places.map(({ path }: { path: string }) => path).sort()).toEqual([
      "body.groups[0].lamps",
      "body.groups[0].power",
      "body.why",
    ]);
  });
});
