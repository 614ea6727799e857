import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ControlRoom } from "../../support/control-room.ts";
import { evening, hour } from "../../support/fleet-things.ts";
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

describe("overriding lamps", () => {
  it("answers with order and job, and both can be followed to the word of every lamp", async () => {
    const placed = await call("districtStaff@north", "POST", "/overrides", dim(north));
    expect(placed.status).toBe(202);
    expect(placed.body).toMatchObject({
      order: { kind: "override", lamps: 7, personName: "districtstaff-north", why: "lễ hội", otherLamps: 0 },
      job: { state: "running", lamps: 7 },
    });
    expect(placed.body.job).not.toHaveProperty("key");
    expect(placed.body.job).not.toHaveProperty("wish");
    await room.clock.settleBy(2000);
    const job = await call("districtStaff@north", "GET", `/jobs/${placed.body.jobId}`);
    expect(job.body).toMatchObject({ state: "done", counts: { followed: 6, refused: 1, pending: 0 } });
    const results = await call("districtStaff@north", "GET", `/jobs/${placed.body.jobId}/results?word=refused`);
    expect(results.body.items).toEqual([
      {
        lampId: "dumb",
        name: "dumb",
        word: "refused",
        reason: {
          code: "noElectronics",
          vi: "đèn không có bộ điều khiển riêng, chỉ bật tắt theo cả lộ",
          en: "the lamp has no electronics of its own and is switched with its circuit only",
          advice: { vi: "Ra lệnh cho cả lộ.", en: "Order its whole circuit instead." },
        },
      },
    ]);
    const first = await call("districtStaff@north", "GET", `/jobs/${placed.body.jobId}/results?limit=3`);
    const rest = await call(
      "districtStaff@north",
      "GET",
      `/jobs/${placed.body.jobId}/results?limit=9&cursor=${first.body.next}`,
    );
    const ids = [...first.body.items, ...rest.body.items].map(({ lampId }: { lampId: string }) => lampId);
    expect(ids).toEqual(["dumb", "n1", "n2", "n3", "n4", "n5", "n6"]);
    expect(rest.body.next).toBeUndefined();
  });

  it("is answered the same when it is sent again, and refused when the key ordered something else", async () => {
    const first = await call("districtStaff@north", "POST", "/overrides", dim(north), "key-the-same");
    const again = await call("districtStaff@north", "POST", "/overrides", dim(north), "key-the-same");
    expect([again.status, again.body.orderId, again.body.jobId]).toEqual([202, first.body.orderId, first.body.jobId]);
    const other = await call("districtStaff@north", "POST", "/overrides", dim(north, { why: "mưa" }), "key-the-same");
    expect(other).toMatchObject({ status: 409, body: { code: "request/key-reused" } });
  });

  it("says how many other lamps light up because a segment closes", async () => {
    const { body } = await call("districtStaff@north", "POST", "/overrides", dim({ lampIds: ["n1"] }));
    expect(body.order).toMatchObject({ companions: [{ cabinetId: "cabinet", output: 0 }], otherLamps: 6 });
  });

  it.each<[string, object]>([
    ["no key", dim(north)],
    ["no reason", { ...dim(north), why: "  " }],
    ["two selections", dim({ areaId: "north", circuitId: "whole" })],
    ["a level above full", dim(north, { target: { level: 101 } })],
    ["two targets", dim(north, { target: { level: 10, closed: true } })],
    ["a text for an end", dim(north, { until: "tomorrow" })],
    ["a field nobody knows", dim(north, { priority: 0 })],
    ["a list", []],
  ])("with %s changes nothing", async (what, body) => {
    const answer = await call("districtStaff@north", "POST", "/overrides", body, what === "no key" ? "" : undefined);
    expect(answer).toMatchObject({ status: 400, body: { code: "request/malformed" } });
    expect(room.orders.open()).toEqual([]);
  });

  it("is written down: who, what, where, why", async () => {
    const { body } = await call("districtStaff@north", "POST", "/overrides", dim(north));
    await call("districtStaff@north", "POST", `/overrides/${body.orderId}/end`, {});
    const administrator = { id: "system", name: "Den", grants: [{ role: "administrator" as const }] };
    const lines = await opened.api.audit.find(administrator, { action: "override.place" }, { limit: 10 });
    expect(lines).toMatchObject([
      {
        personId: "districtstaff-north",
        action: "override.place",
        thing: { sort: "override", id: body.orderId },
        areaId: "north",
        details: { why: "lễ hội", lamps: 7 },
      },
    ]);
    expect(await opened.api.audit.find(administrator, { action: "override.end" }, { limit: 10 })).toHaveLength(1);
  });
});

describe("who may do what, and where", () => {
  const lock = { selection: { lampIds: ["n1"] }, why: "thay bộ nguồn" };
  const flood = { selection: { circuitId: "whole" }, why: "ngập" };
  const emergency = { selection: north, until: evening + hour, why: "tai nạn" };

  it.each<[Who, number, number, number, number]>([
    // override, work lock, isolation, emergency
    ["viewer@everywhere", 403, 403, 403, 403],
    ["districtStaff@north", 202, 403, 403, 403],
    ["districtStaff@south", 403, 403, 403, 403],
    ["lightingEngineer@everywhere", 403, 403, 403, 403],
    ["crew@north", 403, 202, 403, 403],
    ["crew@south", 403, 403, 403, 403],
    ["supervisor@north", 202, 202, 202, 403],
    ["supervisor@south", 403, 403, 403, 403],
    ["administrator@everywhere", 202, 202, 202, 202],
  ])("%s in the north: override %i, lock %i, isolate %i, emergency %i", async (who, ...expected) => {
    const statuses = [];
    for (const [path, body] of [
      ["/overrides", dim(north)],
      ["/work-locks", lock],
      ["/isolations", flood],
      ["/emergencies", emergency],
    ] as const) {
      statuses.push((await call(who, "POST", path, body)).status);
    }
    expect(statuses).toEqual(expected);
  });

  it("a person sees only what concerns his areas, and nothing elsewhere, not even that it exists", async () => {
    const { body } = await call("districtStaff@north", "POST", "/overrides", dim(north));
    await room.clock.settleBy(2000);
    const paths = [`/overrides/${body.orderId}`, `/jobs/${body.jobId}`, `/jobs/${body.jobId}/results`];
    for (const path of paths) {
      expect((await call("viewer@north", "GET", path)).status).toBe(200);
      expect((await call("viewer@south", "GET", path)).status).toBe(404);
    }
    for (const path of ["/overrides", "/overrides?open=true", "/jobs"]) {
      expect((await call("viewer@north", "GET", path)).body.items).toHaveLength(1);
      expect((await call("viewer@south", "GET", path)).body.items).toEqual([]);
    }
    expect((await call("viewer@everywhere", "GET", `/work-locks/${body.orderId}`)).status).toBe(404);
    const end = (who: Who) => call(who, "POST", `/overrides/${body.orderId}/end`, {});
    expect((await end("districtStaff@south")).status).toBe(404);
    expect((await end("viewer@north")).status).toBe(403);
    expect((await end("supervisor@north")).status).toBe(200);
  });

  it("shows of a job across areas only the lamps of one's own", async () => {
    const { body } = await call("supervisor@everywhere", "POST", "/overrides", dim({ areaId: "city" }));
    await room.clock.settleBy(2000);
    const seen = await call("viewer@south", "GET", `/jobs/${body.jobId}/results`);
    expect(seen.body.items.map(({ lampId }: { lampId: string }) => lampId)).toEqual(["s1", "s2"]);
    const touch = (what: string) => call("districtStaff@south", "POST", `/jobs/${body.jobId}/${what}`);
    expect((await touch("retry")).body.code).toBe("people/outside-area");
    room.device("d-n1").reachable = false;
    const running = await call("supervisor@everywhere", "POST", "/overrides", dim({ areaId: "city" }));
    const cancel = await call("districtStaff@south", "POST", `/jobs/${running.body.jobId}/cancel`);
    expect(cancel.body.code).toBe("people/outside-area");
  });
});

describe("work locks", () => {
  const lock = { segments: [{ cabinetId: "cabinet", output: 0 }], why: "đấu lại cáp" };

  it("are ended by their holder, or by a supervisor with a reason; by nobody else", async () => {
    const { body } = await call("crew@north", "POST", "/work-locks", lock);
    expect(body.order).toMatchObject({ kind: "workLock", lamps: 0, segments: lock.segments });
    const end = (who: Who, why: object = {}) => call(who, "POST", `/work-locks/${body.orderId}/end`, why);
    expect((await end("crew@everywhere", { why: "về rồi" })).body.code).toBe("plans/not-holder");
    expect((await end("supervisor@north")).body.code).toBe("plans/confirm-needed");
    expect((await end("crew@north")).status).toBe(200);
    expect((await end("crew@north")).body.code).toBe("plans/ended");
  });

  it("are tested by their holder, while nobody else has hands in it", async () => {
    const mine = await call("crew@north", "POST", "/work-locks", { selection: { lampIds: ["n1"] }, why: "bộ nguồn" });
    const test = (who: Who) => call(who, "POST", `/work-locks/${mine.body.orderId}/test`, { target: { level: 60 } });
    expect(await test("crew@north")).toMatchObject({ status: 200, body: { target: { level: 60 } } });
    expect((await test("supervisor@north")).body.code).toBe("plans/not-holder");
    const other = await call("crew@everywhere", "POST", "/work-locks", lock);
    expect(await test("crew@north")).toMatchObject({ status: 409, body: { code: "plans/locked" } });
    await call("crew@everywhere", "POST", `/work-locks/${other.body.orderId}/end`, {});
    expect((await test("crew@north")).status).toBe(200);
  });
});

describe("what an order would do besides", () => {
  /** The segment of the north stands open, as after half of the night. */
  const openSegment = () => {
    const twin = room.fleet.twin("cab")!;
    const states = twin.states.map((state) => ({ ...state, level: 0 }));
    room.fleet.report("cab", { at: room.clock.now(), session: twin.session!, states }, "cbor");
  };
  const look = (path: string, selection: object) =>
    call("supervisor@north", "POST", `/${path}/effects`, dim(selection));

  it("is which open segment closes and which other lamps light, for overrides and emergencies, and nothing is ordered", async () => {
    openSegment();
    const asked = {
      selection: { lampIds: ["n1", "n2"] },
      target: { level: 60 },
      until: evening + hour,
      why: "hội chợ",
    };
    const closes = [{ cabinetId: "cabinet", cabinetName: "cabinet", output: 0, otherLamps: 5, lights: 1 }];
    const override = await call("districtStaff@north", "POST", "/overrides/effects", asked);
    expect(override).toMatchObject({ status: 200, body: { lamps: 2, closes, present: [] } });
    expect(override.body.sentence).toEqual({
      vi: "Lệnh này đóng lộ 1 của cabinet, cấp điện cho 5 đèn khác và làm sáng 1 đèn trong số đó.",
      en: "This closes segment 1 of cabinet, gives supply to 5 other lamps and lights 1 of them.",
    });
    const { target: _, ...emergency } = asked;
    const full = await call("administrator@north", "POST", "/emergencies/effects", emergency);
    expect(full).toMatchObject({ status: 200, body: { lamps: 2, closes } });
    expect((await call("districtStaff@north", "POST", "/emergencies/effects", emergency)).status).toBe(403);
    expect((await call("districtStaff@north", "POST", "/overrides/effects", { ...asked, until: 1 })).body.code).toBe(
      "plans/bad-period",
    );
    const outside = await call("districtStaff@south", "POST", "/overrides/effects", asked);
    expect(outside.body.code).toBe("people/outside-area");
    expect(room.orders.open()).toEqual([]);
  });

  it("closes nothing that is closed, and nothing for darkness", async () => {
    expect((await look("overrides", north)).body).toMatchObject({ closes: [], sentence: { vi: "", en: "" } });
    openSegment();
    const dark = { ...dim(north), target: { level: 0 } };
    expect((await call("supervisor@north", "POST", "/overrides/effects", dark)).body.closes).toEqual([]);
  });

  it("is how many lamps go dark when a lock or an isolation opens their segment", async () => {
    const segments = [{ cabinetId: "cabinet", output: 0 }];
    const lock = { segments, why: "thay aptomat" };
    const opens = [{ cabinetId: "cabinet", cabinetName: "cabinet", output: 0, lamps: 7 }];
    const locked = await call("crew@north", "POST", "/work-locks/effects", lock);
    expect(locked).toMatchObject({ status: 200, body: { lamps: 0, opens, goDark: 7, darker: 7, secondPerson: false } });
    expect(locked.body.sentence.en).toBe("This opens segment 1 of cabinet; 7 lamps go dark.");
    const held = await call("crew@north", "POST", "/work-locks/effects", { selection: north, why: "thay đèn" });
    expect(held.body).toMatchObject({ lamps: 7, opens: [], goDark: 0, darker: 0, sentence: { vi: "", en: "" } });
    const isolated = await call("supervisor@north", "POST", "/isolations/effects", { selection: north, why: "ngập" });
    expect(isolated.body).toMatchObject({
      lamps: 7,
      opens,
      goDark: 7,
      sentence: { vi: "Lệnh này mở lộ 1 của cabinet; 7 đèn tắt." },
    });
    openSegment();
    expect((await call("crew@north", "POST", "/work-locks/effects", lock)).body.opens).toEqual([]);
    expect((await call("crew@north", "POST", "/isolations/effects", lock)).status).toBe(403);
    expect((await call("crew@south", "POST", "/work-locks/effects", lock)).body.code).toBe("people/outside-area");
    expect(room.orders.open()).toEqual([]);
  });

  it("says what its lamps follow now, by whom and until when", async () => {
    await call("districtStaff@north", "POST", "/overrides", dim({ lampIds: ["n1", "n2", "n3"] }));
    await call("crew@north", "POST", "/work-locks", { selection: { lampIds: ["n6"] }, why: "thay đèn" });
    await room.clock.settleBy(2000);
    const { body } = await look("overrides", north);
    expect(body.present).toEqual([
      { source: "override", lamps: 3, personName: "districtstaff-north", until: evening + hour, outranks: false },
      { source: "lock", lamps: 1, personName: "crew-north", outranks: true },
    ]);
    expect(body.sentence.en).toBe(
      `3 lamps follow a manual override by districtstaff-north until ${new Date(evening + hour).toISOString()}; 1 lamp follows a work lock by crew-north and stays as it is.`,
    );
  });
});
