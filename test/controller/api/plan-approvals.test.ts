import { afterEach, beforeEach, expect, it } from "vitest";
import type { Inventory } from "../../../controller/core/inventory/model.ts";
import { street } from "../../support/control-room.ts";
import { aPlan } from "../../support/fleet-things.ts";
import { type FleetApi, openFleetApi, type Who } from "../../support/open-fleet-api.ts";
import { snapshot } from "../core/inventory/small-town.ts";

let fleet: FleetApi;
beforeEach(async () => {
  fleet = await openFleetApi();
  const onRoad = [...street.lamp.values()].map((lamp) =>
    lamp.areaId === "north" ? { ...lamp, roadId: "le-loi" } : lamp,
  );
  const { road } = snapshot({ road: [{ id: "le-loi", name: "Lê Lợi", areaId: "north" }] });
  const withRoad: Inventory = { ...street, road, lamp: new Map(onRoad.map((lamp) => [lamp.id, lamp])) };
  fleet.room.change(withRoad);
});
afterEach(() => fleet[Symbol.asyncDispose]());

const staff: Who = "districtStaff@north";
const supervisor: Who = "supervisor@north";
const why = "đường ít xe";
const approval = {
  id: "quiet",
  name: "Đường ít xe",
  from: { year: 2026, month: 11, day: 22 },
  to: { year: 2028, month: 12, day: 31 },
  level: 20,
  why,
  documentNumber: "9/TB",
};
/** All night at 20 % where the floor is 40 %. */
function northPlan(approvals?: readonly object[]) {
  const assignments = [{ id: "north", to: { areaId: "north" }, calendarId: "all-year" }];
  const { id: _, ...plan } = aPlan({ areaId: "north", name: "Phía bắc", assignments, level: 20 });
  const floor = { id: "main", name: "Sàn", roadIds: ["le-loi"], spans: [{ from: "00:00", to: "00:00", level: 40 }] };
  return { ...plan, roadFloors: [approvals === undefined ? floor : { ...floor, approvals }] };
}
const create = (who: Who = staff) =>
  fleet.call(who, "POST", "/plans", { id: "streets", name: "Phía bắc", areaId: "north", why });
const save = (version: number, plan: object, who: Who = staff) =>
  fleet.call(who, "PUT", "/plans/streets/draft", { version, plan, why });
const deploy = (version: number) => fleet.call(staff, "POST", "/plans/streets/deploy", { version, why });
const approve = (version: number, who: Who, said: object = {}) =>
  fleet.call(who, "POST", "/plans/streets/draft/approvals", {
    version,
    list: "roadFloors",
    partId: "main",
    approvalId: "quiet",
    ...said,
  });

it("lets a plan below the floor go out only with the consent of a second person, and names both everywhere", async () => {
  await create();
  await save(1, northPlan());
  const refused = await deploy(2);
  expect(refused).toMatchObject({ status: 422, body: { code: "plans/invalid" } });
  expect(refused.body.places).toHaveLength(1);
  expect(refused.body.places[0]).toMatchObject({ path: "plan.programs[0].points[0]" });
  expect(refused.body.places[0].message).toContain('wants 20 % on "Lê Lợi" (7 lamps), below its floor of 40 %');
  expect(refused.body.places[0].messageVi).toContain("dưới mức sàn 40 %");

  const asked = await save(2, northPlan([approval]));
  expect(asked.body.problems.map(({ path, reason }: { path: string; reason: string }) => `${path} ${reason}`)).toEqual([
    "plan.roadFloors[0].approvals[0] notApproved",
    "plan.programs[0].points[0] belowFloor",
  ]);
  const given = await approve(3, supervisor);
  expect(given).toMatchObject({ status: 200, body: { version: 4, problems: [] } });
  expect(given.body.plan.roadFloors[0].approvals[0]).toMatchObject({
    requested: { personId: "districtstaff-north" },
    approved: { personId: "supervisor-north", personName: "supervisor-north" },
  });
  expect((await deploy(4)).status).toBe(202);
  await fleet.room.clock.settleBy(60_000);

  const answer = await fleet.call(staff, "GET", "/lamps/n1/why");
  expect(answer.body.expected).toMatchObject({
    level: 20,
    source: "calendar",
    approvals: [{ kind: "floor", percent: 40, level: 20, personName: "supervisor-north", documentNumber: "9/TB" }],
  });
  expect(answer.body.sentence.vi).toContain(
    "; mức sàn 40 % không áp dụng theo chấp thuận “Đường ít xe” của supervisor-north, văn bản số 9/TB (lý do: đường ít xe)",
  );
  const lines = await fleet.api.audit.find(
    { id: "x", name: "x", grants: [{ role: "administrator" }] },
    { action: "plan.approve" },
    { limit: 10 },
  );
  expect(lines).toMatchObject([
    {
      personId: "supervisor-north",
      areaId: "north",
      documentNumber: "9/TB",
      details: { why, list: "roadFloors", partId: "main", approvalId: "quiet", revision: 1 },
    },
  ]);

  // the next draft carries it along, and shows in its difference what becomes of it
  await fleet.call(staff, "POST", "/plans/streets/draft", { why });
  const longer = { ...approval, to: { year: 2030, month: 1, day: 1 } };
  const changed = await save(1, northPlan([longer]));
  expect(changed.body.plan.roadFloors[0].approvals[0]).not.toHaveProperty("approved");
  const diff = await fleet.call(staff, "GET", "/plans/streets/draft/diff");
  expect(diff.body.items).toEqual([{ list: "roadFloors", id: "main", kind: "changed", fields: ["approvals"] }]);
});

it("is not taken from who asked where it concerns many lamps, nor from who has no right there", async () => {
  await create(supervisor);
  await save(1, northPlan([approval]), supervisor);
  const own = await approve(2, supervisor);
  expect(own).toMatchObject({ status: 403, body: { code: "plans/second-person", params: { lamps: 7, above: 3 } } });
  expect(own.body.detailVi).toContain("7 đèn");
  expect((await approve(2, staff)).body.code).toBe("people/no-power");
  expect((await approve(2, "supervisor@south")).body.code).toBe("plans/unknown");
  expect((await fleet.call(staff, "GET", "/plans/streets/draft")).body.version).toBe(2);
  // three lamps are few: one person is enough
  const few = { ...approval, scope: { use: "road", lampIds: ["n1", "n2", "n3"] } };
  await save(2, northPlan([few]), supervisor);
  expect((await approve(3, supervisor)).status).toBe(200);
});

it("is given to what the person read, and exists", async () => {
  await create();
  await save(1, northPlan([approval]));
  expect((await approve(1, supervisor)).body.code).toBe("plans/changed-meanwhile");
  expect((await approve(2, supervisor, { approvalId: "loud" })).body.code).toBe("plans/unknown");
  expect((await approve(2, supervisor, { list: "limits" })).body.code).toBe("request/malformed");
  await fleet.call(staff, "DELETE", "/plans/streets/draft?version=2");
  expect((await approve(2, supervisor)).body.code).toBe("plans/unknown");
});

it("cannot be written into the document by its author", async () => {
  await create();
  const forged = { at: 1, personId: "supervisor-north", personName: "supervisor-north" };
  const { body } = await save(1, northPlan([{ ...approval, requested: forged, approved: forged }]));
  expect(body.plan.roadFloors[0].approvals[0]).toMatchObject({ requested: { personId: "districtstaff-north" } });
  expect(body.plan.roadFloors[0].approvals[0]).not.toHaveProperty("approved");
  expect((await deploy(2)).body.code).toBe("plans/invalid");
});
