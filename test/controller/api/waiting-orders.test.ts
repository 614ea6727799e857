import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { liveData } from "../../../controller/api/live-schemas.ts";
import { batchSpan } from "../../../controller/engine/live/live.ts";
import type { ControlRoom } from "../../support/control-room.ts";
import { evening, hour } from "../../support/fleet-things.ts";
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
const ask = (who: "supervisor@north" | "administrator@everywhere" = "supervisor@north") =>
  call(who, "POST", "/waiting-overrides", below(north));
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

describe("an override that takes two people", () => {
  it("waits, is given by somebody else under the same id, and names both", async () => {
    const asked = await ask();
    expect(asked).toMatchObject({
      status: 201,
      body: { lamps: 7, request: below(north), requested: { personName: "supervisor-north" } },
    });
    await room.clock.settleBy(2000);
    expect([room.orders.open(), room.sent.directives, room.sent.desires]).toEqual([[], [], []]);
    const { id } = asked.body;
    const listed = await call("supervisor@everywhere", "GET", "/waiting-overrides");
    expect(listed.body.items).toEqual([asked.body]);

    const given = await call("supervisor@everywhere", "POST", `/waiting-overrides/${id}/give`);
    expect(given).toMatchObject({
      status: 202,
      body: {
        orderId: id,
        order: {
          darken: true,
          lamps: 7,
          personName: "supervisor-everywhere",
          requested: { personName: "supervisor-north" },
          why: "pháo hoa",
        },
      },
    });
    await room.clock.settleBy(1000);
    expect(room.sent.directives).toMatchObject([{ directive: { kind: "override", darken: true } }]);
    expect((await call("viewer@everywhere", "GET", "/waiting-overrides")).body.items).toEqual([]);
    const after = await call("viewer@everywhere", "GET", `/waiting-overrides/${id}`);
    expect(after.body.answered).toMatchObject({ outcome: "given", personName: "supervisor-everywhere" });
    const why = await call("viewer@everywhere", "GET", "/lamps/n1/why");
    expect(why.body.sentence.en).toContain("by supervisor-everywhere, asked for by supervisor-north,");
    const lines = await opened.api.audit.find(system, { action: "override.place" }, { limit: 10 });
    expect(lines).toMatchObject([{ details: { requestedBy: "supervisor-north", darken: true, lamps: 7 } }]);
    expect(await opened.api.audit.find(system, { action: "override.ask" }, { limit: 10 })).toHaveLength(1);
  });

  it("is told to whoever watches where it reaches, from the wish to the answer", async () => {
    const { live, clock } = opened.api;
    const heard = { north: "", south: "" };
    for (const area of ["north", "south"] as const) {
      live.watch({
        sees: (areaId) => areaId === area,
        send: (text) => {
          heard[area] += text;
        },
      });
    }
    const told = () => {
      clock.advanceBy(batchSpan);
      const [last] = heard.north
        .matchAll(/^event: waiting\ndata: (.+)$/gm)
        .toArray()
        .slice(-1);
      return liveData.waiting.parse(JSON.parse(last![1]!).data);
    };
    const { body } = await ask();
    expect(told()).toEqual(body);
    await call("supervisor@everywhere", "POST", `/waiting-overrides/${body.id}/give`);
    expect(told()).toMatchObject({ id: body.id, answered: { outcome: "given", personName: "supervisor-everywhere" } });
    const other = (await ask()).body;
    await call("supervisor@north", "POST", `/waiting-overrides/${other.id}/withdraw`, {});
    expect(told()).toMatchObject({ id: other.id, answered: { outcome: "withdrawn" } });
    expect(heard.south).toBe("");
  });

  it("is not given by who asked, nor by who lacks the power anywhere it reaches", async () => {
    const { id } = (await ask()).body;
    const own = await call("supervisor@north", "POST", `/waiting-overrides/${id}/give`);
    expect(own).toMatchObject({ status: 403, body: { code: "plans/second-person" } });
    const staff = await call("districtStaff@north", "POST", `/waiting-overrides/${id}/give`);
    expect(staff).toMatchObject({ status: 403, body: { code: "people/outside-area" } });
    expect((await call("supervisor@south", "POST", `/waiting-overrides/${id}/give`)).status).toBe(404);
    expect(room.orders.open()).toEqual([]);
  });

  it("is given once: the same call is answered the same, another one hears that it is over", async () => {
    const { id } = (await ask()).body;
    const give = (key?: string) =>
      call("supervisor@everywhere", "POST", `/waiting-overrides/${id}/give`, undefined, key);
    await opened.as("supervisor@everywhere");
    const [first, other] = await Promise.all([give("key-of-a-giver"), give("key-of-another")]);
    expect([first.status, other.status]).toEqual([202, 409]);
    expect(other.body.code).toBe("plans/ended");
    const again = await give("key-of-a-giver");
    expect([again.status, again.body.jobId]).toEqual([202, first.body.jobId]);
    expect(room.orders.open()).toHaveLength(1);
    const late = await call("administrator@everywhere", "POST", `/waiting-overrides/${id}/give`);
    expect(late).toMatchObject({ status: 409, body: { code: "plans/ended" } });
  });

  it("is asked for once however often the call comes, and another wish needs another key", async () => {
    const send = (said: object) =>
      call("supervisor@north", "POST", "/waiting-overrides", below(north, said), "asked-once");
    const [first, again] = [await send({}), await send({})];
    expect(again.body.id).toBe(first.body.id);
    expect(await send({ why: "mưa" })).toMatchObject({ status: 409, body: { code: "request/key-reused" } });
    expect(await opened.api.audit.find(system, { action: "override.ask" }, { limit: 10 })).toHaveLength(1);
  });

  it("is taken back by who asked or turned down by who could give it, and by nobody else", async () => {
    const [mine, theirs] = [(await ask()).body.id, (await ask()).body.id];
    const withdraw = (who: "supervisor@north" | "supervisor@everywhere" | "districtStaff@north", id: string) =>
      call(who, "POST", `/waiting-overrides/${id}/withdraw`, { why: "không cần" });
    expect((await withdraw("districtStaff@north", mine)).status).toBe(403);
    expect(await withdraw("supervisor@north", mine)).toMatchObject({
      status: 200,
      body: { answered: { outcome: "withdrawn", why: "không cần", personName: "supervisor-north" } },
    });
    expect((await withdraw("supervisor@everywhere", theirs)).status).toBe(200);
    for (const id of [mine, theirs]) {
      const late = await call("administrator@everywhere", "POST", `/waiting-overrides/${id}/give`);
      expect(late).toMatchObject({ status: 409, body: { code: "plans/ended" } });
    }
    expect(room.orders.open()).toEqual([]);
  });

  it("waits until its own end and no longer", async () => {
    const { id } = (await ask()).body;
    await room.clock.settleBy(hour);
    expect((await call("supervisor@everywhere", "GET", "/waiting-overrides")).body.items).toEqual([]);
    const late = await call("supervisor@everywhere", "POST", `/waiting-overrides/${id}/give`);
    expect(late).toMatchObject({ status: 409, body: { code: "plans/ended" } });
  });

  it("is judged when it is asked for: nobody is bothered with what could not be given", async () => {
    const over = await call("supervisor@north", "POST", "/waiting-overrides", below(north, { until: evening - 1 }));
    expect(over).toMatchObject({ status: 422, body: { code: "plans/bad-period" } });
    const outside = await call("supervisor@south", "POST", "/waiting-overrides", below(north));
    expect(outside).toMatchObject({ status: 403, body: { code: "people/outside-area" } });
    expect((await call("viewer@everywhere", "GET", "/waiting-overrides")).body.items).toEqual([]);
  });
});
