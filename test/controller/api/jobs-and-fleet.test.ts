import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ControlRoom } from "../../support/control-room.ts";
import { aJobOf, evening, hour } from "../../support/fleet-things.ts";
import { type FleetApi, openFleetApi, type Who } from "../../support/open-fleet-api.ts";

let opened: FleetApi;
let room: ControlRoom;
let call: FleetApi["call"];
beforeEach(async () => {
  opened = await openFleetApi();
  ({ room, call } = opened);
});
afterEach(() => opened[Symbol.asyncDispose]());

const dim = (selection: object, said: object = {}) => ({
  selection,
  target: { level: 30 },
  until: evening + hour,
  why: "lễ hội",
  ...said,
});
const north = { areaId: "north" };
const south = { areaId: "south" };

describe("jobs", () => {
  it("are cancelled once, which takes the order back", async () => {
    room.device("d-n1").reachable = false;
    const { body } = await call("districtStaff@north", "POST", "/overrides", dim(north));
    await room.clock.settleBy(2000);
    const cancelled = await call("districtStaff@north", "POST", `/jobs/${body.jobId}/cancel`);
    expect(cancelled).toMatchObject({ status: 200, body: { state: "cancelled", counts: { silent: 1, followed: 5 } } });
    expect((await call("districtStaff@north", "GET", `/overrides/${body.orderId}`)).body.ended).toMatchObject({
      personName: "districtstaff-north",
    });
    const again = await call("districtStaff@north", "POST", `/jobs/${body.jobId}/cancel`);
    expect(again).toMatchObject({ status: 409, body: { code: "jobs/ended" } });
  });

  it("are paused and let go on by whoever may order there, once each in the audit", async () => {
    room.device("d-n1").reachable = false;
    const { body } = await call("districtStaff@north", "POST", "/overrides", dim(north));
    await room.clock.settleBy(2000);
    const act = (who: Who, verb: string) => call(who, "POST", `/jobs/${body.jobId}/${verb}`);
    expect((await act("districtStaff@south", "pause")).status).toBe(404);
    expect((await act("viewer@north", "pause")).status).toBe(403);
    const paused = await act("districtStaff@north", "pause");
    expect(paused).toMatchObject({
      status: 200,
      body: {
        state: "paused",
        paused: { at: room.clock.now(), personName: "districtstaff-north", left: body.job.deadline - room.clock.now() },
        counts: { pending: 1, followed: 5 },
      },
    });
    expect((await act("supervisor@everywhere", "pause")).body).toEqual(paused.body);
    // what a lamp is not told is not expected of it
    expect((await call("viewer@north", "GET", "/lamps/n1/why")).body.expected).toMatchObject({ level: 80 });
    expect((await call("viewer@north", "GET", "/lamps/n2/why")).body.expected).toMatchObject({ level: 30 });
    await room.clock.settleBy(hour / 2);
    expect((await act("supervisor@everywhere", "resume")).body).toMatchObject({ state: "running" });
    expect((await call("viewer@north", "GET", "/lamps/n1/why")).body.expected).toMatchObject({ level: 30 });
    expect((await act("supervisor@everywhere", "resume")).status).toBe(200);
    const { items } = (await call("administrator@everywhere", "GET", `/audit?thingId=${body.orderId}`)).body;
    expect(items.map(({ action, personName }: Record<string, string>) => `${action} ${personName}`)).toEqual([
      "override.resume supervisor-everywhere",
      "override.pause districtstaff-north",
      "override.place districtstaff-north",
    ]);
    await act("districtStaff@north", "pause");
    expect((await act("districtStaff@north", "cancel")).body).toMatchObject({ state: "cancelled" });
    expect((await act("districtStaff@north", "resume")).body.code).toBe("jobs/ended");
  });

  it("of an isolation cannot be paused: what protects people is carried out", async () => {
    for (const id of ["d-n1", "cab"]) room.device(id).reachable = false;
    const flood = { selection: { circuitId: "whole" }, why: "ngập" };
    const { body } = await call("supervisor@north", "POST", "/isolations", flood);
    const pause = await call("supervisor@north", "POST", `/jobs/${body.jobId}/pause`);
    expect(pause).toMatchObject({ status: 409, body: { code: "jobs/cannot-pause" } });
  });

  it("of an isolation cannot be cancelled: somebody has to say why it is safe", async () => {
    for (const id of ["d-n1", "cab"]) room.device(id).reachable = false;
    const flood = { selection: { circuitId: "whole" }, why: "ngập" };
    const { body } = await call("supervisor@north", "POST", "/isolations", flood);
    const cancel = await call("supervisor@north", "POST", `/jobs/${body.jobId}/cancel`);
    expect(cancel.body.code).toBe("plans/confirm-needed");
    const end = (why: object) => call("supervisor@north", "POST", `/isolations/${body.orderId}/end`, why);
    expect((await end({})).body.code).toBe("plans/confirm-needed");
    expect((await end({ why: "đã khô, anh Thành xác nhận" })).status).toBe(200);
  });

  it("are tried again for the rest", async () => {
    room.device("d-n1").reachable = false;
    const { body } = await call("districtStaff@north", "POST", "/overrides", dim(north));
    await room.clock.settleBy(40_000);
    room.device("d-n1").reachable = true;
    room.device("d-n2").reachable = false;
    const some = await call("districtStaff@north", "POST", `/jobs/${body.jobId}/retry`, { lampIds: ["n2", "dumb"] });
    expect(some.body.counts).toMatchObject({ pending: 1, silent: 1, followed: 5 });
    await room.clock.settleBy(2000);
    const retried = await call("districtStaff@north", "POST", `/jobs/${body.jobId}/retry`);
    expect(retried).toMatchObject({ status: 200, body: { state: "running" } });
    await room.clock.settleBy(2000);
    const job = await call("districtStaff@north", "GET", `/jobs/${body.jobId}`);
    expect(job.body).toMatchObject({ state: "done", counts: { followed: 6 } });
  });

  it("of one's own area are listed, however many newer ones there are elsewhere", async () => {
    const { body } = await call("districtStaff@south", "POST", "/overrides", dim(south));
    await room.clock.settleBy(1000);
    const store = room.orderStore;
    const [one] = await store.list({ kind: "override", limit: 1 });
    for (let n = 0; n < 250; n++) {
      const order = {
        ...one!,
        id: `o${n}`,
        ref: 50_000 + n,
        lampIds: ["n1"],
        issuedAt: one!.issuedAt + 1000 * (n + 1),
      };
      await store.insert(order, aJobOf(order, { state: "done" }), ["north"]);
    }
    const ids = async (who: Who, query: string) =>
      (await call(who, "GET", `/jobs?${query}`)).body.items.map(({ id }: { id: string }) => id);
    expect(await ids("viewer@south", "limit=10")).toEqual([body.jobId]);
    expect(await ids("viewer@everywhere", "limit=10&areaId=south")).toEqual([body.jobId]);
    expect(await ids("viewer@everywhere", "limit=10&areaId=city")).toHaveLength(10);
    expect(await ids("viewer@south", "areaId=north")).toEqual([]);
    const orders = await call("viewer@south", "GET", "/overrides?limit=10");
    expect(orders.body.items.map(({ id }: { id: string }) => id)).toEqual([body.orderId]);
    const open = await call("viewer@everywhere", "GET", "/overrides?open=true&areaId=south");
    expect(open.body.items.map(({ id }: { id: string }) => id)).toEqual([body.orderId]);
    let [pages, cursor] = [0, ""];
    const seen: string[] = [];
    for (; cursor !== undefined; pages++) {
      const page = (await call("viewer@north", "GET", `/jobs?limit=100${cursor && `&cursor=${cursor}`}`)).body;
      seen.push(...page.items.map(({ id }: { id: string }) => id));
      cursor = page.next;
    }
    expect([pages, new Set(seen).size, seen.length]).toEqual([3, 250, 250]);
  });

  it("and orders over several areas are told to each area as far as they lie there", async () => {
    room.device("d-n1").reachable = false;
    const { body } = await call("supervisor@everywhere", "POST", "/overrides", dim({ lampIds: ["n1", "n2", "s1"] }));
    await room.clock.settleBy(2000);
    const job = async (who: Who) => (await call(who, "GET", `/jobs/${body.jobId}`)).body;
    expect(await job("viewer@everywhere")).toMatchObject({ lamps: 3, counts: { pending: 1, followed: 2 } });
    expect(await job("viewer@south")).toMatchObject({ lamps: 1, counts: { pending: 0, followed: 1 } });
    expect((await call("viewer@south", "GET", "/jobs")).body.items[0]).toMatchObject({ lamps: 1 });
    await room.clock.settleBy(60_000);
    expect((await call("viewer@south", "GET", "/jobs")).body.items[0]).toMatchObject({ counts: { followed: 1 } });
    const order = (await call("viewer@south", "GET", `/overrides/${body.orderId}`)).body;
    expect(order).toMatchObject({ lamps: 1, selection: { lampIds: ["s1"] }, companions: [], otherLamps: 0 });
    const whole = (await call("viewer@everywhere", "GET", `/overrides/${body.orderId}`)).body;
    expect(whole).toMatchObject({ lamps: 3, companions: [{ cabinetId: "cabinet", output: 0 }] });
    const lines = async (who: Who) => {
      const { items } = (await call(who, "GET", `/audit?thingId=${body.orderId}`)).body;
      return items.map(({ areaId, details }: { areaId: string; details: { lamps: number } }) => [
        areaId,
        details.lamps,
      ]);
    };
    expect(await lines("administrator@south")).toEqual([["south", 1]]);
    expect((await lines("administrator@everywhere")).sort()).toEqual([
      ["north", 2],
      ["south", 1],
    ]);
  });

  it("are listed page by page, newest first", async () => {
    for (let n = 0; n < 3; n++) {
      await call("districtStaff@north", "POST", "/overrides", dim(north));
      await call("districtStaff@south", "POST", "/overrides", dim(south));
      await room.clock.settleBy(1000);
    }
    const first = await call("viewer@everywhere", "GET", "/jobs?limit=4");
    const rest = await call("viewer@everywhere", "GET", `/jobs?limit=4&cursor=${first.body.next}`);
    const items = [...first.body.items, ...rest.body.items];
    expect(new Set(items.map(({ id }) => id)).size).toBe(6);
    expect(rest.body.next).toBeUndefined();
    const orders = await call("viewer@everywhere", "GET", "/overrides?limit=4");
    expect(orders.body.items.map(({ issuedAt }: { issuedAt: number }) => issuedAt)).toEqual(
      orders.body.items.map(({ issuedAt }: { issuedAt: number }) => issuedAt).toSorted((a: number, b: number) => b - a),
    );
    expect((await call("viewer@everywhere", "GET", "/jobs?cursor=nonsense")).status).toBe(400);
  });
});

describe("what the fleet says", () => {
  it("why a lamp is as it is: the order, its author and its end, in both languages", async () => {
    await call("districtStaff@north", "POST", "/overrides", dim({ lampIds: ["n1"] }));
    await room.clock.settleBy(1000);
    const { body } = await call("viewer@north", "GET", "/lamps/n1/why");
    expect(body).toMatchObject({
      expected: { level: 30, source: "override", order: { personName: "districtstaff-north", until: evening + hour } },
      reported: { level: 30, target: 30, online: true, settled: true },
      agrees: true,
    });
    expect(body.sentence.vi).toContain("n1 ở mức 30 % do lệnh điều khiển tạm thời của districtstaff-north");
  });

  it("why a lamp is dark: its segment, and who locked it", async () => {
    await call("crew@north", "POST", "/work-locks", { segments: [{ cabinetId: "cabinet", output: 0 }], why: "cáp" });
    await room.clock.settleBy(1000);
    const { body } = await call("viewer@north", "GET", "/lamps/dumb/why");
    expect(body.expected).toMatchObject({
      source: "supply",
      segment: { cabinetId: "cabinet", output: 0, source: "lock" },
      order: { personName: "crew-north", kind: "workLock" },
    });
  });

  it("state of lamps and areas, of one's own areas only", async () => {
    const lamps = await call("viewer@south", "GET", "/fleet/lamps");
    expect(lamps.body.items).toMatchObject([
      { lampId: "s1", online: true, level: 80, source: "fallback" },
      { lampId: "s2", online: true },
    ]);
    expect((await call("viewer@south", "GET", "/fleet/lamps?areaId=north")).body.items).toEqual([]);
    expect((await call("viewer@south", "GET", "/lamps/n1/state")).status).toBe(404);
    expect((await call("viewer@south", "GET", "/lamps/n1/why")).status).toBe(404);
    expect((await call("viewer@south", "GET", "/lamps/s1/state")).body).toMatchObject({ level: 80 });
    const areas = await call("viewer@south", "GET", "/fleet/areas");
    expect(areas.body.areas).toMatchObject([{ areaId: "south", parentId: "city", lamps: 2, online: 2, lit: 2 }]);
  });

  it("a device's own words to those who keep the inventory there", async () => {
    const state = (who: Who, id: string) => call(who, "GET", `/devices/${id}/state`);
    expect((await state("administrator@north", "d-n1")).body).toMatchObject({
      online: true,
      inSync: true,
      contested: false,
      model: "den-w1",
    });
    expect((await state("administrator@south", "d-n1")).status).toBe(404);
    expect((await state("administrator@south", "stranger")).body).toMatchObject({
      online: false,
      lastReject: { code: "unknownDevice" },
    });
    expect((await state("administrator@south", "nobody")).body.code).toBe("fleet/unknown");
    expect((await state("supervisor@north", "d-n1")).status).toBe(403);
  });

  it("what was refused, to those who may audit, of devices of their areas and of strangers", async () => {
    const { body } = await call("administrator@everywhere", "GET", "/fleet/refusals");
    const [ofNorth, ofStranger] = [
      { client: "d-n1", count: 1 },
      { broker: "broker-1", rule: "wildcard", client: "d9" },
    ];
    expect(body).toMatchObject({
      messages: { unknownDevice: 1 },
      broker: { wildcard: 4 },
      recent: [ofNorth, ofStranger],
      strangers: [{ deviceId: "stranger", at: evening }],
    });
    const south = await call("administrator@south", "GET", "/fleet/refusals");
    expect(south.body.recent).toMatchObject([ofStranger]);
    expect((await call("supervisor@everywhere", "GET", "/fleet/refusals")).status).toBe(403);
  });
});
