import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Lamp } from "../../../controller/core/inventory/model.ts";
import { type ControlRoom, street } from "../../support/control-room.ts";
import { deploy } from "../../support/deploy-plan.ts";
import { aPlan, evening, hour } from "../../support/fleet-things.ts";
import { type FleetApi, openFleetApi } from "../../support/open-fleet-api.ts";

let opened: FleetApi;
let room: ControlRoom;
let call: FleetApi["call"];
beforeEach(async () => {
  opened = await openFleetApi();
  ({ room, call } = opened);
});
afterEach(() => opened[Symbol.asyncDispose]());

const below = (selection: object, said: object = {}) => ({
  selection,
  target: { level: 5 },
  darken: true,
  until: evening + hour,
  why: "pháo hoa",
  ...said,
});
const north = { areaId: "north" };
const few = { lampIds: ["n1", "n2", "n3"] };
const system = { id: "system", name: "Den", grants: [{ role: "administrator" as const }] };

describe("going below a road's floor", () => {
  it("is for who has that power, in every area it reaches", async () => {
    const staff = await call("districtStaff@north", "POST", "/overrides", below(few));
    expect(staff).toMatchObject({
      status: 403,
      body: { code: "people/outside-area", params: { power: "darken", areaId: "north" } },
    });
    const elsewhere = await call("supervisor@north", "POST", "/overrides", below({ lampIds: ["n1", "s1"] }));
    expect(elsewhere).toMatchObject({ status: 403, body: { params: { areaId: "south" } } });
    expect(room.orders.open()).toEqual([]);
  });

  it("of a few lamps takes one person, and every lamp is told so", async () => {
    const { status, body } = await call("supervisor@north", "POST", "/overrides", below(few));
    expect([status, body.order.darken]).toEqual([202, true]);
    await room.clock.settleBy(1000);
    for (const id of few.lampIds) {
      const { desire } = room.sent.desires.findLast(({ device }) => device === `d-${id}`)!;
      expect(desire.directives).toMatchObject([{ kind: "override", target: { level: 5 }, darken: true }]);
    }
  });

  it("of more is refused to one person, whatever the effects told before", async () => {
    const { body } = await call("supervisor@north", "POST", "/overrides/effects", below(north));
    const reasons = [{ code: "belowFloor", lamps: 7, above: 3 }];
    expect(body).toMatchObject({ lamps: 7, secondPerson: true, reasons, belowFloor: 0 });
    const alone = await call("supervisor@north", "POST", "/overrides", below(north));
    expect(alone).toMatchObject({ status: 403, body: { code: "plans/second-person", params: { lamps: 7, above: 3 } } });
    expect(room.orders.open()).toEqual([]);
    const usual = await call("supervisor@north", "POST", "/overrides/effects", { ...below(few) });
    expect(usual.body.secondPerson).toBe(false);
  });

  it("tells what is left of the road before it is given, and the order keeps what was told", async () => {
    const road = { id: "main", name: "Đại lộ", version: 1, areaId: "north" };
    const alongIt = [...street.lamp].map(([id, lamp]): [string, Lamp] =>
      id.startsWith("n") ? [id, { ...lamp, roadId: "main", order: Number(id.slice(1)) }] : [id, lamp],
    );
    room.change({ ...street, road: new Map([[road.id, road]]), lamp: new Map(alongIt) });
    const spans = [{ from: "18:00", to: "05:00", level: 50 }];
    await deploy(room, aPlan({ level: 70, roadFloors: [{ id: "f", name: "Sàn", roadIds: ["main"], spans }] }));
    await room.clock.settleBy(5000);
    // the drivers give 10 % at least: three of six lamps at 10 %, three at 70 %
    const roads = {
      roads: 1,
      below: 1,
      worst: [{ roadId: "main", roadName: "Đại lộ", lamps: 6, before: 70, after: 40, floor: 50, dark: 0 }],
    };
    const looked = await call("supervisor@north", "POST", "/overrides/effects", below(few));
    expect(looked.body).toMatchObject({ roads, belowFloor: 3, secondPerson: false });
    const given = await call("supervisor@north", "POST", "/overrides", below(few));
    const kept = await call("viewer@north", "GET", `/overrides/${given.body.orderId}`);
    expect(kept.body.roads).toMatchObject(roads);
    const lines = await opened.api.audit.find(system, { action: "override.place" }, { limit: 1 });
    expect(lines).toMatchObject([{ details: { roads: 1, roadsBelowFloor: 1 } }]);
    // the floor holds a usual override up, so nothing of the road is at stake
    const { darken: _, ...usual } = below(few);
    expect((await call("supervisor@north", "POST", "/overrides/effects", usual)).body).not.toHaveProperty("roads");
  });

  it("is nothing an emergency can ask for", async () => {
    const { until, why } = below(north);
    const answer = await call("administrator@everywhere", "POST", "/emergencies", {
      selection: north,
      until,
      why,
      darken: true,
    });
    expect(answer).toMatchObject({ status: 400, body: { code: "request/malformed" } });
  });
});

describe("leaving more than one cabinet without light", () => {
  const off = (selection: object, said: object = {}) => {
    const { darken: _, ...rest } = below(selection, { target: { level: 0 }, ...said });
    return rest;
  };
  const city = { areaId: "city" };
  const giver = "districtStaff@everywhere";

  it("takes two people who may override, and the refusal says why in both languages", async () => {
    const { body } = await call(giver, "POST", "/overrides/effects", off(city));
    const reasons = [{ code: "cabinetsDark", cabinets: 2 }];
    expect(body).toMatchObject({ darkCabinets: 2, secondPerson: true, reasons });
    const alone = await call(giver, "POST", "/overrides", off(city));
    expect(alone).toMatchObject({
      status: 403,
      body: {
        code: "plans/dark-cabinets",
        detail: expect.stringContaining("2 cabinets"),
        detailVi:
          "Lệnh này để 2 tủ không còn đèn đường nào sáng. Một người đề nghị, người khác (không phải districtstaff-everywhere) ra lệnh.",
        params: { cabinets: 2, reasons: ["cabinetsDark"] },
      },
    });
    expect(room.orders.open()).toEqual([]);

    const asked = await call(giver, "POST", "/waiting-overrides", off(city));
    expect(asked).toMatchObject({ status: 201, body: { reasons, lamps: 9 } });
    const given = await call("administrator@everywhere", "POST", `/waiting-overrides/${asked.body.id}/give`);
    expect(given.status).toBe(202);
    await room.clock.settleBy(1000);
    const { body: why } = await call("viewer@everywhere", "GET", "/lamps/s1/why");
    expect(why.reported.level).toBe(0);
  });

  it("is nothing one cabinet, less light, or one lamp left does", async () => {
    const oneLeft = { lampIds: ["n1", "n2", "n3", "n4", "n5", "n6", "dumb", "s1"] };
    for (const wish of [off(north), off(city, { target: { level: 10 } }), off(oneLeft)]) {
      const { body } = await call(giver, "POST", "/overrides/effects", wish);
      expect(body).toMatchObject({ secondPerson: false, reasons: [] });
    }
    expect((await call(giver, "POST", "/overrides", off(north))).status).toBe(202);
  });

  it("is judged by what stands by then: what another order left lit counts, and what it left dark does not", async () => {
    const northAndHalfOfSouth = { lampIds: ["n1", "n2", "n3", "n4", "n5", "n6", "dumb", "s2"] };
    const look = () => call(giver, "POST", "/overrides/effects", off(northAndHalfOfSouth));
    expect((await look()).body.darkCabinets).toBe(1);
    const other = await call(giver, "POST", "/overrides", off({ lampIds: ["s1"] }));
    expect((await look()).body.darkCabinets).toBe(2);
    const alone = await call(giver, "POST", "/overrides", off(northAndHalfOfSouth));
    expect(alone.body.code).toBe("plans/dark-cabinets");
    await call(giver, "POST", `/overrides/${other.body.orderId}/end`, {});
    expect((await call(giver, "POST", "/overrides", off(northAndHalfOfSouth))).status).toBe(202);
  });

  it("by day is only what lasts into the night", async () => {
    room.clock.stepTo(evening + 16 * hour);
    const until = (hours: number) => ({ until: room.clock.now() + hours * hour });
    expect((await call(giver, "POST", "/overrides/effects", off(city, until(5)))).body.secondPerson).toBe(false);
    expect((await call(giver, "POST", "/overrides/effects", off(city, until(9)))).body.secondPerson).toBe(true);
  });

  it("never keeps an isolation waiting", async () => {
    const answer = await call("supervisor@everywhere", "POST", "/isolations", { selection: city, why: "ngập" });
    expect(answer.status).toBe(202);
  });
});
