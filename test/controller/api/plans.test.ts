import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aPlan } from "../../support/fleet-things.ts";
import { type FleetApi, openFleetApi, type Who } from "../../support/open-fleet-api.ts";

let fleet: FleetApi;
beforeEach(async () => {
  fleet = await openFleetApi();
});
afterEach(() => fleet[Symbol.asyncDispose]());

const staff: Who = "districtStaff@north";
const engineer: Who = "administrator@everywhere";
const why = "tiết kiệm mùa khô";

/** The street's plan as one of the north, without its id, which stands in the path. */
function northPlan(level = 70) {
  const assignments = [{ id: "north", to: { areaId: "north" }, calendarId: "all-year" }];
  const { id: _, ...plan } = aPlan({ areaId: "north", name: "Phía bắc", assignments, level });
  return plan;
}
const create = (who: Who = staff, areaId = "north", id = "streets") =>
  fleet.call(who, "POST", "/plans", { id, name: "Phía bắc", areaId, why });
const save = (version: number, plan: object = northPlan(), who: Who = staff) =>
  fleet.call(who, "PUT", "/plans/streets/draft", { version, plan, why });
const deploy = (version: number, who: Who = staff) =>
  fleet.call(who, "POST", "/plans/streets/deploy", { version, why, documentNumber: "07/KH" });

async function deployed(level = 70): Promise<string> {
  const draft = await fleet.call(staff, "POST", "/plans/streets/draft", { why });
  const { body } = await save(draft.body.version, northPlan(level));
  return (await deploy(body.version)).body.id;
}

describe("plans over the API", () => {
  it("go from an empty draft into force, with every act named", async () => {
    expect((await create()).status).toBe(201);
    const saved = await save(1);
    expect(saved).toMatchObject({ status: 200, body: { version: 2, problems: [], plan: northPlan() } });
    const diff = await fleet.call(staff, "GET", "/plans/streets/draft/diff");
    expect(diff.body.items).toContainEqual({ list: "programs", id: "night", kind: "added" });
    const answer = await deploy(2);
    expect(answer).toMatchObject({
      status: 202,
      body: { planId: "streets", revision: 1, state: "running", devices: 7 },
    });
    await fleet.room.clock.settleBy(60_000);
    const done = await fleet.call("viewer@north", "GET", `/deployments/${answer.body.id}`);
    expect(done.body).toMatchObject({ state: "done", counts: { holding: 7, told: 0, waiting: 0 } });
    const { body } = await fleet.call(staff, "GET", "/plans/streets");
    expect(body).toMatchObject({
      name: "Phía bắc",
      inForce: { revision: 1, deployed: { why, documentNumber: "07/KH" } },
    });
    expect(body.draft).toBeUndefined();
    const lines = await fleet.api.audit.find(
      { id: "x", name: "x", grants: [{ role: "administrator" }] },
      {},
      { limit: 100 },
    );
    const acts = lines.filter(({ thing }) => thing?.sort === "plan").map(({ action, areaId }) => `${action} ${areaId}`);
    expect(acts.reverse()).toEqual(["plan.create north", "plan.save north", "plan.deploy north"]);
  });

  it("return in one step, and keep every revision with its differences", async () => {
    await create();
    await save(1);
    await deploy(2);
    await fleet.room.clock.settleBy(60_000);
    await deployed(40);
    await fleet.room.clock.settleBy(60_000);
    const back = await fleet.call(staff, "POST", "/plans/streets/return", { why: "trời mưa" });
    expect(back).toMatchObject({ status: 202, body: { revision: 3 } });
    const { body } = await fleet.call(staff, "GET", "/plans/streets/revisions");
    const summary = body.items.map(({ revision, basedOn }: { revision: number; basedOn?: number }) => [
      revision,
      basedOn,
    ]);
    expect(summary).toEqual([
      [3, 1],
      [2, 1],
      [1, undefined],
    ]);
    const second = await fleet.call(staff, "GET", "/plans/streets/revisions/2");
    expect(second.body.differences).toEqual([{ list: "programs", id: "night", kind: "changed", fields: ["points"] }]);
    const list = await fleet.call(staff, "GET", "/deployments?limit=2");
    expect(list.body.items.map(({ revision }: { revision: number }) => revision)).toEqual([3, 2]);
    const rest = await fleet.call(staff, "GET", `/deployments?limit=2&cursor=${list.body.next}`);
    expect(rest.body.items.map(({ revision }: { revision: number }) => revision)).toEqual([1]);
  });

  it("refuse the second editor, with who and when, and change nothing", async () => {
    await create();
    expect((await save(1, northPlan(50), "supervisor@north")).status).toBe(200);
    const late = await save(1, northPlan(60));
    expect(late).toMatchObject({ status: 409, body: { code: "plans/changed-meanwhile" } });
    expect(late.body.detail).toContain("supervisor-north");
    expect(late.body.params.savedAt).toBe(fleet.room.clock.now());
    expect(late.body.detailVi).toContain("upervisor-north");
    const { body } = await fleet.call(staff, "GET", "/plans/streets/draft");
    expect(body.plan.programs[0].points[0].target.level).toBe(50);
  });

  it("are hidden from other districts and written by those who plan there", async () => {
    await create();
    expect((await create("districtStaff@south")).body.code).toBe("people/outside-area");
    expect((await create(staff, "city", "all")).body.code).toBe("people/outside-area");
    expect((await create("viewer@north")).body.code).toBe("people/no-power");
    expect((await fleet.call("districtStaff@south", "GET", "/plans/streets")).body.code).toBe("plans/unknown");
    expect((await save(1, northPlan(), "districtStaff@south")).body.code).toBe("plans/unknown");
    expect((await fleet.call("districtStaff@south", "GET", "/plans")).body.items).toEqual([]);
    expect((await fleet.call("viewer@north", "GET", "/plans")).body.items).toHaveLength(1);
    expect((await save(1, { ...northPlan(), areaId: "city" })).body.code).toBe("people/outside-area");
  });

  it("say when there is no such thing, or it is there already", async () => {
    expect((await create(engineer, "atlantis")).body.code).toBe("inventory/unknown");
    await create();
    expect((await create()).body.code).toBe("plans/taken");
    expect((await fleet.call(staff, "POST", "/plans/streets/draft", { why })).body.code).toBe("plans/taken");
    expect((await fleet.call(staff, "GET", "/plans/nothing")).body.code).toBe("plans/unknown");
    expect((await fleet.call(staff, "POST", "/plans/streets/return", { why })).body.code).toBe("plans/no-draft");
    expect((await fleet.call(staff, "GET", "/deployments/nothing")).body.code).toBe("plans/unknown");
    const gone = await fleet.call(staff, "DELETE", "/plans/streets/draft?version=9");
    expect(gone.body.code).toBe("plans/changed-meanwhile");
    expect((await fleet.call(staff, "DELETE", "/plans/streets/draft?version=1")).status).toBe(200);
    expect((await fleet.call(staff, "GET", "/plans/streets")).status).toBe(404);
  });

  it("are stopped on their way by who plans there", async () => {
    await create();
    await save(1);
    const { body } = await deploy(2);
    const other = await fleet.call("districtStaff@south", "POST", `/deployments/${body.id}/stop`);
    expect(other.body.code).toBe("plans/unknown");
    const stopped = await fleet.call("supervisor@north", "POST", `/deployments/${body.id}/stop`);
    expect(stopped.body).toMatchObject({ state: "stopped", stoppedBy: { personId: "supervisor-north" } });
    expect((await fleet.call(staff, "POST", `/deployments/${body.id}/stop`)).body.code).toBe("plans/ended");
  });
});

describe("what a plan means for a lamp", () => {
  const day = 86_400_000;
  const night = async (at?: number) =>
    (await fleet.call(staff, "GET", `/lamps/n1/plan${at === undefined ? "" : `?at=${at}`}`)).body.night;

  it("is told for now, for nights to come, and for the past from what was deployed then", async () => {
    const start = fleet.room.clock.now();
    await create();
    await save(1);
    await deploy(2);
    await fleet.room.clock.settleBy(day);
    await deployed(40);
    await fleet.room.clock.settleBy(60_000);
    expect(await night()).toMatchObject({
      target: { level: 40 },
      assignmentId: "north",
      name: { planId: "streets", calendarName: "Quanh năm", programName: "Cả đêm", campaigns: [] },
    });
    expect((await night(start + 200 * day)).target).toEqual({ level: 40 });
    expect((await night(start + 1000)).target).toEqual({ level: 70 });
    expect(await night(start - 1000)).toBeUndefined();
    const { steps, sunset, sunrise } = await night();
    expect(steps.slice(1)).toEqual([
      { at: sunset, target: { level: 40 }, ramp: 0, point: 0 },
      { at: sunrise, target: { level: 0 }, ramp: 0, point: 1 },
    ]);
  });

  it("is named in every why, and lamps without a calendar are listed to those who may see them", async () => {
    await create();
    await save(1);
    await deploy(2);
    await fleet.room.clock.settleBy(60_000);
    const { body } = await fleet.call(staff, "GET", "/lamps/n1/why");
    expect(body.expected).toMatchObject({ source: "calendar", level: 70, calendar: { planName: "Phía bắc" } });
    expect(body.sentence.vi).toContain(
      "lịch “Quanh năm” (kế hoạch “Phía bắc”, chương trình “Cả đêm”, điểm mặt trời lặn)",
    );
    const uncovered = async (who: Who) =>
      (await fleet.call(who, "GET", "/plan-coverage")).body.items.map(({ lampId }: { lampId: string }) => lampId);
    expect(await uncovered(engineer)).toEqual(["s1", "s2"]);
    expect(await uncovered(staff)).toEqual([]);
    expect((await fleet.call("districtStaff@south", "GET", "/lamps/n1/plan")).body.code).toBe("inventory/unknown");
  });

  it("are asked beforehand whom they would cover, without being saved", async () => {
    const { assignments } = northPlan();
    const ask = (who: Who, areaId: string, said: object = {}) =>
      fleet.call(who, "POST", "/plan-coverage", { planId: "streets", areaId, assignments, ...said });
    const { status, body } = await ask(engineer, "city");
    expect(status).toBe(200);
    expect(body.assignments).toEqual([{ id: "north", lamps: body.lamps - body.uncovered.lamps }]);
    expect(body.uncovered).toMatchObject({ lamps: 2, areas: [{ areaId: "south", lamps: 2 }] });
    expect(body.uncovered.first.map(({ lampId }: { lampId: string }) => lampId).sort()).toEqual(["s1", "s2"]);
    expect((await ask(engineer, "city", { named: 1 })).body.uncovered).toMatchObject({ lamps: 2, first: [{}] });
    expect((await ask("districtStaff@south", "city")).body.code).toBe("people/outside-area");
  });
});

describe("bad input", () => {
  /** Paths of everything that is wrong, in the order of the document. */
  async function wrongPlaces(said: object): Promise<string[]> {
    await create();
    const { status, body } = await save(1, { ...northPlan(), ...said });
    expect([status, body.code]).toEqual([400, "request/malformed"]);
    expect((await fleet.call(staff, "GET", "/plans/streets/draft")).body.version).toBe(1);
    return body.places.map(({ path }: { path: string }) => path);
  }
  const [night] = northPlan().programs;

  it("of the wrong shape is refused with every place at once", async () => {
    const points = [
      { at: { clock: "24:00" }, target: { level: 50 } },
      { at: { clock: "20:00" }, target: { level: 101 } },
      { at: { sun: "sunset", offset: 900 }, target: { level: 50 }, ramp: -1 },
    ];
    const places = await wrongPlaces({
      programs: [{ ...night, points }],
      curfews: [{ id: "c", name: "C", scope: { use: "decorative" }, from: "22:00", to: "25:00", percent: 120 }],
    });
    const inside = (path: string) => places.some((place) => place.startsWith(`body.plan.programs[0].${path}`));
    const wrong = ["points[0].at", "points[1].target", "points[2].at", "points[2].ramp"];
    expect(wrong.map(inside)).toEqual(wrong.map(() => true));
    expect(places).toEqual(expect.arrayContaining(["body.plan.curfews[0].to", "body.plan.curfews[0].percent"]));
  });

  it("with days that do not exist is refused", async () => {
    const day = (month: number, of: number, year?: number) => ({
      by: "date",
      date: { month, day: of, ...(year === undefined ? {} : { year }) },
    });
    const rules = [day(2, 30), day(2, 29, 2027), day(2, 29, 2028), day(2, 29)].map((selector, n) => ({
      id: `r${n}`,
      name: "R",
      nights: [selector],
      programId: "night",
    }));
    const calendars = [{ id: "all-year", name: "C", rules, defaultProgramId: "night" }];
    const places = await wrongPlaces({ calendars });
    expect(places.map((path) => path.slice(0, 37))).toEqual([
      "body.plan.calendars[0].rules[0].night",
      "body.plan.calendars[0].rules[1].night",
    ]);
  });

  it("that contradicts itself is kept as a draft, named, and not deployed", async () => {
    await create();
    const assignments = [...northPlan().assignments, { id: "again", to: { areaId: "north" }, calendarId: "all-year" }];
    const saved = await save(1, { ...northPlan(), assignments });
    expect(saved.status).toBe(200);
    expect(saved.body.problems).toHaveLength(1);
    const refused = await deploy(2);
    expect(refused).toMatchObject({ status: 422, body: { code: "plans/invalid" } });
    const place = { path: "plan.assignments[1].to", message: expect.any(String), messageVi: expect.any(String) };
    expect(refused.body.places).toEqual([place]);
    expect((await fleet.call(staff, "GET", "/plans/streets")).body.inForce).toBeUndefined();
  });
});
