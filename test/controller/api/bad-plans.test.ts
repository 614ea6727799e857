/** What people get wrong, through the door they use: every reason at once, at its place, in both languages, and nothing done. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aPlan, evening, hour } from "../../support/fleet-things.ts";
import { type FleetApi, openFleetApi, type Who } from "../../support/open-fleet-api.ts";

let fleet: FleetApi;
beforeEach(async () => {
  fleet = await openFleetApi();
});
afterEach(() => fleet[Symbol.asyncDispose]());

const staff: Who = "districtStaff@north";
const why = "tiết kiệm mùa khô";
interface Place {
  path: string;
  message: string;
  messageVi: string;
}

const assignments = [{ id: "north", to: { areaId: "north" }, calendarId: "all-year" }];
const { id: _, ...sound } = aPlan({ areaId: "north", name: "Phía bắc", assignments });
const program = (...points: object[]) => [{ id: "night", name: "Cả đêm", points }];
const level = (percent: number) => ({ target: { level: percent } });

/** Saved over an empty draft. */
async function save(said: object) {
  await fleet.call(staff, "POST", "/plans", { id: "streets", name: "Phía bắc", areaId: "north", why });
  return fleet.call(staff, "PUT", "/plans/streets/draft", { version: 1, plan: { ...sound, ...said }, why });
}
const draft = async () => (await fleet.call(staff, "GET", "/plans/streets/draft")).body;
const inBoth = (places: readonly Place[]) => places.map(({ path, message, messageVi }) => [path, message, messageVi]);

describe("a plan", () => {
  it("that contradicts itself in many ways is told all of them, and no lamp is told anything", async () => {
    const saved = await save({
      programs: program(
        { at: { clock: "22:00" }, ...level(50) },
        { at: { clock: "22:00:00" }, ...level(40) },
        { at: { sun: "sunset", notBefore: "18:30", notAfter: "18:00" }, ...level(70) },
      ),
      calendars: [{ id: "all-year", name: "Quanh năm", rules: [] }],
      assignments: [...assignments, { id: "south", to: { areaId: "south" }, calendarId: "all-year" }],
    });
    expect(saved.status).toBe(200);
    const refused = await fleet.call(staff, "POST", "/plans/streets/deploy", { version: 2, why });
    expect(refused).toMatchObject({ status: 422, body: { code: "plans/invalid" } });
    expect(inBoth(refused.body.places)).toEqual([
      ["plan.programs[0].points[2].at", expect.stringMatching(/18:30.*18:00/), expect.stringMatching(/18:30.*18:00/)],
      [
        "plan.programs[0].points[1]",
        "happens at the same time as point 1 and asks for something else",
        "cùng thời điểm với điểm thứ 1 nhưng yêu cầu khác",
      ],
      [
        "plan.calendars[0]",
        "the calendar has no default program for all other nights",
        "lịch chưa có chương trình mặc định cho các đêm còn lại",
      ],
      ["plan.assignments[1].to.areaId", expect.stringContaining("outside"), expect.stringContaining("ngoài")],
    ]);
    await fleet.room.clock.settleBy(60_000);
    expect(fleet.room.sent.told()).toEqual([]);
    expect((await fleet.call(staff, "GET", "/plans/streets")).body).not.toHaveProperty("inForce");
  });

  it("with levels and days that do not exist is not even kept", async () => {
    const nights = [{ by: "date", date: { month: 2, day: 30 } }];
    const refused = await save({
      programs: program({ at: { clock: "22:00" }, ...level(101) }, { at: { clock: "23:00" }, ...level(-1) }),
      calendars: [
        {
          id: "all-year",
          name: "Quanh năm",
          rules: [{ id: "r", name: "R", nights, programId: "night" }],
          defaultProgramId: "night",
        },
      ],
    });
    expect(refused).toMatchObject({ status: 400, body: { code: "request/malformed" } });
    expect(inBoth(refused.body.places)).toEqual([
      [
        "body.plan.programs[0].points[0].target.level",
        "Too big: expected number to be <=100",
        expect.stringContaining("Quá lớn"),
      ],
      [
        "body.plan.programs[0].points[1].target.level",
        "Too small: expected number to be >=0",
        expect.stringContaining("Quá nhỏ"),
      ],
      ["body.plan.calendars[0].rules[0].nights[0].date", "a day that does not exist", "ngày không tồn tại"],
    ]);
    expect(await draft()).toMatchObject({ version: 1, plan: { programs: [], calendars: [] } });
  });

  it("of which another editor saved a newer version is not written over", async () => {
    await save({});
    const late = await fleet.call("supervisor@north", "PUT", "/plans/streets/draft", { version: 1, plan: sound, why });
    expect(late).toMatchObject({ status: 409, body: { code: "plans/changed-meanwhile", params: { version: 2 } } });
    for (const text of [late.body.detail, late.body.detailVi]) expect(text).toMatch(/districtstaff-north/i);
    expect(await draft()).toMatchObject({ version: 2, saved: { personId: "districtstaff-north" } });
  });
});

describe("an override", () => {
  const dim = { selection: { areaId: "north" }, ...level(30), until: evening + hour, why: "lễ hội" };
  const { until: _until, ...endless } = dim;
  const day = 24 * hour;

  it.each<[string, object, Who, object]>([
    ["without an end", endless, staff, { code: "request/malformed", places: [{ path: "body.until" }] }],
    ["whose end has passed", { ...dim, until: evening - hour }, staff, { code: "plans/bad-period" }],
    [
      "beyond the longest end",
      { ...dim, until: evening + 8 * day },
      staff,
      { code: "plans/over-cap", params: { days: 7 } },
    ],
    ["at a level that does not exist", { ...dim, ...level(100.5) }, staff, { code: "request/malformed" }],
    [
      "of an area that is not one's own",
      { ...dim, selection: { areaId: "city" } },
      staff,
      { code: "people/outside-area", params: { area: "south" } },
    ],
  ])("%s is refused in both languages, and no lamp is told anything", async (_, body, who, refusal) => {
    const refused = await fleet.call(who, "POST", "/overrides", body);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.status).toBeLessThan(500);
    expect(refused.body).toMatchObject(refusal);
    const { title, titleVi, detail, detailVi } = refused.body;
    for (const text of [title, titleVi, detail, detailVi]) expect(text).toEqual(expect.stringMatching(/\S{2}/));
    expect(detailVi).not.toBe(detail);
    await fleet.room.clock.settleBy(60_000);
    expect(fleet.room.sent.told()).toEqual([]);
    expect(fleet.room.orders.open()).toEqual([]);
    expect((await fleet.call(staff, "GET", "/jobs")).body.items).toEqual([]);
  });

  it("with several things wrong is told all of them", async () => {
    const { body } = await fleet.call(staff, "POST", "/overrides", { ...endless, ...level(300), why: " ", ramp: -1 });
    const paths = body.places.map(({ path }: Place) => path);
    expect(paths).toEqual(expect.arrayContaining(["body.until", "body.why", "body.ramp"]));
    expect(paths.some((path: string) => path.startsWith("body.target"))).toBe(true);
  });
});
