import { describe, expect, it } from "vitest";
import { administrator, aWish, openControlRoom, street } from "../../../support/control-room.ts";
import { aPerson, evening, hour } from "../../../support/fleet-things.ts";

const north = ["n1", "n2", "n3", "n4", "n5", "n6"];
const refused = (code: string) => expect.objectContaining({ code });

describe("dimming an area", () => {
  it("is one publish for its poles and one message for the cabinet that has to close", async () => {
    await using room = await openControlRoom();
    const { order } = await room.orders.place(administrator, "key-00001", aWish());
    await room.clock.settleBy(1000);
    const { topicNumber } = street.area.get("north")!;
    expect(room.sent.directives).toEqual([
      {
        group: `a${topicNumber}r`,
        directive: {
          kind: "override",
          ref: order.ref,
          priority: 4,
          issuedAt: order.issuedAt,
          until: evening + hour,
          target: { level: 30 },
          reportWithin: 3,
        },
      },
    ]);
    expect(room.sent.told()).toEqual(["cab"]);
    for (const id of north) expect(room.fleet.twin(`d-${id}`)?.holds?.refs).toEqual([order.ref]);
    await room.clock.settleBy(60_000);
    expect(room.sent.told()).toEqual(["cab"]);
  });

  it("addresses alone only those who are missing 5 s after everybody should have reported", async () => {
    await using room = await openControlRoom();
    room.device("d-n3").reachable = false;
    await room.orders.place(administrator, "key-00001", aWish());
    await room.clock.settleBy(7900);
    expect(room.sent.told()).toEqual(["cab"]);
    room.device("d-n3").reachable = true;
    await room.clock.settleBy(1000);
    expect(room.sent.told()).toEqual(["cab", "d-n3"]);
    expect(room.fleet.twin("d-n3")?.holds?.refs).toHaveLength(1);
  });

  it("goes device by device where a publish would save nothing, or would reach others too", async () => {
    await using room = await openControlRoom();
    await room.orders.place(administrator, "key-00001", aWish({ selection: { areaId: "south" } }));
    await room.orders.place(administrator, "key-00002", aWish({ selection: { lampIds: north.slice(1) } }));
    await room.clock.settleBy(1000);
    expect(room.sent.directives).toEqual([]);
    expect(room.sent.told().sort()).toEqual(["cab", "d-n2", "d-n3", "d-n4", "d-n5", "d-n6", "d-s1", "d-s2"]);
  });

  it("gives work locks lamp by lamp", async () => {
    await using room = await openControlRoom();
    const { until: _, target: __, ...wish } = aWish({ kind: "workLock" });
    await room.orders.place(administrator, "key-00001", wish);
    await room.clock.settleBy(1000);
    expect(room.sent.directives).toEqual([]);
    expect(room.sent.told()).toHaveLength(6);
  });

  it("ends with one publish too, and repairs only those who still hold it", async () => {
    await using room = await openControlRoom();
    const { order } = await room.orders.place(administrator, "key-00001", aWish());
    await room.clock.settleBy(1000);
    room.sent.clear();
    room.device("d-n5").reachable = false;
    await room.orders.end(administrator, order.id);
    await room.clock.settleBy(1000);
    expect(room.sent.directives).toMatchObject([
      { directive: { kind: "end", ends: order.ref, until: order.until, reportWithin: 3 } },
    ]);
    // the cabinet is no member and does not wait for members
    expect(room.sent.told()).toEqual(["cab"]);
    expect(room.fleet.twin("d-n1")?.holds?.refs).toEqual([]);
    room.device("d-n5").reachable = true;
    await room.clock.settleBy(8000);
    expect(room.sent.told()).toEqual(["cab", "d-n5"]);
    expect(room.fleet.twin("d-n5")?.holds?.refs).toEqual([]);
  });

  it("leaves nothing behind when it expires: no message, no order, no word that changes", async () => {
    await using room = await openControlRoom();
    const { job } = await room.orders.place(administrator, "key-00001", aWish({ until: evening + 60_000 }));
    await room.clock.settleBy(10_000);
    const before = await room.words(job.id);
    room.sent.clear();
    await room.clock.settleBy(60_000);
    room.everybodyReports();
    await room.clock.settleBy(60_000);
    expect(room.fleet.twin("d-n1")).toMatchObject({ holds: { refs: [] }, states: [{ level: 80, source: "fallback" }] });
    expect(room.sent.desires).toEqual([]);
    expect(room.orders.open()).toEqual([]);
    expect(await room.words(job.id)).toEqual(before);
  });

  it("names of expired orders stay known for a day, also over a restart, and are then forgotten", async () => {
    const first = await openControlRoom();
    const { order } = await first.orders.place(administrator, "key-00001", aWish());
    await first.clock.settleBy(2 * hour);
    expect(first.orders.byRef(order.ref)?.personName).toBe("Lan");
    const second = await first.again();
    expect(second.orders.byRef(order.companionRef!)?.personName).toBe("Lan");
    await second.clock.settleBy(25 * hour);
    await second.orders.place(
      administrator,
      "key-00002",
      aWish({ selection: { areaId: "south" }, until: evening + 30 * hour }),
    );
    expect(second.orders.byRef(order.ref)).toBeUndefined();
    expect(second.orders.ordersOf("d-n1")).toEqual([]);
    await second[Symbol.asyncDispose]();
  });
});

describe("an idempotency key", () => {
  it("answers the same order to the same wish, however its fields are ordered", async () => {
    await using room = await openControlRoom();
    const first = await room.orders.place(administrator, "key-00001", aWish());
    await room.clock.settleBy(40_000);
    const { why, until, target, selection, kind } = aWish();
    const again = await room.orders.place(administrator, "key-00001", {
      why,
      until: until!,
      target: target!,
      selection: selection!,
      kind,
    });
    expect(again).toMatchObject({ order: first.order, job: { id: first.job.id }, repeated: true });
    expect(room.orders.open()).toHaveLength(1);
  });

  it.each([
    ["level", { target: { level: 40 } }],
    ["lamps", { selection: { areaId: "south" } }],
    ["end", { until: evening + 2 * hour }],
    ["ramp", { ramp: 10 }],
    ["beginning", { from: evening + 60_000 }],
  ])("is refused for a wish with another %s", async (_, said) => {
    await using room = await openControlRoom();
    await room.orders.place(administrator, "key-00001", aWish());
    await expect(room.orders.place(administrator, "key-00001", aWish(said))).rejects.toEqual(
      refused("request/key-reused"),
    );
  });

  it("places one order when it comes twice in the same moment", async () => {
    await using room = await openControlRoom();
    const [first, second] = await Promise.all([
      room.orders.place(administrator, "key-00001", aWish()),
      room.orders.place(administrator, "key-00001", aWish()),
    ]);
    expect([first.repeated, second.repeated]).toEqual([false, true]);
    expect(second.order.id).toBe(first.order.id);
    await room.clock.settleBy(1000);
    expect(room.sent.directives).toHaveLength(1);
  });

  it("belongs to a person: two people may draw the same", async () => {
    await using room = await openControlRoom();
    await room.orders.place(administrator, "key-00001", aWish());
    const other = await room.orders.place(aPerson("supervisor", undefined, "minh"), "key-00001", aWish());
    expect(other.repeated).toBe(false);
  });

  it("is still known after a restart", async () => {
    const first = await openControlRoom();
    const { order } = await first.orders.place(administrator, "key-00001", aWish());
    await using second = await first.again();
    expect(await second.orders.place(administrator, "key-00001", aWish())).toMatchObject({
      repeated: true,
      order: { id: order.id },
    });
  });

  it("is not used up by a wish that was refused", async () => {
    await using room = await openControlRoom();
    const wrong = room.orders.place(administrator, "key-00001", aWish({ until: evening - 1 }));
    await expect(wrong).rejects.toEqual(refused("plans/bad-period"));
    expect((await room.orders.place(administrator, "key-00001", aWish())).repeated).toBe(false);
  });
});

describe("work locks", () => {
  const crew = (id: string) => aPerson("crew", undefined, id);
  const segment = { cabinetId: "cabinet", output: 0 };
  const lockSegment = { kind: "workLock" as const, segments: [segment], why: "cable" };
  const level = (room: { fleet: { twin(id: string): { states: readonly { level: number }[] } | undefined } }) =>
    room.fleet.twin("cab")?.states[0]?.level;

  it("keep a segment open until the last holder releases his, through days and a restart", async () => {
    const first = await openControlRoom();
    const a = await first.orders.place(crew("an"), "key-00001", lockSegment);
    const b = await first.orders.place(crew("binh"), "key-00001", lockSegment);
    await first.clock.settleBy(1000);
    expect(level(first)).toBe(0);
    await first.orders.end(crew("an"), a.order.id);
    await first.clock.settleBy(48 * hour);
    await using room = await first.again();
    room.everybodyReports();
    await room.clock.settleBy(1000);
    expect(level(room)).toBe(0);
    const end = room.orders.end(crew("an"), b.order.id);
    await expect(end).rejects.toEqual(refused("plans/not-holder"));
    await room.orders.end(crew("binh"), b.order.id);
    await room.clock.settleBy(1000);
    expect(level(room)).toBe(100);
  });

  it("are not closed by emergency light: lamps answer held, with the holder's name behind the ref", async () => {
    await using room = await openControlRoom();
    const lock = await room.orders.place(crew("an"), "key-00001", lockSegment);
    await room.clock.settleBy(1000);
    const white = aWish({ kind: "emergency", target: { level: 100 } });
    const { job } = await room.orders.place(administrator, "key-00002", white);
    await room.clock.settleBy(2000);
    expect(level(room)).toBe(0);
    const { words } = (await room.jobs.find(job.id))!;
    for (const id of [...north, "dumb"]) {
      expect(words.get(id)).toMatchObject({ word: "held", reason: { code: "unpowered", ref: lock.order.ref } });
    }
    expect(room.orders.byRef(lock.order.ref)?.personName).toBe("An");
  });

  it("let their holder try a light under the same ref, and go back to holding", async () => {
    await using room = await openControlRoom();
    const wish = { kind: "workLock" as const, selection: { lampIds: ["s1"] }, why: "driver" };
    const { order } = await room.orders.place(crew("an"), "key-00001", wish);
    await room.clock.settleBy(1000);
    const tested = await room.orders.test(crew("an"), order.id, { level: 60 });
    expect(tested.issuedAt).toBeGreaterThan(order.issuedAt);
    await room.clock.settleBy(1000);
    expect(room.fleet.twin("d-s1")).toMatchObject({
      holds: { refs: [order.ref] },
      states: [{ level: 60, source: "lock" }],
    });
    await room.orders.test(crew("an"), order.id, undefined);
    await room.clock.settleBy(1000);
    expect(room.fleet.twin("d-s1")).toMatchObject({ states: [{ level: 80, source: "lock" }] });
  });

  it("refuse the test while somebody else has hands in the lamp or its segment", async () => {
    await using room = await openControlRoom();
    const wish = { kind: "workLock" as const, selection: { lampIds: ["n1"] }, why: "driver" };
    const { order } = await room.orders.place(crew("an"), "key-00001", wish);
    const other = await room.orders.place(crew("binh"), "key-00001", lockSegment);
    const test = () => room.orders.test(crew("an"), order.id, { level: 60 });
    await expect(test()).rejects.toEqual(refused("plans/locked"));
    await room.orders.end(crew("binh"), other.order.id);
    await expect(test()).resolves.toMatchObject({ target: { level: 60 } });
  });

  it("that end in the moment they are tested stay ended", async () => {
    await using room = await openControlRoom();
    const wish = { kind: "workLock" as const, selection: { lampIds: ["s1"] }, why: "driver" };
    const { order } = await room.orders.place(crew("an"), "key-00001", wish);
    await room.clock.settleBy(1000);
    const [ended, tested] = await Promise.allSettled([
      room.orders.end(crew("an"), order.id),
      room.orders.test(crew("an"), order.id, { level: 60 }),
    ]);
    expect(ended.status).toBe("fulfilled");
    expect(tested).toMatchObject({ status: "rejected", reason: { code: "plans/ended" } });
    await room.clock.settleBy(1000);
    expect(room.orders.open()).toEqual([]);
    expect(room.fleet.twin("d-s1")?.holds?.refs).toEqual([]);
  });

  it("are ended once", async () => {
    await using room = await openControlRoom();
    const { order } = await room.orders.place(crew("an"), "key-00001", lockSegment);
    await room.orders.end(crew("an"), order.id);
    await expect(room.orders.end(crew("an"), order.id)).rejects.toEqual(refused("plans/ended"));
    await expect(room.orders.end(crew("an"), "nothing")).rejects.toEqual(refused("plans/unknown"));
  });
});

it("an isolation opens the segment, and neither light nor time closes it again", async () => {
  await using room = await openControlRoom();
  const flood = { kind: "isolate" as const, selection: { circuitId: "whole" }, why: "flood" };
  const { order, job } = await room.orders.place(administrator, "key-00001", flood);
  await room.clock.settleBy(1000);
  expect(order.segments).toEqual([{ cabinetId: "cabinet", output: 0 }]);
  expect(room.fleet.twin("cab")).toMatchObject({ states: [{ level: 0, source: "isolate" }, { level: 100 }] });
  expect(new Set(Object.values(await room.words(job.id)))).toEqual(new Set(["followed"]));
  await room.orders.place(administrator, "key-00002", aWish({ kind: "emergency", target: { level: 100 } }));
  await room.clock.settleBy(48 * hour);
  room.everybodyReports();
  await room.clock.settleBy(1000);
  expect(room.fleet.twin("cab")?.states[0]).toMatchObject({ level: 0, source: "isolate" });
  await expect(room.orders.end(administrator, order.id)).rejects.toEqual(refused("plans/confirm-needed"));
});
