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
const ask = (who: "supervisor@north" | "administrator@everywhere" = "supervisor@north") =>
  call(who, "POST", "/waiting-overrides", below(north));
const system = { id: "system", name: "Den", grants: [{ role: "administrator" as const }] };

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

  it("is told whole to who reads where it was pointed at, and as far as it is his to anybody else", async () => {
    const { live, clock } = opened.api;
    const heard: Record<string, string> = {};
    const watch = (name: string, sees: (areaId: string) => boolean) =>
      live.watch({
        sees,
        send: (text) => {
          heard[name] = text;
        },
      });
    watch("everywhere", () => true);
    watch("north", (areaId) => areaId === "north");
    const asked = await call("supervisor@everywhere", "POST", "/waiting-overrides", below({ areaId: "city" }));
    clock.advanceBy(batchSpan);
    const told = (name: string) => JSON.parse(/^data: (.+)$/m.exec(heard[name]!)![1]!).data;
    expect(told("everywhere")).toEqual(asked.body);
    expect(told("north")).toMatchObject({ id: asked.body.id, lamps: 7 });
    expect(told("north").request).not.toHaveProperty("selection");
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
