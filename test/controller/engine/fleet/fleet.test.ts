import { describe, expect, it } from "vitest";
import type { Placed } from "../../../../controller/engine/orders/orders.ts";
import { administrator, aWish, openControlRoom, street } from "../../../support/control-room.ts";
import { aHello, hour } from "../../../support/fleet-things.ts";

describe("the loop from a wish to what devices hold", () => {
  it("closes for devices that say hello for the first time: each is configured once and then left alone", async () => {
    await using room = await openControlRoom({ quiet: true });
    const { clock, fleet, sent } = room;
    for (const id of street.device.keys()) room.returns(id);
    await clock.settleBy(1000);
    expect(sent.told().sort()).toEqual([...street.device.keys()].sort());
    expect([...street.device.keys()].every((id) => fleet.isConfigured(id))).toBe(true);
    expect(fleet.figures()).toMatchObject({ devices: 10, online: 10, inSync: 10, desiresSent: 10 });
    room.everybodyReports();
    await clock.settleBy(10 * 60_000);
    expect(sent.desires).toHaveLength(10);
  });

  it("draws the revisions of a burst in one transaction", async () => {
    await using room = await openControlRoom({ quiet: true });
    const draws: number[] = [];
    const { drawRevs } = room.fleetStore;
    room.fleetStore.drawRevs = (requests, now) => {
      draws.push(requests.length);
      return drawRevs(requests, now);
    };
    for (const id of street.device.keys()) room.returns(id);
    await room.clock.settleBy(1000);
    expect(room.sent.desires).toHaveLength(10);
    expect(draws).toEqual([10]);
  });

  it("never draws a revision below one the device has seen, nor below the time", async () => {
    await using room = await openControlRoom({ quiet: true });
    const seen = room.clock.now() + hour;
    room.fleet.hello("d-n1", aHello({ holds: { rev: seen, refs: [] } }), "cbor");
    room.fleet.hello("d-n2", aHello({ holds: { rev: 3, refs: [] } }), "cbor");
    await room.clock.settleBy(100);
    const rev = (device: string) => room.sent.desires.find((sent) => sent.device === device)!.desire.rev;
    expect(rev("d-n1")).toBe(seen + 1);
    expect(rev("d-n2")).toBeGreaterThan(room.clock.now() - 1000);
  });

  it("tells a device that lost its memory everything again", async () => {
    await using room = await openControlRoom();
    await room.orders.place(administrator, "key-00001", aWish({ selection: { lampIds: ["n1"] } }));
    await room.clock.settleBy(1000);
    room.sent.clear();
    room.device("d-n1").forget();
    room.returns("d-n1");
    // the same connection: what was sent a second ago may still be on its way
    await room.clock.settleBy(10_000);
    expect(room.sent.told()).toEqual(["d-n1"]);
    expect(room.fleet.twin("d-n1")?.holds?.refs).toHaveLength(1);
  });

  it("repeats what is not answered, ever more slowly", async () => {
    await using room = await openControlRoom();
    room.device("d-s1").reachable = false;
    await room.orders.place(administrator, "key-00001", aWish({ selection: { lampIds: ["s1"] } }));
    const told: number[] = [];
    for (let second = 0; second < 900; second++) {
      const before = room.sent.desires.length;
      await room.clock.settleBy(1000);
      if (room.sent.desires.length > before) told.push(second);
    }
    const pauses = told.slice(1).map((second, n) => second - told[n]!);
    expect(told).toHaveLength(5);
    for (const [n, pause] of [10, 30, 120, 600].entries()) expect(Math.abs(pauses[n]! - pause)).toBeLessThanOrEqual(1);
  });

  it("does not wait for answers to what was lost while there was no way down", async () => {
    await using room = await openControlRoom();
    room.device("d-s1").reachable = false;
    await room.orders.place(administrator, "key-00001", aWish({ selection: { lampIds: ["s1"] } }));
    await room.clock.settleBy(60_000);
    room.device("d-s1").reachable = true;
    room.sent.clear();
    room.fleet.callAll();
    room.returns("d-s1");
    await room.clock.settleBy(300);
    expect(room.sent.told()).toEqual(["d-s1"]);
    expect(room.sent.directives).toMatchObject([{ group: "all", directive: { kind: "call", reportWithin: 20 } }]);
    expect(room.fleet.twin("d-s1")?.holds?.refs).toHaveLength(1);
  });

  it("sends nothing to a device that is gone, and everything when it is back", async () => {
    await using room = await openControlRoom();
    const { session } = room.fleet.twin("d-s1")!;
    room.fleet.gone("d-s1", session! + 1);
    expect(room.fleet.isOnline("d-s1")).toBe(true);
    room.fleet.gone("d-s1", session!);
    expect(room.fleet.isOnline("d-s1")).toBe(false);
    await room.orders.place(administrator, "key-00001", aWish({ selection: { lampIds: ["s1"] } }));
    await room.clock.settleBy(60_000);
    expect(room.sent.desires).toEqual([]);
    room.returns("d-s1");
    await room.clock.settleBy(300);
    expect(room.fleet.twin("d-s1")?.holds?.refs).toHaveLength(1);
  });

  it("does not wait for a group publish that went out before the device was back", async () => {
    await using room = await openControlRoom();
    const { session } = room.fleet.twin("d-n3")!;
    room.fleet.gone("d-n3", session!);
    room.device("d-n3").reachable = false;
    await room.orders.place(administrator, "key-00001", aWish());
    await room.clock.settleBy(500);
    room.sent.clear();
    room.device("d-n3").reachable = true;
    room.returns("d-n3");
    await room.clock.settleBy(300);
    expect(room.sent.told()).toEqual(["d-n3"]);
    expect(room.fleet.twin("d-n3")?.holds?.refs).toHaveLength(1);
  });

  it("draws again after the store failed", async () => {
    await using room = await openControlRoom();
    const { drawRevs } = room.fleetStore;
    await room.orders.place(administrator, "key-00001", aWish({ selection: { lampIds: ["s1"] } }));
    room.fleetStore.drawRevs = () => Promise.reject(new Error("the disk is full"));
    await room.clock.settleBy(1000);
    expect(room.sent.desires).toEqual([]);
    room.fleetStore.drawRevs = drawRevs;
    await room.clock.settleBy(6000);
    expect(room.sent.told()).toEqual(["d-s1"]);
  });

  it("saves what devices said later when the store failed", async () => {
    const first = await openControlRoom();
    const { save } = first.fleetStore;
    first.fleetStore.save = () => Promise.reject(new Error("the disk is full"));
    await first.clock.settleBy(11_000);
    first.fleetStore.save = save;
    await first.clock.settleBy(11_000);
    await using second = await first.again();
    expect(second.fleet.twin("d-s1")).toEqual(first.fleet.twin("d-s1"));
  });

  it("remembers twins across a restart, those of the last seconds too after an orderly one", async () => {
    const first = await openControlRoom();
    await first.orders.place(administrator, "key-00001", aWish({ selection: { lampIds: ["s1"] } }));
    await first.clock.settleBy(1000);
    await first.jobs.close();
    await first.fleet.close();
    await using second = await first.again();
    expect(second.fleet.twin("d-s1")).toEqual(first.fleet.twin("d-s1"));
    expect(second.fleet.isConfigured("d-s1")).toBe(true);
    second.everybodyReports();
    await second.clock.settleBy(60_000);
    expect(second.sent.desires).toEqual([]);
  });

  it("does nothing any more once it is closed", async () => {
    await using room = await openControlRoom();
    await room.fleet.close();
    room.fleet.touch(street.device.keys());
    room.returns("d-s1");
    await room.clock.settleBy(60_000);
    expect(room.sent.desires).toEqual([]);
  });
});

describe("devices and the city", () => {
  it("a device that replaces another takes over what the lamp owes, and the other gives it back", async () => {
    await using room = await openControlRoom();
    await room.orders.place(administrator, "key-00001", aWish({ selection: { lampIds: ["s1"] } }));
    await room.clock.settleBy(1000);
    const s1 = { ...street.lamp.get("s1")!, deviceId: "d-spare" };
    room.change({ ...street, lamp: new Map([...street.lamp, ["s1", s1]]) });
    await room.clock.settleBy(1000);
    expect(room.fleet.twin("d-spare")?.holds?.refs).toHaveLength(1);
    expect(room.fleet.twin("d-s1")?.holds?.refs).toEqual([]);
  });

  it("a retired device is told nothing", async () => {
    await using room = await openControlRoom();
    const retired = { ...street.device.get("d-spare")!, retiredAt: room.clock.now() };
    room.change({ ...street, device: new Map([...street.device, ["d-spare", retired]]) });
    room.device("d-spare").forget();
    room.returns("d-spare");
    await room.clock.settleBy(60_000);
    expect(room.sent.told()).not.toContain("d-spare");
  });

  it("a full device keeps what it has; who comes later is refused, and let in when there is room", async () => {
    await using room = await openControlRoom();
    const wish = (n: number) => aWish({ selection: { lampIds: ["s1"] }, why: `wish ${n}` });
    const placed: Placed[] = [];
    for (let n = 0; n < 17; n++) placed.push(await room.orders.place(administrator, `key-${1000 + n}`, wish(n)));
    await room.clock.settleBy(1000);
    // eight in force on an output is the device's own limit, sixteen in all is what is sent to it
    const refused = { word: "refused", reason: { code: "refused", refusal: "full" } };
    const wordOf = async (n: number) => (await room.jobs.find(placed[n]!.job.id))!.words.get("s1");
    expect(await wordOf(8)).toEqual(refused);
    expect(await wordOf(16)).toEqual(refused);
    expect(room.fleet.isCrowdedOut("d-s1", placed[16]!.order.id)).toBe(true);
    await room.orders.end(administrator, placed[3]!.order.id);
    await room.clock.settleBy(1000);
    expect(room.fleet.isCrowdedOut("d-s1", placed[16]!.order.id)).toBe(false);
    expect(await wordOf(8)).toMatchObject({ word: "followed" });
  });
});
